"""Search in PostgreSQL: vectors of words that we made, none of its dictionaries.

``tsv`` says which entries match and is read through its index only, but for phrases; ``head``, the
title and the summary, says how well. That makes a word that stands in every page quick, too.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from integra_cms.delivery.search.lexemes import Word, prefix
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
from integra_cms.delivery.search.storing import (
    analysed,
    delete,
    insert,
    insert_suggestions,
    made_of,
    run,
)

TABLES = ("integra_delivery_search", "integra_delivery_suggestion")

LAST_POSITION = 16_383
"""PostgreSQL gives every word after it this position; ours after it have none."""

PARAGRAPH = 10
"""Positions between two parts of a text, so that no phrase goes from one into the other."""

MOST_BYTES = 900_000
"""A vector may have 1 MiB, and is hardly ever larger than its input. What comes later in a text as
long as a book is not found."""

WEIGHTS = "{0, 0, 0.2, 1}"
"""Of D, C, B (summary) and A (title)."""

HALF = 0.1
"""The rank of a word in the title or summary at which it adds one half."""

RANKED_WORDS = 8
"""The last words of a longer question are ranked as one."""

PRECISION = 1_000_000_000

ON_ITS_OWN = "OFFSET 0"
"""Keeps the planner from looking each row of another table up here, one vector after the other."""

LISTED = "l:"
KIND = "k:"
CITY = "c:"


class Vector:
    """A tsvector in the making, as its input syntax has it."""

    def __init__(self) -> None:
        self._places: dict[str, list[str]] = {}

    def add(self, quoted: str, places: Iterable[str] = ()) -> None:
        """A lexeme, with places as ``12`` or ``12A``; without, no phrase finds it."""
        if quoted in self._places:
            self._places[quoted] += places
        else:
            self._places[quoted] = list(places)

    def __str__(self) -> str:
        """As many of the lexemes as there is room for, the first ones first."""
        text = " ".join(
            f"{quoted}:{','.join(places)}" if places else quoted
            for quoted, places in self._places.items()
        )
        if len(encoded := text.encode()) <= MOST_BYTES:
            return text
        return encoded[:MOST_BYTES].decode(errors="ignore").rpartition(" ")[0]


def insert_rows(rows: Sequence[SearchRow]) -> None:
    values = [
        (
            row.entry_id,
            base_rank(foreign=row.foreign, published_at=row.published_at),
            str(row.resource),
            made_of(row),
            str(head_vector(*parts[:2])),
            str(full_vector(row, parts)),
        )
        for row, parts in analysed(rows)
    ]
    columns = ("entry_id", "base", "resource::uuid", "made_of", "head::tsvector", "tsv::tsvector")
    insert("integra_delivery_search", columns, values)
    insert_suggestions(rows)
    # The index took the words in as they came; now it sorts them in, all at once.
    run("SELECT integra_delivery_sort_words()")


def remove(entry_ids: Sequence[int]) -> None:
    for table in TABLES:
        delete(table, entry_ids)


def clear() -> None:
    # Not TRUNCATE: nobody could search until the transaction ends.
    for table in TABLES:
        run(f"DELETE FROM {table}")  # noqa: S608 - names are ours


def match(question: Question, scope: str, filters: Filters) -> Match:
    readings = question.readings[:1] if filters.strict else question.readings
    readings = tuple(each for each in readings if each.terms)
    if not readings:
        return NOTHING
    conditions = _conditions(scope, filters)
    strict = " & ".join([_any(_all_words(each, scope) for each in readings), *conditions])
    # In a SELECT of its own, the query is a value that the planner does not know. If it knew that
    # many rows match, it might read the whole table, and unpack every vector, instead of the index.
    tables = "FROM integra_delivery_search s WHERE s.tsv @@"
    params: tuple[str, ...]
    if question.can_be_relaxed:
        relaxed = " & ".join([_any(_some_words(each, scope) for each in readings), *conditions])
        # Worked out once, before the search itself.
        # Counting, because a plan for the first row alone may be to read the whole table for it.
        query = f"""(SELECT CASE WHEN (SELECT count(*) {tables} (SELECT %s::tsquery)) > 0
            THEN %s::tsquery ELSE %s::tsquery END)"""
        params = (strict, strict, relaxed)
    else:
        query = "(SELECT %s::tsquery)"
        params = (strict,)
    relevance, ranking = _relevance(readings)
    return Match(
        sql=f"""
            SELECT s.entry_id, s.base + ({relevance}::bigint << {MINUTE_BITS}) AS rank, s.resource
            {tables} {query} {ON_ITS_OWN}
        """,
        params=(*ranking, *params),
        found=f"SELECT s.entry_id {tables} {query} {ON_ITS_OWN}",
        found_params=params,
    )


def _relevance(readings: Sequence[Reading]) -> tuple[str, tuple[str, ...]]:
    """Each word adds less than one: two in the summary are worth more than one in the title."""
    words: list[dict[str, None]] = [{} for _ in range(RANKED_WORDS)]
    for reading in readings:
        for place, term in enumerate(reading.terms):
            lexemes = (lexeme for word in term.words for lexeme in word.lexemes)
            words[min(place, RANKED_WORDS - 1)].update(dict.fromkeys(lexemes))
    params = tuple(" | ".join(_quoted(lexeme) for lexeme in word) for word in words if word)
    one = f"ts_rank('{WEIGHTS}', s.head, %s::tsquery)"
    # x / (x + h) with x named once: 1 - h / (x + h).
    each = f"(1 - {HALF} / ({one} + {HALF}))"
    return f"LEAST(({' + '.join([each] * len(params))}) * {PRECISION}, {MOST_RELEVANT})", params


def head_vector(title: Iterable[Word], head: Iterable[Word]) -> Vector:
    """What relevance is worked out from: the words of title and summary, without scope."""
    vector = Vector()
    for weight, part in (("A", title), ("B", head)):
        for place, word in enumerate(part, 1):
            for lexeme in word.lexemes:
                vector.add(f"'{lexeme}'", [f"{min(place, LAST_POSITION)}{weight}"])
    return vector


def full_vector(row: SearchRow, parts: Sequence[Sequence[Word]]) -> Vector:
    """What matches are found with: all words, and what lists are narrowed by."""
    vector = Vector()
    for lexeme in (LISTED if row.listed else "", f"{KIND}{row.kind}", f"{CITY}{row.city}"):
        if lexeme:
            vector.add(_quoted(prefix(row.scope) + lexeme))
    before = prefix(row.scope, row.locale)
    for word, places in _places(parts).items():
        # Words have no characters that would have to be escaped.
        vector.add(f"'{before}{word.exactly}'", places)
        for lexeme in word.stems:
            vector.add(f"'{before}{lexeme}'")
    return vector


def _places(parts: Sequence[Sequence[Word]]) -> dict[Word, list[str]]:
    """Where each word stands; what stands too far back for PostgreSQL has no place."""
    places: dict[Word, list[str]] = {}
    place = 0
    for part in parts:
        for word in part:
            place += 1
            found = places.setdefault(word, [])
            if place < LAST_POSITION:
                found.append(str(place))
        place += PARAGRAPH
    return places


def _conditions(scope: str, filters: Filters) -> list[str]:
    conditions = []
    if filters.listed:
        conditions.append(_quoted(prefix(scope) + LISTED))
    for mark, codes in ((KIND, filters.kinds), (CITY, filters.cities)):
        if codes:
            conditions.append(_any([_quoted(f"{prefix(scope)}{mark}{code}") for code in codes]))
    return conditions


def _all_words(reading: Reading, scope: str) -> str:
    before = prefix(scope, reading.locale)
    return _without(reading, before, [_term(term, before) for term in reading.terms])


def _some_words(reading: Reading, scope: str) -> str:
    before = prefix(scope, reading.locale)
    wanted = [_term(phrase, before) for phrase in reading.phrases]
    if reading.words:
        wanted.append(_any(_term(word, before) for word in reading.words))
    return _without(reading, before, wanted)


def _without(reading: Reading, before: str, wanted: Sequence[str]) -> str:
    """All that is wanted, and nothing of what must not be there."""
    return " & ".join([*wanted, *(f"!{_term(term, before)}" for term in reading.excluded)])


def _term(term: Term, before: str) -> str:
    if term.exact:
        return f"({' <-> '.join(_quoted(before + word.exactly) for word in term.words)})"
    return _any(
        [_quoted(before + each) for word in term.words for each in (word.exactly, *word.stems)]
    )


def _any(conditions: Iterable[str]) -> str:
    return f"({' | '.join(conditions)})"


def _quoted(lexeme: str) -> str:
    """A lexeme as the input syntax of vectors and queries takes it."""
    escaped = lexeme.replace("\\", "\\\\").replace("'", "''")
    return f"'{escaped}'"
