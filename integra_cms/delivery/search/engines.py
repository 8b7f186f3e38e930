"""The index: which engine keeps it, and what can be done with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from importlib import import_module
from itertools import islice
from typing import Protocol, TypeVar, cast

from django.core.exceptions import ImproperlyConfigured
from django.db import connection

from integra_cms.delivery.search.matching import NOTHING, Filters, Match
from integra_cms.delivery.search.questions import Question
from integra_cms.delivery.search.rows import SearchRow
from integra_cms.delivery.search.storing import made_of, signature_of, stored
from integra_cms.languages.locales import locale_codes

ENGINES = {
    "postgresql": "integra_cms.delivery.search.postgresql",
    "sqlite": "integra_cms.delivery.search.sqlite",
}

BATCH = 500

Item = TypeVar("Item")


class Engine(Protocol):
    """What a database must be able to do; a module with these functions is one."""

    def insert_rows(self, rows: Sequence[SearchRow]) -> None:
        """Add rows of entries that have none."""

    def remove(self, entry_ids: Sequence[int]) -> None:
        """Forget entries; those that are not there do no harm."""

    def clear(self) -> None:
        """Forget everything."""

    def match(self, question: Question, scope: str, filters: Filters) -> Match:
        """The entries that answer a question that has words."""


def engine() -> Engine:
    """The engine for the database in use.

    Raises:
        ImproperlyConfigured: There is none for it.
    """
    try:
        module = ENGINES[connection.vendor]
    except KeyError:
        raise ImproperlyConfigured(
            f"Search has no engine for the database “{connection.vendor}”. "
            f"Use one of: {', '.join(ENGINES)}."
        ) from None
    return cast(Engine, import_module(module))


def index(rows: Iterable[SearchRow]) -> None:
    """Put entries into the index, in place of what it had of them; what is the same stays.

    For the drainer, inside its transaction: two that index at once are not provided for.
    """
    chosen = engine()
    for batch in _batches(rows):
        newest = list({row.entry_id: row for row in batch}.values())
        known = stored([row.entry_id for row in newest])
        changed = [row for row in newest if known.get(row.entry_id) != made_of(row)]
        if former := [row.entry_id for row in changed if row.entry_id in known]:
            chosen.remove(former)
        if changed:
            chosen.insert_rows(changed)


def remove(entry_ids: Iterable[int]) -> None:
    """Take entries out of the index; those that are not in it do no harm."""
    chosen = engine()
    for batch in _batches(entry_ids):
        chosen.remove(batch)


def outdated(rows: Iterable[SearchRow]) -> set[int]:
    """Those entries that are not in the index, or in it with something else."""
    found: set[int] = set()
    for batch in _batches(rows):
        known = stored([row.entry_id for row in batch])
        found |= {row.entry_id for row in batch if known.get(row.entry_id) != made_of(row)}
    return found


def clear() -> None:
    """Empty the index."""
    engine().clear()


def ranked(question: Question, scope: str, filters: Filters | None = None) -> Match:
    """The entries of a scope that answer a question, with their ranks, as SQL to compose with.

    A question without words finds nothing.
    """
    if question.is_empty:
        return NOTHING
    return engine().match(question, scope, filters or Filters())


def signature() -> dict[str, str]:
    """For each locale, what its part of the index depends on.

    When it is not what it was, what was indexed is out of date.
    """
    return {code: signature_of(code) for code in locale_codes()}


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    remaining = iter(items)
    while batch := list(islice(remaining, BATCH)):
        yield batch
