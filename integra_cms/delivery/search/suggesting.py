"""Suggestions while somebody types: titles, and words inside titles, that begin with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection

from integra_cms.delivery.search.rows import SearchRow
from integra_cms.languages.folding import fold
from integra_cms.languages.words import tokens

SHORTEST = 2
"""Letters; one gives no suggestions."""

LONGEST_KEY = 100
MOST_WORDS = 12
"""Words of a title from which on it is found."""

LARGEST = 50
END = "\U0010ffff"
"""Comes after every letter."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A resource whose title continues what was typed; ``locale`` is that of the title."""

    resource: UUID
    title: str
    locale: str
    path: str
    kind: str


def suggestion_keys(row: SearchRow) -> Iterator[tuple[int, str, int, str]]:
    """The rows (entry, scope, place, key) of an entry: its title from each word on.

    Place is 0 for the whole title and 1 for the rest: what begins a title comes first.
    """
    if not row.listed:
        return
    folded = _key(row.title).split()
    for place in range(min(len(folded), MOST_WORDS)):
        if not place or len(folded[place]) >= SHORTEST:
            yield row.entry_id, row.scope, min(place, 1), " ".join(folded[place:])[:LONGEST_KEY]


def suggest(prefix: str, scope: str, limit: int) -> list[Suggestion]:
    """Listed resources whose title, or a word in it, begins with what was typed so far.

    Accents, case and punctuation do not count; several words must follow one another. Titles that
    begin with it come first, each group in the order of the alphabet. Less than two letters give
    none.

    Args:
        prefix: What was typed so far.
        scope: Where to look.
        limit: How many at most; never more than 50.
    """
    key = _key(prefix)[:LONGEST_KEY]
    limit = min(limit, LARGEST)
    if len(key) < SHORTEST or limit < 1:
        return []
    places = [_place(scope, place, key, limit) for place in (0, 1)]
    sql = f"""
        SELECT e.resource, d.title, d.locale, d.path, d.kind
        FROM ({" UNION ALL ".join(sql for sql, _ in places)}) k
        JOIN integra_delivery_entry e ON e.id = k.entry_id AND e.scope = %s
        JOIN integra_delivery_document d ON d.id = e.document_id
        ORDER BY k.place, k.title_key, e.title_key, e.resource
    """  # noqa: S608 - nothing in it comes from outside
    with connection.cursor() as cursor:
        cursor.execute(sql, [*(value for _, params in places for value in params), scope])
        rows = cursor.fetchall()
    found = {
        UUID(str(resource)): Suggestion(UUID(str(resource)), *others)
        for resource, *others in reversed(rows)
    }
    return [found[resource] for resource in _in_order(rows)][:limit]


def _place(scope: str, place: int, key: str, limit: int) -> tuple[str, list[Any]]:
    sql = """
        SELECT * FROM (
            SELECT entry_id, place, title_key FROM integra_delivery_suggestion
            WHERE scope = %s AND place = %s AND title_key >= %s AND title_key < %s
            ORDER BY title_key LIMIT %s
        ) p
    """
    return sql, [scope, place, key, key + END, limit]


def _in_order(rows: list[tuple[object, ...]]) -> list[UUID]:
    return list(dict.fromkeys(UUID(str(row[0])) for row in rows))


def _key(text: str) -> str:
    """The folded words of a text with spaces between them."""
    return fold(" ".join(tokens(text))).replace("\x00", "")
