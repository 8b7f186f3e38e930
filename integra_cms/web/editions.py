"""Which edition of a resource a reader gets, and what lists show of it.

A list asks for all live editions of the resources it may show and takes for each resource the
one that suits the reader best: in the asked language, else in the site's default language, else
the source edition. So a resource is never missing from a list because nobody translated it yet,
and never shown twice. The number of queries does not depend on the number of resources.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.contrib.contenttypes.models import ContentType
from django.db.models import Case, F, IntegerField, Value, When, Window
from django.db.models.functions import RowNumber
from wagtail.models import Page

from integra_cms.languages.collation import sort_key
from integra_cms.pages.base import resource_models
from integra_cms.plugins import Kind, contributions

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet


@dataclass(frozen=True)
class Card:
    """What a list shows of one resource.

    Attributes:
        page: The edition, as its specific class.
        locale: Language of that edition.
        foreign: It is not in the language the reader asked for, which the list has to say.
        kind: The kind it is of; None for pages that are no resource, such as a city's front page.
    """

    page: Any
    locale: str
    foreign: bool
    kind: Kind | None


def best_editions(pages: QuerySet[Page], locale: str) -> QuerySet[Page]:
    """Of each resource among ``pages`` the one live, public edition that suits the reader best."""
    preference = Case(
        When(locale__language_code=locale, then=Value(0)),
        When(locale__language_code=settings.LANGUAGE_CODE, then=Value(1)),
        When(edition__is_source=True, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return (
        pages.live()
        .public()
        .annotate(
            place=Window(
                RowNumber(),
                partition_by=[F("translation_key")],
                order_by=[preference, F("locale__language_code")],
            )
        )
        .filter(place=1)
        .order_by()
    )


def cards(chosen: Sequence[tuple[int, str]], locale: str) -> list[Card]:
    """Cards for pages given as (primary key, locale), in the given order.

    One query for the pages and one for each model among them.
    """
    keys = [key for key, _ in chosen]
    by_key = {
        page.pk: page
        for page in Page.objects.filter(pk__in=keys).select_related("locale").specific()
    }
    return [
        Card(
            page=by_key[key],
            locale=code,
            foreign=code != locale,
            kind=kind_of(by_key[key]),
        )
        for key, code in chosen
        if key in by_key
    ]


def in_title_order(pages: QuerySet[Page], locale: str) -> list[tuple[int, str]]:
    """(primary key, locale) of the best edition of each resource, by title as readers sort."""
    rows = best_editions(pages, locale).values_list("pk", "locale__language_code", "title")
    ordered = sorted(rows, key=lambda row: (sort_key(row[2], locale), row[0]))
    return [(key, code) for key, code, _ in ordered]


def resources() -> QuerySet[Page]:
    """All pages of a registered kind, in every locale, live or not."""
    types = ContentType.objects.get_for_models(*resource_models()).values()
    return Page.objects.filter(content_type__in=[each.pk for each in types])


def kind_of(page: Page) -> Kind | None:
    """The kind a page is of; None also for a resource whose kind nobody declares."""
    label = page._meta.label_lower
    kinds = contributions.kinds.values()
    return next((kind for kind in kinds if kind.model.lower() == label), None)
