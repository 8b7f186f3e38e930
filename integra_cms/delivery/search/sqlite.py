"""Search in SQLite: one FTS5 table for all scopes, in which every word carries its scope.

Each column has the lemmas and stems of a part of the text, then its forms in order. FTS5 needs the
words it was given to take a row out again, so they stay beside it.
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
    listed,
    made_of,
    run,
)

TABLES = (
    "integra_delivery_search",
    "integra_delivery_search_text",
    "integra_delivery_suggestion",
)

WEIGHTS = "10, 1, 0.1"
"""Of title, summary and text."""

PRECISION = 10_000_000
"""A word in most pages of a site with one language makes relevances of some millionths."""


def insert_rows(rows: Sequence[SearchRow]) -> None:
    values = []
    texts = []
    for row, parts in analysed(rows):
        base = base_rank(foreign=row.foreign, published_at=row.published_at)
        values.append(
            (row.entry_id, base, row.resource.hex, made_of(row), row.kind, row.city, row.listed)
        )
        before = prefix(row.scope, row.locale)
        title, head, body = parts
        texts.append(
            (
                row.entry_id,
                _column(title, before, [lexeme for word in title for lexeme in word.beside]),
                _column(head, before, [lexeme for word in head for lexeme in word.beside]),
                _column(body, before, [lexeme for word in body for lexeme in word.stems]),
            )
        )
    columns = ("entry_id", "base", "resource", "made_of", "kind", "city", "listed")
    insert("integra_delivery_search", columns, values)
    insert("integra_delivery_search_text", ("entry_id", "title", "head", "body"), texts)
    ids = [row.entry_id for row in rows]
    run(
        f"""
        INSERT INTO integra_delivery_search_words (rowid, title, head, body)
        SELECT entry_id, title, head, body FROM integra_delivery_search_text
        WHERE entry_id IN {listed(ids)}
        """,  # noqa: S608 - placeholders
        ids,
    )
    insert_suggestions(rows)


def remove(entry_ids: Sequence[int]) -> None:
    run(
        f"""
        INSERT INTO integra_delivery_search_words
            (integra_delivery_search_words, rowid, title, head, body)
        SELECT 'delete', entry_id, title, head, body FROM integra_delivery_search_text
        WHERE entry_id IN {listed(entry_ids)}
        """,  # noqa: S608 - placeholders
        entry_ids,
    )
    for table in TABLES:
        delete(table, entry_ids)


def clear() -> None:
    run(
        "INSERT INTO integra_delivery_search_words (integra_delivery_search_words)"
        " VALUES ('delete-all')"
    )
    for table in TABLES:
        run(f"DELETE FROM {table}")  # noqa: S608 - names are ours


def match(question: Question, scope: str, filters: Filters) -> Match:
    readings = question.readings[:1] if filters.strict else question.readings
    readings = tuple(each for each in readings if each.terms)
    if not readings:
        return NOTHING
    strict = _any(f"({_all_words(each, scope)})" for each in readings)
    where, filtered = _filters(filters)
    tables = """
        FROM integra_delivery_search_words
        JOIN integra_delivery_search s ON s.entry_id = integra_delivery_search_words.rowid
        WHERE integra_delivery_search_words MATCH """
    if question.can_be_relaxed:
        relaxed = _any(f"({_some_words(each, scope)})" for each in readings)
        # Worked out once, before the search itself.
        query = f"(CASE WHEN EXISTS (SELECT 1 {tables} %s{where}) THEN %s ELSE %s END)"
        params = (strict, *filtered, strict, relaxed, *filtered)
    else:
        query = "%s"
        params = (strict, *filtered)
    tables = f"{tables} {query}{where}"
    bm25 = f"-bm25(integra_delivery_search_words, {WEIGHTS})"
    relevance = f"min(CAST({bm25} * {PRECISION} AS INTEGER), {MOST_RELEVANT})"
    return Match(
        sql=f"SELECT s.entry_id, s.base + ({relevance} << {MINUTE_BITS}) AS rank, s.resource"
        f" {tables}",
        params=params,
        found=f"SELECT s.entry_id {tables}",
        found_params=params,
    )


def _filters(filters: Filters) -> tuple[str, list[object]]:
    where = " AND s.listed" if filters.listed else ""
    params: list[object] = []
    for column, codes in (("kind", filters.kinds), ("city", filters.cities)):
        if codes:
            where += f" AND s.{column} IN {listed(codes)}"
            params += codes
    return where, params


def _column(part: Sequence[Word], before: str, beside: Iterable[str]) -> str:
    """What else a part is found by, and then its forms, which stand together for phrases."""
    return " ".join([before + lexeme for lexeme in (*beside, *(word.exactly for word in part))])


def _all_words(reading: Reading, scope: str) -> str:
    before = prefix(scope, reading.locale)
    return _without(reading, before, [_term(term, before) for term in reading.terms])


def _some_words(reading: Reading, scope: str) -> str:
    before = prefix(scope, reading.locale)
    wanted = [_term(phrase, before) for phrase in reading.phrases]
    if reading.words:
        wanted.append(f"({_any(_term(word, before) for word in reading.words)})")
    return _without(reading, before, wanted)


def _without(reading: Reading, before: str, wanted: Iterable[str]) -> str:
    """All that is wanted, and nothing of what must not be there."""
    query = " AND ".join(wanted)
    if not reading.excluded:
        return query
    return f"({query}) NOT ({_any(_term(term, before) for term in reading.excluded)})"


def _term(term: Term, before: str) -> str:
    if term.exact:
        return _quoted(" ".join(before + word.exactly for word in term.words))
    lexemes = (lexeme for word in term.words for lexeme in word.lexemes)
    return f"({_any(_quoted(before + lexeme) for lexeme in lexemes)})"


def _any(conditions: Iterable[str]) -> str:
    return " OR ".join(conditions)


def _quoted(lexemes: str) -> str:
    """A word, or the words of a phrase, as FTS5 takes them whatever they are."""
    escaped = lexemes.replace('"', '""')
    return f'"{escaped}"'
