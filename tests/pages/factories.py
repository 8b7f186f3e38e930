"""Pages for tests: single ones, and the whole tree in several languages.

``tree()`` is made by ``copy_for_translation``, so that its pages are translations of each other
in every respect. Everything a kind needs to be published is there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import factory
from django.contrib.contenttypes.models import ContentType
from django.utils.text import slugify
from wagtail.models import Locale, Page, Revision, Site
from wagtail_factories import PageFactory

from integra_cms.pages.models import (
    AgendaPage,
    CampaignToolPage,
    ChecklistPage,
    CitiesPage,
    CityPage,
    CollectionPage,
    GoodPracticePage,
    HomePage,
    InfographicPage,
    LibraryPage,
    MethodPage,
    NewsPage,
    SectionPage,
)
from integra_cms.vocabularies.models import Term


class ToolkitPageFactory(PageFactory):
    """The parent's language, a title of its own and the slug that follows from it."""

    title = factory.Sequence(lambda n: f"Page {n}")
    slug = factory.LazyAttribute(lambda page: slugify(page.title, allow_unicode=True))

    class Meta:
        abstract = True


class HomePageFactory(ToolkitPageFactory):
    title = "Home"
    parent = factory.LazyFunction(lambda: Page.get_first_root_node())

    class Meta:
        model = HomePage


class LibraryPageFactory(ToolkitPageFactory):
    title = "Library"

    class Meta:
        model = LibraryPage


class CitiesPageFactory(ToolkitPageFactory):
    title = "Cities"

    class Meta:
        model = CitiesPage


class CityPageFactory(ToolkitPageFactory):
    title = "Example city"
    city = factory.LazyAttribute(lambda page: page.slug)

    class Meta:
        model = CityPage

    @classmethod
    def _create(cls, model_class: type[CityPage], *args: Any, **kwargs: Any) -> CityPage:
        ensure_term("city", kwargs["city"])
        return super()._create(model_class, *args, **kwargs)


class SectionPageFactory(ToolkitPageFactory):
    class Meta:
        model = SectionPage


class NewsPageFactory(ToolkitPageFactory):
    class Meta:
        model = NewsPage


class ResourceFactory(ToolkitPageFactory):
    summary = "What it is and what it is good for."

    class Meta:
        abstract = True


class MethodPageFactory(ResourceFactory):
    purpose = "<p>People and the city look at a place together.</p>"
    ethics = "<p>Taking part is free, and nobody is named.</p>"

    class Meta:
        model = MethodPage


class ChecklistPageFactory(ResourceFactory):
    area = "SERV"
    checklist_version = "1"

    class Meta:
        model = ChecklistPage

    @classmethod
    def _create(cls, model_class: type[ChecklistPage], *args: Any, **kwargs: Any) -> ChecklistPage:
        ensure_term("area", kwargs["area"])
        return super()._create(model_class, *args, **kwargs)


class GoodPracticePageFactory(ResourceFactory):
    situation = "<p>Newcomers did not find the right office.</p>"
    goals = "<p>One door for all questions.</p>"
    actions = "<p>A desk with interpreters was opened.</p>"
    results = "<p>Nobody is sent away any more.</p>"
    transferability = "<p>Any town hall with one free room.</p>"

    class Meta:
        model = GoodPracticePage


class AgendaPageFactory(ResourceFactory):
    class Meta:
        model = AgendaPage


class InfographicPageFactory(ResourceFactory):
    class Meta:
        model = InfographicPage


class CampaignToolPageFactory(ResourceFactory):
    medium = "podcast"
    languages = factory.LazyFunction(lambda: ["en", "ar"])

    class Meta:
        model = CampaignToolPage

    @classmethod
    def _create(
        cls, model_class: type[CampaignToolPage], *args: Any, **kwargs: Any
    ) -> CampaignToolPage:
        ensure_term("campaign_medium", kwargs["medium"])
        return super()._create(model_class, *args, **kwargs)


class CollectionPageFactory(ResourceFactory):
    class Meta:
        model = CollectionPage


RESOURCE_FACTORIES = (
    MethodPageFactory,
    ChecklistPageFactory,
    GoodPracticePageFactory,
    AgendaPageFactory,
    InfographicPageFactory,
    CampaignToolPageFactory,
    CollectionPageFactory,
)
"""One for each kind of the toolkit."""


def ensure_term(vocabulary: str, code: str) -> None:
    """Pages can only name terms that exist."""
    Term.objects.get_or_create(vocabulary=vocabulary, code=code, defaults={"labels": {"en": code}})


def locale(code: str) -> Locale:
    return Locale.objects.get_or_create(language_code=code)[0]


@dataclass(frozen=True)
class LocaleTree:
    """The structural pages of one language."""

    home: HomePage
    library: LibraryPage
    cities: CitiesPage


@dataclass(frozen=True)
class Tree(Mapping[str, LocaleTree]):
    """The structural pages by language code; all of them are live."""

    locales: dict[str, LocaleTree] = field(default_factory=dict)

    def __getitem__(self, code: str) -> LocaleTree:
        return self.locales[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self.locales)

    def __len__(self) -> int:
        return len(self.locales)


def tree(locales: Sequence[str] = ("en", "bg")) -> Tree:
    """Front page, library and list of cities in each language, as the root of the site.

    The first language is the source. The pages are what ``copy_for_translation`` would make of
    it, made directly because most tests begin with them.
    """
    built: dict[str, LocaleTree] = {}
    for code in locales:
        source = built.get(locales[0])
        home = HomePageFactory(title=f"Home {code}", locale=locale(code), **_key(source, "home"))
        library = LibraryPageFactory(parent=home, **_key(source, "library"))
        cities = CitiesPageFactory(parent=home, **_key(source, "cities"))
        built[code] = LocaleTree(home, library, cities)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": built[locales[0]].home},
    )
    return Tree(built)


def _key(source: LocaleTree | None, name: str) -> dict[str, Any]:
    """What makes a page a translation of the one in the source tree."""
    return {"translation_key": getattr(source, name).translation_key} if source else {}


def translated(page: Any, to: Locale | str, **changes: Any) -> Any:
    """A live translation of a page, made as Wagtail makes them, with some fields changed."""
    target = locale(to) if isinstance(to, str) else to
    copy = page.copy_for_translation(target)
    changes.setdefault("title", f"{page.title} {target.language_code}")
    for name, value in changes.items():
        setattr(copy, name, value)
    copy.save_revision().publish()
    return type(page).objects.get(pk=copy.pk)


def plugin_off(page: Page) -> Page:
    """The page as it is when the plugin of its model is switched off."""
    gone = ContentType.objects.get_or_create(app_label="gone", model="storypage")[0]
    Revision.objects.for_instance(page).update(content_type=gone)
    Page.objects.filter(pk=page.pk).update(content_type=gone)
    return Page.objects.get(pk=page.pk)
