"""The cities, and the front page of each city's section."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.images import get_image_model_string

from integra_cms.pages.base import BaseToolkitPage
from integra_cms.pages.schemas import Code, ImageReference, PageData
from integra_cms.pages.tree import BaseParentPage
from integra_cms.vocabularies.fields import TermCodeField


class CityData(PageData):
    """The front page of a city's section."""

    city: Code
    lead_image: ImageReference | None


class CitiesPage(BaseToolkitPage):
    """The list of cities in one language."""

    document_schema = PageData
    template = "integra_cms/pages/cities.html"
    parent_page_types = ["integra_pages.HomePage"]
    subpage_types = ["integra_pages.CityPage"]
    max_count_per_parent = 1
    page_description = _("The cities of the network.")

    class Meta:
        verbose_name = _("list of cities")
        verbose_name_plural = _("lists of cities")


class CityPage(BaseParentPage):
    """The front page of a city's section in one of its languages.

    Opening a city makes it, together with the city's record; it is not made by hand.
    """

    city = TermCodeField(_("city"), vocabulary="city", editable=False)
    lead_image = models.ForeignKey(
        get_image_model_string(),
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lead picture"),
        help_text=_("A picture of the city, shown at the top of the page and in lists."),
    )

    document_schema = CityData
    template = "integra_cms/pages/city.html"
    is_creatable = False
    parent_page_types = ["integra_pages.CitiesPage"]
    subpage_types = ["integra_pages.SectionPage", "integra_pages.NewsPage"]
    content_panels = [
        *BaseToolkitPage.content_panels[:2],
        FieldPanel("lead_image"),
        *BaseToolkitPage.content_panels[2:],
    ]

    class Meta:
        verbose_name = _("city page")
        verbose_name_plural = _("city pages")
