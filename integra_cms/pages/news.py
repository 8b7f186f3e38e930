"""News of a city."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images import get_image_model_string

from integra_cms.pages.base import BaseToolkitPage
from integra_cms.pages.schemas import Day, ImageReference, PageData


class NewsData(PageData):
    """One piece of news."""

    date: Day
    image: ImageReference | None


class NewsPage(BaseToolkitPage):
    """One piece of news."""

    date = models.DateField(
        _("date"), default=timezone.localdate, help_text=_("The day the news is of.")
    )
    image = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("picture"),
    )

    document_schema = NewsData
    template = "integra_cms/pages/news.html"
    parent_page_types = ["integra_pages.CityPage"]
    subpage_types = []
    page_description = _("Something that happened or will happen in your city.")
    content_panels = [
        *BaseToolkitPage.content_panels[:2],
        MultiFieldPanel([FieldPanel("date"), FieldPanel("image")], heading=_("Date and picture")),
        *BaseToolkitPage.content_panels[2:],
    ]

    class Meta:
        verbose_name = _("news")
        verbose_name_plural = _("news")
