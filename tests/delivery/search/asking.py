"""Indexing and asking in tests."""

from __future__ import annotations

import itertools
from datetime import UTC, datetime
from uuid import UUID

from django.db import connection

from integra_cms.delivery import search
from integra_cms.delivery.chains import SOURCE, scope
from tests.delivery.search.corpus import LANGUAGES, pages

OTHERS = 8


def row(entry_id: int = 1, **fields: object) -> search.SearchRow:
    """A Bulgarian page in the scope of Bulgarian, unless told otherwise."""
    values = {
        "scope": "default.bg",
        "locale": "bg",
        "kind": "method",
        "listed": True,
        "city": "",
        "foreign": False,
        "published_at": datetime(2026, 1, 1, tzinfo=UTC),
        "resource": UUID(int=entry_id),
        "title": "Градска разходка",
        "head": "",
        "text": "",
    }
    return search.SearchRow(entry_id=entry_id, **{**values, **fields})


def index_corpus() -> dict[int, str]:
    """Index all pages of the corpus in their own scopes; their keys by entry."""
    numbers = itertools.count(1)
    rows, keys = [], {}
    for language in LANGUAGES:
        all_pages = pages(language)
        for place, page in enumerate(all_pages):
            entry_id = next(numbers)
            # The text speaks of other things as well, so that the order of the answers matters.
            others = (all_pages * 2)[place + 1 : place + 1 + OTHERS]
            text = " ".join([page.summary, *(f"{o.title}. {o.summary}" for o in others)])
            keys[entry_id] = page.key
            rows.append(
                row(
                    entry_id,
                    scope=scope(language),
                    locale=language,
                    title=page.title,
                    head=page.summary,
                    text=text,
                )
            )
    search.index(rows)
    return keys


def found(q: str, locale: str = "bg", fallbacks=("en", SOURCE), **filters: object) -> list[int]:
    """The entries a question finds in the default scope of a locale, best first."""
    question = search.parse(q, locale, fallbacks)
    match = search.ranked(question, scope(locale), search.Filters(**filters))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT m.entry_id FROM ({match.sql}) m ORDER BY m.rank DESC, m.resource",  # noqa: S608
            match.params,
        )
        ordered = [entry for (entry,) in cursor.fetchall()]
        cursor.execute(match.found, match.found_params)
        assert sorted(entry for (entry,) in cursor.fetchall()) == sorted(ordered)
    return ordered
