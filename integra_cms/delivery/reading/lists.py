"""Lists: resources that answer a question, as values for Python and as bytes for everybody else."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from uuid import UUID

from integra_cms.delivery import search
from integra_cms.delivery.canonical import canonical, digest
from integra_cms.delivery.chains import DEFAULT_CHAIN
from integra_cms.delivery.labels import ETAG_LENGTH
from integra_cms.delivery.reading.answers import Answer, served
from integra_cms.delivery.reading.bodies import Whole, bodies
from integra_cms.delivery.reading.database import read_identifier, read_moment
from integra_cms.delivery.reading.facets import Counts, FacetCount, counts
from integra_cms.delivery.reading.matches import Match, Page, page, page_query
from integra_cms.delivery.reading.queries import Query
from integra_cms.delivery.reading.questions import ListQuestion


@dataclass(frozen=True, slots=True)
class Hit:
    """One resource of a list.

    Attributes:
        served: The locale of the edition shown.
        foreign: That is not the asked one.
        label: JSON: what is to be known of the edition besides its content.
        content: JSON: its card.
        excerpt: HTML with what was searched for marked; None where nothing was.
    """

    resource: UUID
    served: str
    foreign: bool
    kind: str
    label: str
    content: str
    etag: str
    updated_at: datetime
    excerpt: str | None = None


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list.

    Attributes:
        next_cursor: For the page after this one; None on the last.
        total: How many there are on all pages; None where that was not asked for.
        facets: How many each code would give; empty where that was not asked for.
    """

    hits: list[Hit]
    next_cursor: str | None
    total: int | None
    facets: Mapping[str, list[FacetCount]]


def listing(question: ListQuestion) -> Listing:
    """One page of cards: at most two queries, three with facet counts.

    Raises:
        CursorError: The cursor is not one of this question.
    """
    found = page(question)
    counted = counts(question) if question.with_facets else None
    return Listing(
        [_hit(question, match) for match in found.matches],
        found.cursor,
        _total(question, found, counted),
        counted.facets if counted else {},
    )


def latest(
    asked: str, limit: int = 20, *, chain: str = DEFAULT_CHAIN, strict: bool = False
) -> Listing:
    """What changed last, newest first."""
    return listing(ListQuestion(asked=asked, chain=chain, strict=strict, sort="date", limit=limit))


def list_answer(question: ListQuestion, *, known: Collection[str] = ()) -> Query:
    """One page of a list as JSON: at most two queries, three with facet counts.

    Args:
        question: What the resources must answer, and how much of each is shown.
        known: ETags of what the reader has; of those no documents are read.

    Raises:
        CursorError: The cursor is not one of this question.
    """
    return page_query(question, partial(_list_answer, question, frozenset(known)))


def _list_answer(question: ListQuestion, known: Collection[str], found: Page) -> Answer:
    counted = counts(question) if question.with_facets else None
    tail = _tail(question, found, counted)
    etag = _etag(question, tail, found.matches)
    keys = ("list", f"l-{question.asked}", *(f"k-{kind}" for kind in dict.fromkeys(question.kinds)))
    if etag in known:
        return Answer(None, etag, keys=keys, next=found.cursor)
    shown = _contents(question, found.matches)
    member = "card" if question.view == "card" else "document"
    if question.view == "full":
        etag = _etag(question, tail, [whole for _match, whole in shown])
    parts: list[bytes | memoryview] = []
    for match, whole in shown:
        parts += _item(whole, member, _excerpt(question, match))
    body = b"".join([b'{"items":[', *parts[1:], f"],{tail}}}".encode()])
    return Answer(body, etag, keys=keys, next=found.cursor)


def _contents(question: ListQuestion, matches: Sequence[Match]) -> list[tuple[Match, Whole]]:
    """What is shown of each; without documents that went away since the entries were read."""
    if question.view == "card":
        return [(each, Whole(each.label, each.etag, each.card.encode())) for each in matches]
    found = bodies([match.entry_id for match in matches])
    return [(each, found[each.entry_id]) for each in matches if each.entry_id in found]


def _etag(question: ListQuestion, tail: str, shown: Sequence[Match | Whole]) -> str:
    etags = ",".join([each.etag for each in shown])
    return digest(question.view, question.q, tail, etags)[:ETAG_LENGTH]


def _item(whole: Whole, member: str, excerpt: str | None) -> tuple[bytes | memoryview, ...]:
    """The parts of an item, after the comma that parts it from the one before."""
    head = f'{{"label":{whole.label},"{member}":'.encode()
    tail = "}" if excerpt is None else f',"excerpt":{canonical({"html": excerpt})}}}'
    return b",", head, whole.body, tail.encode()


def _tail(question: ListQuestion, found: Page, counted: Counts | None) -> str:
    """The members of a list after its items."""
    tail = f'"next":{canonical(found.cursor)}'
    total = _total(question, found, counted)
    if total is not None:
        tail += f',"total":{total}'
    if counted is not None:
        facets = {
            name: [{"code": each.code, "count": each.count} for each in codes]
            for name, codes in counted.facets.items()
        }
        tail += f',"facets":{canonical(facets)}'
    return tail


def _total(question: ListQuestion, found: Page, counted: Counts | None) -> int | None:
    if not question.with_total:
        return None
    return counted.total if counted else found.total


def _hit(question: ListQuestion, match: Match) -> Hit:
    return Hit(
        resource=read_identifier(match.resource),
        served=served(match.label),
        foreign=bool(match.foreign),
        kind=match.kind,
        label=match.label,
        content=match.card,
        etag=match.etag,
        updated_at=read_moment(match.updated_at),
        excerpt=_excerpt(question, match),
    )


def _excerpt(question: ListQuestion, match: Match) -> str | None:
    if not question.searches:
        return None
    return search.excerpt(match.text, question.words, served(match.label))
