"""Lists as files: of everything, of each kind, and of each code of each facet."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from integra_cms.delivery.canonical import canonical
from integra_cms.delivery.reading.lists import Hit, listing
from integra_cms.delivery.reading.questions import LARGEST_PAGE, ListQuestion
from integra_cms.pages.documents import document_types
from integra_cms.plugins import contributions

PER_PAGE = LARGEST_PAGE

Chosen = tuple[str, ...]
"""Nothing, or a facet and a code; ``kind`` and ``city`` count as facets."""


def lists(asked: str) -> Iterator[tuple[Chosen, list[bytes]]]:
    """The lists in one language with their pages, by title.

    All are made from one reading of everything, so their number costs nothing.
    """
    found: dict[Chosen, list[str]] = defaultdict(list)
    found[()] = []
    for hit in _all(ListQuestion(asked=asked, limit=LARGEST_PAGE)):
        item = _item(hit)
        found[()].append(item)
        for chosen in _choices(hit):
            found[chosen].append(item)
    structural = tuple(name for name in document_types() if name not in contributions.kinds)
    for hit in _all(ListQuestion(asked=asked, limit=LARGEST_PAGE, kinds=structural)):
        found["kind", hit.kind].append(_item(hit))
    for chosen in sorted(found):
        yield chosen, list(_pages(found[chosen]))


def _all(question: ListQuestion) -> Iterator[Hit]:
    cursor: str | None = None
    while True:
        page = listing(replace(question, cursor=cursor))
        yield from page.hits
        cursor = page.next_cursor
        if cursor is None:
            return


def _choices(hit: Hit) -> set[Chosen]:
    card = json.loads(hit.content)
    choices: set[Chosen] = {
        (facet, code) for facet, codes in card["terms"].items() for code in codes
    }
    choices.add(("kind", hit.kind))
    if card["city"]:
        choices.add(("city", card["city"]))
    return choices


def _item(hit: Hit) -> str:
    return f'{{"label":{hit.label},"card":{hit.content}}}'


def _pages(items: Sequence[str]) -> Iterator[bytes]:
    """At least one, as the API answers where there is nothing."""
    for number, start in enumerate(range(0, max(len(items), 1), PER_PAGE), start=1):
        end = start + PER_PAGE
        following = f"{number + 1}.json" if end < len(items) else None
        here = ",".join(items[start:end])
        yield f'{{"items":[{here}],"next":{canonical(following)}}}'.encode()
