"""Lists: resources that answer a question, as values for Python and as bytes for everybody else."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from integra_cms.delivery import search
from integra_cms.delivery.canonical import canonical, digest
from integra_cms.delivery.chains import DEFAULT_CHAIN
from integra_cms.delivery.labels import ETAG_LENGTH
from integra_cms.delivery.reading.answers import Answer, served
from integra_cms.delivery.reading.database import placeholders, read_moment, rows
from integra_cms.delivery.reading.facets import Counts, FacetCount, counts
from integra_cms.delivery.reading.matches import Match, Page, page
from integra_cms.delivery.reading.questions import ListQuestion

# Label and body are read together: a body never goes out under the label of an older one.
BODIES = """
    SELECT e.id, e."foreign", e.updated_at, e.label, e.etag, d.body, {text}
    FROM integra_delivery_entry e
    JOIN integra_delivery_document d ON d.id = e.document_id
    WHERE e.id IN ({entries})
"""


@dataclass(frozen=True, slots=True)
class Hit:
    """One resource of a list.

    Attributes:
        served: The locale of the edition shown.
        foreign: That is not the asked one.
        label: JSON: what is to be known of the edition besides its content.
        content: JSON: its card, or its whole document.
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
    """One page of a list: at most two queries, three with facet counts.

    Raises:
        CursorError: The cursor is not one of this question.
    """
    found = page(question)
    counted = counts(question) if question.with_facets else None
    return Listing(
        _hits(question, found.matches),
        found.cursor,
        _total(question, found, counted),
        counted.facets if counted else {},
    )


def latest(
    asked: str, limit: int = 20, *, chain: str = DEFAULT_CHAIN, strict: bool = False
) -> Listing:
    """What changed last, newest first."""
    return listing(ListQuestion(asked=asked, chain=chain, strict=strict, sort="date", limit=limit))


def list_answer(question: ListQuestion, *, known: Collection[str] = ()) -> Answer:
    """One page of a list as JSON; where the reader has it, no bodies are read.

    Raises:
        CursorError: The cursor is not one of this question.
    """
    found = page(question)
    counted = counts(question) if question.with_facets else None
    tail = _tail(question, found, counted)
    keys = ("list", f"l-{question.asked}", *(f"k-{kind}" for kind in dict.fromkeys(question.kinds)))
    etag = _etag(question, tail, found.matches)
    if etag in known:
        return Answer(None, etag, keys=keys, next=found.cursor)
    hits = _hits(question, found.matches)
    member = "card" if question.view == "card" else "document"
    items = ",".join(_item(hit, member) for hit in hits)
    body = f'{{"items":[{items}],{tail}}}'
    etag = _etag(question, tail, hits)
    return Answer(body.encode(), etag, keys=keys, next=found.cursor)


def _etag(question: ListQuestion, tail: str, shown: Sequence[Match | Hit]) -> str:
    return digest(question.view, question.q, tail, *(each.etag for each in shown))[:ETAG_LENGTH]


def _item(hit: Hit, member: str) -> str:
    excerpt = "" if hit.excerpt is None else f',"excerpt":{canonical({"html": hit.excerpt})}'
    return f'{{"label":{hit.label},"{member}":{hit.content}{excerpt}}}'


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


def _hits(question: ListQuestion, matches: Sequence[Match]) -> list[Hit]:
    if question.view == "full":
        matches = _with_bodies(question, matches)
    return [
        Hit(
            resource=match.resource,
            served=match.served,
            foreign=match.foreign,
            kind=match.kind,
            label=match.label,
            content=match.content,
            etag=match.etag,
            updated_at=match.updated_at,
            excerpt=_excerpt(question, match),
        )
        for match in matches
    ]


def _excerpt(question: ListQuestion, match: Match) -> str | None:
    if not question.searches:
        return None
    return search.excerpt(match.text, question.words, match.served)


def _with_bodies(question: ListQuestion, matches: Sequence[Match]) -> list[Match]:
    """The same with documents; without those that went away since the entries were read."""
    if not matches:
        return []
    entries = [match.entry_id for match in matches]
    text = "d.text" if question.searches else "''"
    found = {
        entry: {
            "served": served(label),
            "foreign": bool(foreign),
            "updated_at": read_moment(updated_at),
            "label": label,
            "etag": etag,
            "content": body,
            "text": words,
        }
        for entry, foreign, updated_at, label, etag, body, words in rows(
            BODIES.format(text=text, entries=placeholders(entries)), entries
        )
    }
    return [replace(each, **found[each.entry_id]) for each in matches if each.entry_id in found]
