"""Checklists: statements that people confirm or not, looking at one place on one day."""

from __future__ import annotations

from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from integra_cms.blocks.fields import StreamField
from integra_cms.pages.base import BaseResourcePage
from integra_cms.pages.fields import CodeListField, PartialDateField, ProseField
from integra_cms.pages.schemas import (
    Code,
    Html,
    PartialDate,
    ReferenceCode,
    ResourceData,
    StreamOf,
)
from integra_cms.pages.validation import repeated, values
from integra_cms.vocabularies.fields import TermCodeField


class Scale(models.TextChoices):
    """The answers that items can be given."""

    PRESENCE = "presence", _("In place – partly – not in place")


class Answer(models.TextChoices):
    """The answers of the scale ``presence``, in the order in which they are shown."""

    IN_PLACE = "in_place", _("In place")
    PARTLY = "partly", _("Partly")
    NOT_IN_PLACE = "not_in_place", _("Not in place")
    CANNOT_TELL = "cannot_tell", _("Cannot tell here")
    NOT_APPLICABLE = "not_applicable", _("Does not apply")


class ChecklistData(ResourceData):
    """A checklist for one area, in sections of items with codes that never change."""

    area: Code | None
    checklist_version: str
    valid_from: PartialDate
    adapted_from: str
    introduction: Html
    scale: Scale
    sections: Annotated[list[Any], StreamOf("sections")]
    alignment: list[ReferenceCode]


class ChecklistPage(BaseResourcePage):
    """A checklist for one area, in sections of items with codes that never change."""

    area = TermCodeField(_("area"), vocabulary="area", help_text=_("The area it looks at."))
    checklist_version = models.CharField(
        _("version of the checklist"),
        max_length=32,
        help_text=_("Answers keep it, so that one city can be compared over time."),
    )
    valid_from = PartialDateField(
        _("valid from"), blank=True, help_text=_("Write “2018”, “2018-05” or “2018-05-16”.")
    )
    adapted_from = models.TextField(
        _("adapted from"), blank=True, help_text=_("The checklist it was made from, if any.")
    )
    introduction = ProseField(
        _("introduction"), blank=True, help_text=_("What people are told before they start.")
    )
    scale = models.CharField(
        _("scale"), max_length=16, choices=Scale.choices, default=Scale.PRESENCE
    )
    sections = StreamField(stream="sections", blank=True, verbose_name=_("sections"))
    alignment = CodeListField(
        _("alignment"),
        help_text=_("Codes of other frameworks, one per line, such as “zaragoza:education”."),
    )

    untranslated_fields = (*BaseResourcePage.untranslated_fields, "checklist_version")
    page_description = _("Statements to look for in one area of city life.")
    content_panels = [
        *BaseResourcePage.content_panels[:2],
        MultiFieldPanel(
            [
                FieldRowPanel(["area", "scale"]),
                FieldRowPanel(["checklist_version", "valid_from"]),
                "adapted_from",
            ],
            heading=_("Checklist"),
        ),
        FieldPanel("introduction"),
        FieldPanel("sections"),
        *BaseResourcePage.content_panels[2:],
        *BaseResourcePage.attachment_panels,
    ]
    classification_panels = [*BaseResourcePage.classification_panels, "alignment"]
    search_fields = [
        *BaseResourcePage.search_fields,
        index.SearchField("introduction"),
        index.SearchField("sections"),
    ]

    class Meta:
        verbose_name = _("checklist")
        verbose_name_plural = _("checklists")

    def clean(self) -> None:
        """Every item and every section has a code of its own (``item_code_duplicate``)."""
        super().clean()
        sections = list(values(self.sections, "section"))
        twice = [
            *repeated(item["code"] for section in sections for item in section["items"]),
            *repeated(section["code"] for section in sections),
        ]
        if twice:
            raise ValidationError(
                {
                    "sections": ValidationError(
                        _("Used more than once: %(codes)s. Give each item a code of its own."),
                        code="item_code_duplicate",
                        params={"codes": ", ".join(filter(None, twice))},
                    )
                }
            )
