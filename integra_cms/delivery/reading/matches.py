"""Which entries answer a question and in which order: one page of them, in one query."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from integra_cms.delivery import search
from integra_cms.delivery.reading.answers import served
from integra_cms.delivery.reading.cursors import Place, read_cursor, write_cursor
from integra_cms.delivery.reading.database import (
    Row,
    read_identifier,
    read_moment,
    row,
    rows,
)
from integra_cms.delivery.reading.filters import (
    Condition,
    chosen_codes,
    chosen_places,
    of_scope,
    since,
    where,
)
from integra_cms.delivery.reading.questions import ListQuestion
from integra_cms.delivery.reading.sorts import SORTS, Sort

# First the few entries that are shown, then what is shown of them: whatever the database thinks
# of its statistics, it reads no more documents than that. Joins would double the time of planning.
PAGE = """
    SELECT e.resource, e.kind, e."foreign", e.updated_at, e.label, e.etag, e.id, e.sort_key, {shown}
    FROM ({chosen}) e
    ORDER BY {order}
"""
OF_DOCUMENT = "(SELECT d.{column} FROM integra_delivery_document d WHERE d.id = e.document_id)"
BY_MAP = """
    SELECT e.*, {key} AS sort_key
    FROM integra_delivery_entry e
    {where}
    ORDER BY {order}
    LIMIT %s
"""
BY_RANK = """
    SELECT e.*, p.sort_key
    FROM (
        SELECT m.entry_id, {key} AS sort_key
        FROM ({ranked}) m {join}
        {where}
        ORDER BY {order}
        LIMIT %s
    ) p
    JOIN integra_delivery_entry e ON e.id = p.entry_id
"""
TOTAL = "SELECT COUNT(*) FROM integra_delivery_entry e {where}"


@dataclass(frozen=True, slots=True)
class Match:
    """An entry that answers a question.

    Attributes:
        content: Its card; empty where whole documents were asked for, which are read after.
        text: The words of the document, where words are searched for; else empty.
    """

    resource: UUID
    kind: str
    served: str
    foreign: bool
    updated_at: datetime
    label: str
    etag: str
    entry_id: int
    content: str
    text: str


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


def page(question: ListQuestion) -> Page:
    """One page of entries with their cards, or with what is needed to fetch their bodies.

    Raises:
        CursorError: The cursor is not one of this question.
    """
    counted = question.with_total and not question.with_facets
    query = _query(question, counted=counted)
    fetched = rows(query.sql, query.params)
    shown = fetched[: question.limit]
    total = None
    if counted:
        total = shown[0][-1] if shown else count(question)
    cursor = None
    if len(fetched) > question.limit:
        sort = SORTS[question.order]
        last = Place(sort.write(shown[-1][7]), read_identifier(shown[-1][0]))
        cursor = write_cursor(last, question.fingerprint_text())
    return Page([_match(each) for each in shown], cursor, total)


def count(question: ListQuestion) -> int:
    """How many entries answer a question."""
    fulfilled = where(conditions(question))
    counted = row(TOTAL.format(where=fulfilled.sql), fulfilled.params)
    return int(counted[0]) if counted else 0


def _query(question: ListQuestion, *, counted: bool) -> Condition:
    sort = SORTS[question.order]
    after = []
    if question.cursor is not None:
        after = [sort.following(read_cursor(question.cursor, question.fingerprint_text()))]
    choose = _by_rank if question.order == "relevance" else _by_map
    chosen = choose(question, sort, after)
    cards = question.view == "card"
    shown = [
        OF_DOCUMENT.format(column="card") if cards else "''",
        OF_DOCUMENT.format(column="text") if cards and question.searches else "''",
    ]
    counting = Condition("")
    if counted:
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
        BY_MAP.format(key=sort.key, where=fulfilled.sql, order=sort.order),
        (*fulfilled.params, question.limit + 1),
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
    )
    return Condition(sql, (*match.params, *fulfilled.params, question.limit + 1))


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


def _match(found_row: Row) -> Match:
    resource, kind, foreign, updated_at, label, etag, entry, _key, content, text = found_row[:10]
    return Match(
        resource=read_identifier(resource),
        kind=kind,
        served=served(label),
        foreign=bool(foreign),
        updated_at=read_moment(updated_at),
        label=label,
        etag=etag,
        entry_id=entry,
        content=content,
        text=text,
    )
