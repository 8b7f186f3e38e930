"""What lists show of a resource, from the catalogue: nothing is rendered and no page is read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from integra_cms.delivery.reading import Hit
from integra_cms.pages.editions import Freshness, Origin
from integra_cms.plugins import contributions
from integra_cms.vocabularies import terms
from integra_cms.vocabularies.declared import CITY
from integra_cms.vocabularies.localised import LocalisedText


@dataclass(frozen=True)
class Card:
    """One entry of a list.

    Attributes:
        locale: The language the resource is shown in.
        foreign: That is not the language the reader asked for, which the list has to say.
        kind: What sort of resource it is; empty for pages that are none, such as a section.
        city: The name of the city whose section it stands in, if it stands in one.
        notices: What is to be known before one relies on it.
        excerpt: HTML around what was searched for, with marks; empty where nothing was.
    """

    title: str
    summary: str
    path: str
    locale: str
    foreign: bool
    kind: str
    city: LocalisedText
    notices: tuple[str, ...]
    excerpt: SafeString


def cards(hits: Sequence[Hit], asked: str) -> list[Card]:
    """What a list in some language shows of what was read."""
    return [_card(hit, asked) for hit in hits]


def _card(hit: Hit, asked: str) -> Card:
    card: dict[str, Any] = json.loads(hit.content)
    kind = contributions.kinds.get(hit.kind)
    in_section = card["city"] and hit.kind != CITY.code
    return Card(
        title=card["title"],
        summary=card["summary"],
        path=card["path"],
        locale=hit.served,
        foreign=hit.foreign,
        kind=str(kind.label) if kind else "",
        city=terms.label(CITY.code, card["city"], asked) if in_section else LocalisedText(),
        notices=tuple(_notices(json.loads(hit.label), card)),
        # Search escapes all of it but its own marks.
        excerpt=SafeString(hit.excerpt or ""),
    )


def _notices(label: dict[str, Any], card: dict[str, Any]) -> Iterator[str]:
    if card["example"]:
        yield _("Example")
    match label["origin"]:
        case Origin.DRAFT:
            yield _("Draft translation")
        case Origin.MACHINE:
            yield _("Machine translation")
    match label["freshness"]:
        case Freshness.OUTDATED:
            yield _("Older than its source text")
        case Freshness.INCOMPLETE:
            yield _("Not all of it is translated")
