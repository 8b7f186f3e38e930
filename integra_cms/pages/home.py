"""The top of the tree in one language."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page

from integra_cms.pages.base import BaseToolkitPage
from integra_cms.pages.schemas import PageData


class HomePage(BaseToolkitPage):
    """The front page of the site in one language."""

    document_schema = PageData
    template = "integra_cms/pages/home.html"
    parent_page_types = ["wagtailcore.Page"]
    subpage_types = ["integra_pages.LibraryPage", "integra_pages.CitiesPage"]
    page_description = _("The front page of the site, once in each language.")

    class Meta:
        verbose_name = _("front page")
        verbose_name_plural = _("front pages")

    def clean(self) -> None:
        """There is one front page per language.

        Raises:
            ValidationError: There is another one (``home_exists``).
        """
        super().clean()
        others = HomePage.objects.filter(locale=self.locale_id).exclude(pk=self.pk)
        if self.locale_id and others.exists():
            raise ValidationError(
                _("There is a front page in “%(locale)s” already. Edit that one."),
                code="home_exists",
                params={"locale": self.locale.language_code},
            )

    @classmethod
    def can_create_at(cls, parent: Page) -> bool:
        """Only while there is a language without one."""
        return super().can_create_at(parent) and cls.objects.count() < Locale.objects.count()

    @classmethod
    def can_exist_under(cls, parent: Page) -> bool:
        """Under the root alone; other plain pages may belong to plugins that are switched off."""
        return parent.is_root() and super().can_exist_under(parent)
