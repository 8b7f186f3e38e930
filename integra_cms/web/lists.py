"""Lists that pages hold besides the library: cities, what stands below a page, collections."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.db.models import Q
from wagtail.models import Page

from integra_cms.delivery.reading import LARGEST_PAGE, Hit, ListQuestion, cards_of, listing
from integra_cms.web.cards import Card, cards

if TYPE_CHECKING:
    from integra_cms.pages.models import CollectionPage

CITY = "city"
"""The sort of document a city's front page is."""


def all_cities(locale: str) -> list[Card]:
    """The front pages of all cities, by name and in no other order."""
    return cards(list(_cities(locale)), locale)


def _cities(locale: str) -> Iterator[Hit]:
    question = ListQuestion(asked=locale, kinds=(CITY,), sort="title", limit=LARGEST_PAGE)
    while True:
        page = listing(question)
        yield from page.hits
        if page.next_cursor is None:
            return
        question = replace(question, cursor=page.next_cursor)


def below(page: Page, locale: str) -> list[Card]:
    """What stands directly below any edition of a page, in the order of the tree."""
    return cards(cards_of(_resources_below(page), asked=locale), locale)


def _resources_below(page: Page) -> list[UUID]:
    """The catalogue knows what can be read; in which order editors put it, the tree alone does."""
    editions = Page.objects.filter(translation_key=page.translation_key)
    under = Q(pk=None)
    for path, depth in editions.values_list("path", "depth"):
        under |= Q(path__startswith=path, depth=depth + 1)
    return list(
        Page.objects.filter(under).order_by("path").values_list("translation_key", flat=True)
    )


def collected(collection: CollectionPage, locale: str) -> list[Card]:
    """What is in a collection, in its order."""
    chosen = [item.value["page"] for item in collection.items]
    resources = [page.translation_key for page in chosen if page]
    return cards(cards_of(resources, asked=locale), locale)
