"""Search in PostgreSQL: vectors of words that we made, none of its dictionaries.

``tsv`` says which entries match and is read through its index only, but for phrases; ``head``, the
title and the summary, says how well. That makes a word that stands in every page quick, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from integra_cms.delivery.search.lexemes import FORM, Word, prefix, words
from integra_cms.delivery.search.matching import (
    MINUTE_BITS,
    MOST_RELEVANT,
    NOTHING,
    Filters,
    Match,
    base_rank,
)
from integra_cms.delivery.search.questions import Question, Reading, Term
from integra_cms.delivery.search.rows import SearchRow
from integra_cms.delivery.search.storing import delete, insert, insert_suggestions, run

TABLES = ("integra_delivery_search", "integra_delivery_suggestion")

LAST_POSITION = 16_383
"""PostgreSQL gives every word after it this position; ours after it have none."""

PARAGRAPH = 10
"""Positions between two parts of a text, so that no phrase goes from one into the other."""

MOST_BYTES = 900_000
"""A vector may have 1 MiB. What comes later in a text as long as a book is not found."""

BYTES_BESIDE = 8
"""What a lexeme costs beside its letters, with one position."""

WEIGHTS = "{0, 0, 0.1, 1}"
"""Of D, C, B (summary) and A (title)."""

PRECISION = 1_000_000_000

LISTED = "l:"
KIND = "k:"
CITY = "c:"


class Vector:
    """A tsvector in the making."""

    def __init__(self) -> None:
        self._positions: dict[str, list[str]] = defaultdict(list)
        self._bytes = 0

    def add(self, lexeme: str, position: str = "") -> None:
        """A lexeme, with ``12`` or ``12A``; without, it can be found but not in a phrase."""
        size = 4 if lexeme in self._positions else len(lexeme.encode()) + BYTES_BESIDE
        if self._bytes + size > MOST_BYTES:
            return
        self._bytes += size
        positions = self._positions[lexeme]
        if position:
            positions.append(position)

    def __str__(self) -> str:
        return " ".join(
            f"{_quoted(lexeme)}:{','.join(positions)}" if positions else _quoted(lexeme)
            for lexeme, positions in self._positions.items()
        )


def insert_rows(rows: Sequence[SearchRow]) -> None:
    parts: dict[tuple[str, str, str, str], tuple[list[Word], ...]] = {}
    values = []
    for row in rows:
        texts = (row.locale, row.title, row.head, row.text)
        if texts not in parts:  # the same edition answers in several scopes
            parts[texts] = tuple(words(text, row.locale) for text in texts[1:])
        found = parts[texts]
        values.append(
            (
                row.entry_id,
                base_rank(foreign=row.foreign, published_at=row.published_at),
                str(row.resource),
                str(head_vector(*found[:2])),
                str(full_vector(row, found)),
            )
        )
    columns = ("entry_id", "base", "resource::uuid", "head::tsvector", "tsv::tsvector")
    insert("integra_delivery_search", columns, values)
    insert_suggestions(rows)


def remove(entry_ids: Sequence[int]) -> None:
    for table in TABLES:
        delete(table, entry_ids)


def clear() -> None:
    # Not TRUNCATE: nobody could search until the transaction ends.
    for table in TABLES:
        run(f"DELETE FROM {table}")  # noqa: S608 - names are ours


def match(question: Question, scope: str, filters: Filters) -> Match:
    readings = question.readings[:1] if filters.strict else question.readings
    alternatives = [_reading(each, scope) for each in readings if each.terms]
    if not alternatives:
        return NOTHING
    tsquery = " & ".join([_any(alternatives), *_conditions(scope, filters)])
    ranking = " | ".join(
        _quoted(lexeme)
        for lexeme in sorted({each for reading in question.readings for each in reading.lexemes})
    )
    relevance = f"LEAST(ts_rank('{WEIGHTS}', s.head, %s::tsquery) * {PRECISION}, {MOST_RELEVANT})"
    return Match(
        sql=f"""
            SELECT s.entry_id, s.base + ({relevance}::bigint << {MINUTE_BITS}) AS rank, s.resource
            FROM integra_delivery_search s WHERE s.tsv @@ %s::tsquery
        """,  # noqa: S608 - numbers of ours
        params=(ranking, tsquery),
        found="SELECT s.entry_id FROM integra_delivery_search s WHERE s.tsv @@ %s::tsquery",
        found_params=(tsquery,),
    )


def head_vector(title: Iterable[Word], head: Iterable[Word]) -> Vector:
    """What relevance is worked out from: the words of title and summary, without scope."""
    vector = Vector()
    for weight, part in (("A", title), ("B", head)):
        for place, word in enumerate(part, 1):
            for lexeme in word.lexemes:
                vector.add(lexeme, f"{min(place, LAST_POSITION)}{weight}")
    return vector


def full_vector(row: SearchRow, parts: Sequence[Sequence[Word]]) -> Vector:
    """What matches are found with: all words, and what lists are narrowed by."""
    vector = Vector()
    for lexeme in (LISTED if row.listed else "", f"{KIND}{row.kind}", f"{CITY}{row.city}"):
        if lexeme:
            vector.add(prefix(row.scope) + lexeme)
    before = prefix(row.scope, row.locale)
    place = 0
    for part in parts:
        for word in part:
            place += 1
            for lemma in word.lemmas:
                vector.add(before + lemma)
            vector.add(before + FORM + word.form, str(place) if place < LAST_POSITION else "")
        place += PARAGRAPH
    return vector


def _conditions(scope: str, filters: Filters) -> list[str]:
    conditions = []
    if filters.listed:
        conditions.append(_quoted(prefix(scope) + LISTED))
    for mark, codes in ((KIND, filters.kinds), (CITY, filters.cities)):
        if codes:
            conditions.append(_any([_quoted(f"{prefix(scope)}{mark}{code}") for code in codes]))
    return conditions


def _reading(reading: Reading, scope: str) -> str:
    before = prefix(scope, reading.locale)
    terms = [_term(term, before) for term in reading.terms]
    return " & ".join([*terms, *(f"!{_term(term, before)}" for term in reading.excluded)])


def _term(term: Term, before: str) -> str:
    if term.exact:
        return f"({' <-> '.join(_quoted(before + FORM + word.form) for word in term.words)})"
    return _any([_quoted(before + lexeme) for word in term.words for lexeme in word.lexemes])


def _any(conditions: Iterable[str]) -> str:
    return f"({' | '.join(conditions)})"


def _quoted(lexeme: str) -> str:
    """A lexeme as the input syntax of vectors and queries takes it."""
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
