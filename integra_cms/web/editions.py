"""Which edition of a resource a reader of a page gets where the page refers to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Case, F, IntegerField, Value, When, Window
from django.db.models.functions import RowNumber
from wagtail.models import Page

if TYPE_CHECKING:
    from django.db.models import QuerySet


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
