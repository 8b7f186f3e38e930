"""Campaign tools: materials to raise awareness, in whatever medium."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from integra_cms.pages.base import BaseResourcePage
from integra_cms.pages.fields import LanguageListField, ProseField
from integra_cms.pages.schemas import Code, Html, LanguageTag, ResourceData
from integra_cms.vocabularies.fields import TermCodeField


class CampaignLevel(models.TextChoices):
    """Whom a campaign addresses."""

    CITY = "city", _("City")
    COUNTRY = "country", _("Country")
    EU = "eu", _("European Union")


class CampaignToolData(ResourceData):
    """A campaign tool: for whom, with which message, and how to use it."""

    medium: Code | None
    audiences: str
    message: str
    level: CampaignLevel | None
    languages: list[LanguageTag]
    duration_minutes: int | None
    page_count: int | None
    transcript: Html
    how_to_use: Html
    group_size: str
    print_specs: str
    reuse_conditions: str
    sensitive_note: str


class CampaignToolPage(BaseResourcePage):
    """A campaign tool: for whom, with which message, and how to use it."""

    medium = TermCodeField(_("medium"), vocabulary="campaign_medium")
    audiences = models.TextField(_("audiences"), blank=True)
    message = models.TextField(_("message"), blank=True)
    level = models.CharField(_("level"), max_length=8, choices=CampaignLevel.choices, blank=True)
    languages = LanguageListField(
        _("languages"),
        blank=False,
        help_text=_("Of the material, one language tag per line, such as “ar”."),
    )
    duration_minutes = models.PositiveIntegerField(_("minutes"), null=True, blank=True)
    page_count = models.PositiveIntegerField(_("number of pages"), null=True, blank=True)
    transcript = ProseField(_("transcript"), blank=True)
    how_to_use = ProseField(_("how to use it"), blank=True)
    group_size = models.CharField(
        _("size of the group"), max_length=64, blank=True, help_text=_("Such as “4–6”.")
    )
    print_specs = models.TextField(_("for printing"), blank=True)
    reuse_conditions = models.TextField(_("conditions of reuse"), blank=True)
    sensitive_note = models.TextField(
        _("note on sensitive content"),
        blank=True,
        help_text=_("What may be hard to see or hear, told before people see or hear it."),
    )

    untranslated_fields = (*BaseResourcePage.untranslated_fields, "group_size")
    page_description = _("A video, podcast, comic, game or other material for campaigns.")
    content_panels = [
        *BaseResourcePage.content_panels[:2],
        MultiFieldPanel(
            [
                FieldRowPanel(["medium", "level"]),
                "languages",
                FieldRowPanel(["duration_minutes", "page_count", "group_size"]),
            ],
            heading=_("About the material"),
        ),
        MultiFieldPanel(
            ["audiences", "message", "how_to_use", "sensitive_note"], heading=_("Using it")
        ),
        MultiFieldPanel(
            ["transcript", "print_specs", "reuse_conditions"],
            heading=_("Transcript, printing, reuse"),
        ),
        *BaseResourcePage.content_panels[2:],
        *BaseResourcePage.attachment_panels,
    ]
    search_fields = [
        *BaseResourcePage.search_fields,
        index.SearchField("message"),
        index.SearchField("how_to_use"),
    ]

    class Meta:
        verbose_name = _("campaign tool")
        verbose_name_plural = _("campaign tools")
