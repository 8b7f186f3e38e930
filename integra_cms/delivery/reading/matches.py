"""Which entries answer a question and in which order: one page of them, in one query."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from integra_cms.delivery import search
from integra_cms.delivery.reading.answers import Answer
from integra_cms.delivery.reading.cursors import Place, read_cursor, write_cursor
from integra_cms.delivery.reading.database import Row, read_identifier, row, rows
from integra_cms.delivery.reading.filters import (
    Condition,
    chosen_codes,
    chosen_places,
    of_scope,
    since,
    where,
)
from integra_cms.delivery.reading.queries import Query
from integra_cms.delivery.reading.questions import ListQuestion
from integra_cms.delivery.reading.sorts import SORTS, Sort

# First the few entries that are shown, then what is shown of them: whatever the database thinks
# of its statistics, it reads no more documents than that. Joins would double the time of planning.
PAGE = """
    SELECT ROW_NUMBER() OVER (ORDER BY {order}) AS place, CAST(e.resource AS text), e.kind,
           e."foreign", e.updated_at, e.label, e.etag, e.id, e.sort_key, {shown}
    FROM ({chosen}) e
    ORDER BY place
"""
OF_DOCUMENT = "(SELECT d.{column} FROM integra_delivery_document d WHERE d.id = e.document_id)"
BY_MAP = """
    SELECT e.*, {key} AS sort_key
    FROM integra_delivery_entry e
    {where}
    ORDER BY {order}
    LIMIT {most}
"""
BY_RANK = """
    SELECT e.*, p.sort_key
    FROM (
        SELECT m.entry_id, {key} AS sort_key
        FROM ({ranked}) m {join}
        {where}
        ORDER BY {order}
        LIMIT {most}
    ) p
    JOIN integra_delivery_entry e ON e.id = p.entry_id
"""
TOTAL = "SELECT COUNT(*) FROM integra_delivery_entry e {where}"


class Match(NamedTuple):
    """An entry that answers a question, as the database gives it.

    Attributes:
        place: Where it stands in the page, from 1.
        resource: The identifier as text; ``read_identifier`` understands it.
        updated_at: ``read_moment`` understands it.
        sort_key: What the order of the list goes by.
        card: Its card; empty where whole documents were asked for, which are read after.
        text: Its words, where words are searched for; else empty.
    """

    place: int
    resource: str
    kind: str
    foreign: bool | int
    updated_at: datetime | str
    label: str
    etag: str
    entry_id: int
    sort_key: Any
    card: str
    text: str


COLUMNS = len(Match._fields)


@dataclass(frozen=True, slots=True)
class Page:
    """One page of what answers a question.

    Attributes:
        cursor: For the page after this one; None on the last.
        total: How many there are on all pages, where that was asked for.
    """

    matches: Sequence[Match]
    cursor: str | None
    total: int | None


def conditions(question: ListQuestion) -> list[Condition]:
    """All that an entry must fulfil, but for the place of the page."""
    return [
        *of_scope(question),
        *since(question),
        *chosen_places(question).values(),
        *chosen_codes(question).values(),
        *found(question),
    ]


def found(question: ListQuestion, *, any_kind: bool = False) -> list[Condition]:
    """That the words searched for stand in it.

    Args:
        question: Has the words, and what else search is narrowed by.
        any_kind: Do not narrow it by kinds.
    """
    if not question.searches:
        return []
    match = _ranked(question, kinds=() if any_kind else question.kinds)
    return [Condition(f"e.id IN ({match.found})", match.found_params)]


def page_query(question: ListQuestion, finish: Callable[[Page], Answer]) -> Query:
    """What one page of entries is read by, with their cards where those are asked for.

    Args:
        question: What they must answer.
        finish: Makes the answer of the page.

    Raises:
        CursorError: The cursor is not one of this question.
    """
    query = _query(question)
    return Query(
        query.sql,
        query.params,
        lambda found: finish(_page(question, found)),
        keep=_has_one_way(question),
    )


def _has_one_way(question: ListQuestion) -> bool:
    """Whether one index leads to the entries in their order, however many of them there are.

    Otherwise it depends on how many have a word, a code, or changed since, which way is the best.
    """
    chosen = question.searches or question.facets or question.cities or len(question.kinds) > 1
    return not chosen and (question.updated_since is None or question.order == "date")


def page(question: ListQuestion) -> Page:
    """One page of entries.

    Raises:
        CursorError: The cursor is not one of this question.
    """
    query = _query(question)
    return _page(question, rows(query.sql, query.params))


def _page(question: ListQuestion, fetched: Sequence[Row]) -> Page:
    shown = [Match(*each[:COLUMNS]) for each in fetched[: question.limit]]
    total = None
    if _counts(question):
        total = fetched[0][COLUMNS] if shown else count(question)
    cursor = None
    if len(fetched) > question.limit:
        key = SORTS[question.order].write(shown[-1].sort_key)
        last = Place(key, read_identifier(shown[-1].resource))
        cursor = write_cursor(last, question.fingerprint)
    return Page(shown, cursor, total)


def count(question: ListQuestion) -> int:
    """How many entries answer a question."""
    fulfilled = where(conditions(question))
    counted = row(TOTAL.format(where=fulfilled.sql), fulfilled.params)
    return int(counted[0]) if counted else 0


def _counts(question: ListQuestion) -> bool:
    """Whether all are counted together with the page; facets have counted them already."""
    return question.with_total and not question.with_facets


def _query(question: ListQuestion) -> Condition:
    sort = SORTS[question.order]
    after = []
    if question.cursor is not None:
        after = [sort.following(read_cursor(question.cursor, question.fingerprint))]
    choose = _by_rank if question.order == "relevance" else _by_map
    chosen = choose(question, sort, after)
    shown = [
        OF_DOCUMENT.format(column="card") if question.view == "card" else "''",
        OF_DOCUMENT.format(column="text") if question.searches else "''",
    ]
    counting = Condition("")
    if _counts(question):
        counting = where(conditions(question))
        shown.append(f"({TOTAL.format(where=counting.sql)})")
    key, resource = sort.order.split(", ")
    sql = PAGE.format(
        shown=", ".join(shown),
        chosen=chosen.sql,
        order=f"{key.replace(sort.key, 'e.sort_key')}, {resource.replace('m.', 'e.')}",
    )
    return Condition(sql, (*counting.params, *chosen.params))


def _by_map(question: ListQuestion, sort: Sort, after: Sequence[Condition]) -> Condition:
    fulfilled = where([*conditions(question), *after])
    return Condition(
        BY_MAP.format(key=sort.key, where=fulfilled.sql, order=sort.order, most=question.limit + 1),
        fulfilled.params,
    )


def _by_rank(question: ListQuestion, sort: Sort, after: Sequence[Condition]) -> Condition:
    """What search finds; entries are looked at only for what search does not know of them."""
    match = _ranked(question, question.kinds)
    further = [*since(question), *chosen_codes(question).values()]
    fulfilled = where([*further, *after])
    sql = BY_RANK.format(
        key=sort.key,
        ranked=match.sql,
        join="JOIN integra_delivery_entry e ON e.id = m.entry_id" if further else "",
        where=fulfilled.sql,
        order=sort.order,
        most=question.limit + 1,
    )
    return Condition(sql, (*match.params, *fulfilled.params))


def _ranked(question: ListQuestion, kinds: tuple[str, ...]) -> search.Match:
    return search.ranked(
        question.words,
        question.scope,
        search.Filters(
            listed=not question.has_structural_kinds,
            strict=question.strict,
            kinds=kinds,
            cities=question.cities,
        ),
    )
