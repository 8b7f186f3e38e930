"""The library: resources that all cities share."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from integra_cms.pages.schemas import PageData
from integra_cms.pages.tree import BaseParentPage


class LibraryPage(BaseParentPage):
    """The library in one language."""

    document_schema = PageData
    template = "integra_cms/pages/library.html"
    parent_page_types = ["integra_pages.HomePage"]
    subpage_types = []
    max_count_per_parent = 1
    page_description = _("Methods, checklists and other resources that all cities share.")

    class Meta:
        verbose_name = _("library")
        verbose_name_plural = _("libraries")
