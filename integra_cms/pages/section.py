"""Pages inside a city's section."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from integra_cms.pages.schemas import PageData
from integra_cms.pages.tree import BaseParentPage


class SectionPage(BaseParentPage):
    """A page of a city about anything, with resources or further pages below it."""

    document_schema = PageData
    template = "integra_cms/pages/section.html"
    parent_page_types = ["integra_pages.CityPage", "integra_pages.SectionPage"]
    subpage_types = ["integra_pages.SectionPage"]
    page_description = _("A page of your city; other pages and resources can stand below it.")

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")
