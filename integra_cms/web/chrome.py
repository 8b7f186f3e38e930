"""What stands around every page: navigation, languages, credit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from integra_cms.languages.locales import direction, locale_codes, native_name
from integra_cms.pages.models import CitiesPage, HomePage, LibraryPage
from integra_cms.vocabularies.models import Project

if TYPE_CHECKING:
    from django.http import HttpRequest


@dataclass(frozen=True)
class LanguageLink:
    """One entry of the language switch.

    Attributes:
        code: The locale.
        name: Its name in its own language.
        url: The edition in this locale, or the locale's home page where there is none.
        exists: There is an edition in this locale.
        current: It is the one being read.
    """

    code: str
    name: str
    url: str
    exists: bool
    current: bool


@dataclass(frozen=True)
class Chrome:
    """Everything the base template shows around the page."""

    locale: str
    direction: str
    home: Page | None
    menu: list[Page]
    languages: list[LanguageLink]
    project: Project | None


def chrome_for(page: Page, request: HttpRequest | None) -> Chrome:
    """Reads it in four queries, whatever the page."""
    editions = {
        edition.locale.language_code: edition
        for edition in Page.objects.live()
        .public()
        .filter(translation_key=page.translation_key)
        .select_related("locale")
    }
    structure = _structure()
    homes = structure[HomePage]
    locale = page.locale.language_code
    return Chrome(
        locale=locale,
        direction=direction(locale),
        home=homes.get(locale),
        menu=[structure[model][locale] for model in MENU if locale in structure[model]],
        languages=[
            LanguageLink(
                code=code,
                name=native_name(code),
                url=(editions.get(code) or homes[code]).get_url(request) or "",
                exists=code in editions or code == locale,
                current=code == locale,
            )
            for code in locale_codes()
            if code in editions or code in homes
        ],
        project=_project_of(page),
    )


MENU = (LibraryPage, CitiesPage)
"""What the main menu leads to, in its order."""


def _structure() -> dict[type[Page], dict[str, Page]]:
    """Structural pages that are public, by model and locale, in one query."""
    types = ContentType.objects.get_for_models(HomePage, *MENU)
    found: dict[type[Page], dict[str, Page]] = {model: {} for model in types}
    pages = Page.objects.live().public().filter(content_type__in=types.values())
    models = {content_type.pk: model for model, content_type in types.items()}
    for page in pages.select_related("locale"):
        found[models[page.content_type_id]][page.locale.language_code] = page
    return found


def _project_of(page: Any) -> Project | None:
    """The project a page says it comes from, else the first one of the site."""
    return getattr(page, "project", None) or Project.objects.order_by("pk").first()
