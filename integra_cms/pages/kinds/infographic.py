"""Infographics: figures that a poster shows, and their text alternative."""

from __future__ import annotations

from typing import Annotated, Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from integra_cms.blocks.fields import StreamField
from integra_cms.pages.base import BaseResourcePage
from integra_cms.pages.fields import LanguageField
from integra_cms.pages.schemas import Code, LanguageTag, ResourceData, StreamOf
from integra_cms.vocabularies.fields import TermCodeField


class InfographicData(ResourceData):
    """An infographic: its figures as data, and a text for those who cannot see it."""

    theme: Code | None
    area: Code | None
    figures: Annotated[list[Any], StreamOf("figures")]
    text_alternative: str
    language: LanguageTag
    designer: str
    colours_safe: bool


class InfographicPage(BaseResourcePage):
    """An infographic: its figures as data, a text for those who cannot see it, and its files."""

    theme = TermCodeField(_("theme"), vocabulary="infographic_theme", blank=True)
    area = TermCodeField(
        _("area"),
        vocabulary="area",
        blank=True,
        help_text=_("The integration area, where the theme belongs to one."),
    )
    figures = StreamField(stream="figures", blank=True, verbose_name=_("figures"))
    text_alternative = models.TextField(
        _("text alternative"),
        blank=True,
        help_text=_("All that the poster says, in words. Needed where there are figures."),
    )
    language = LanguageField(
        _("language of the poster"), blank=True, help_text=_("A language tag such as “hr”.")
    )
    designer = models.CharField(_("designer"), max_length=255, blank=True)
    colours_safe = models.BooleanField(
        _("colours can be told apart"),
        default=False,
        help_text=_("Also by people who do not see all colours, and in black and white."),
    )

    untranslated_fields = (*BaseResourcePage.untranslated_fields, "designer")
    page_description = _("A poster with figures that is accessible to everybody.")
    content_panels = [
        *BaseResourcePage.content_panels[:2],
        FieldPanel("figures"),
        FieldPanel("text_alternative"),
        MultiFieldPanel(
            [FieldRowPanel(["language", "designer"]), "colours_safe"], heading=_("Poster")
        ),
        *BaseResourcePage.content_panels[2:],
        *BaseResourcePage.attachment_panels,
    ]
    classification_panels = [
        FieldRowPanel(["theme", "area"]),
        *BaseResourcePage.classification_panels,
    ]
    search_fields = [
        *BaseResourcePage.search_fields,
        index.SearchField("figures"),
        index.SearchField("text_alternative"),
    ]

    class Meta:
        verbose_name = _("infographic")
        verbose_name_plural = _("infographics")
