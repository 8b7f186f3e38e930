"""Writing rows of the index, the same way for all engines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django.db import connection

from integra_cms.delivery.canonical import digest
from integra_cms.delivery.search.lexemes import Word, words
from integra_cms.delivery.search.rows import SearchRow
from integra_cms.delivery.search.suggesting import suggestion_keys
from integra_cms.languages.lemmas import lemmas_signature

LAYOUT = 2
"""Raise it when rows are indexed in another way: what was indexed is then out of date."""

AT_ONCE = 200
"""Rows in one statement: few round trips, and no statement of many megabytes."""


Parts = tuple[list[Word], list[Word], list[Word]]
"""The words of title, summary and text."""


def signature_of(locale: str) -> str:
    """What the index of texts in a locale depends on besides the texts."""
    return f"search {LAYOUT}, {lemmas_signature(locale)}"


def made_of(row: SearchRow) -> str:
    """Stands for all that the index has of an entry: while it is the same, so is that."""
    told = (str(getattr(row, name)) for name in SearchRow.__slots__)
    return digest(signature_of(row.locale), *told)


def analysed(rows: Sequence[SearchRow]) -> Iterator[tuple[SearchRow, Parts]]:
    """Each row with its words; an edition that answers in several scopes is read once."""
    known: dict[tuple[str, str, str, str], Parts] = {}
    for row in rows:
        texts = (row.locale, row.title, row.head, row.text)
        if texts not in known:
            title, head, body = (words(text, row.locale) for text in texts[1:])
            known[texts] = (title, head, body)
        yield row, known[texts]


def insert(table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> None:
    """Add rows. A column is named with the type its values are cast to, where they need it."""
    names = ", ".join(column.partition("::")[0] for column in columns)
    one = ", ".join("%s" + "".join(column.partition("::")[1:]) for column in columns)
    with connection.cursor() as cursor:
        for start in range(0, len(rows), AT_ONCE):
            some = rows[start : start + AT_ONCE]
            values = ", ".join([f"({one})"] * len(some))
            cursor.execute(
                f"INSERT INTO {table} ({names}) VALUES {values}",  # noqa: S608 - names are ours
                [value for row in some for value in row],
            )


def delete(table: str, entry_ids: Sequence[int]) -> None:
    """Remove the rows of some entries."""
    run(f"DELETE FROM {table} WHERE entry_id IN {listed(entry_ids)}", entry_ids)  # noqa: S608


def stored(entry_ids: Sequence[int]) -> Mapping[int, str]:
    """What the rows of some entries were made of, as far as they have one."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT entry_id, made_of FROM integra_delivery_search "  # noqa: S608 - placeholders
            f"WHERE entry_id IN {listed(entry_ids)}",
            list(entry_ids),
        )
        return dict(cursor.fetchall())


def run(sql: str, params: Sequence[Any] = ()) -> None:
    """One statement."""
    with connection.cursor() as cursor:
        cursor.execute(sql, list(params))


def listed(values: Sequence[object]) -> str:
    """``(%s, %s)``: one placeholder for each value. There must be at least one."""
    return f"({', '.join(['%s'] * len(values))})"


def insert_suggestions(rows: Sequence[SearchRow]) -> None:
    """Add what entries are suggested for."""
    keys = [key for row in rows for key in suggestion_keys(row)]
    insert("integra_delivery_suggestion", ("entry_id", "scope", "place", "title_key"), keys)
