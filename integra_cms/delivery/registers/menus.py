"""The main menu of a locale: the library, the cities, and what stands right below them.

Resources are in no menu: there are lists for them. A page without an edition in the locale is
named in the one that readers get, as everywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

from integra_cms.delivery.registers.contents import RegisterContent
from integra_cms.delivery.registers.pages import PublicPages
from integra_cms.languages.collation import sort_key
from integra_cms.pages.documents import document_types
from integra_cms.pages.models import CitiesPage, HomePage, LibraryPage

MAIN = (LibraryPage, CitiesPage)
"""What the main menu leads to, in its order."""


def build(locale: str) -> RegisterContent:
    """Pages that are not public are left out, with all that stands below them."""
    structure = _Structure()
    pages = PublicPages(structure.resources, locale)
    homes = filter(None, map(pages.entry, structure.of(HomePage)))
    main = [
        {**entry, "children": _children(structure.below[resource], pages, locale)}
        for model in MAIN
        for resource in structure.of(model)
        if (entry := pages.entry(resource))
    ]
    return RegisterContent({"locale": locale, "home": next(homes, None), "main": main})


def _children(resources: Iterable[UUID], pages: PublicPages, locale: str) -> list[dict[str, Any]]:
    """By title, as readers of the locale look for it."""
    entries = [entry for resource in resources if (entry := pages.entry(resource))]
    return sorted(entries, key=lambda each: (sort_key(each["title"], locale), each["resource"]))


class _Structure:
    """The resources that may be in the menu, from two levels of the tree in one query.

    Attributes:
        below: Resource → those whose pages stand right below its own, in any language.
    """

    def __init__(self) -> None:
        models = [each.model for each in document_types().values() if each.kind is None]
        types = ContentType.objects.get_for_models(*models)
        by_type = {found.pk: model for model, found in types.items()}
        rows = Page.objects.filter(content_type__in=by_type, alias_of=None).order_by("path")
        self._models: dict[UUID, Any] = {}
        self.below: dict[UUID, set[UUID]] = defaultdict(set)
        by_path: dict[str, UUID] = {}
        for path, resource, content_type in rows.filter(depth__lte=DEEPEST).values_list(
            "path", "translation_key", "content_type_id"
        ):
            by_path[path] = resource
            self._models[resource] = by_type[content_type]
            if parent := by_path.get(path[: -Page.steplen]):
                self.below[parent].add(resource)

    @property
    def resources(self) -> list[UUID]:
        return list(self._models)

    def of(self, model: type[Page]) -> list[UUID]:
        """The resources of a page model; their order is the same everywhere."""
        return sorted(resource for resource, known in self._models.items() if known is model)


DEEPEST = 4
"""Root, front page, library or list of cities, and what stands below it."""
