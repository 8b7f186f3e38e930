"""What an answer says about the language it is in and how far it can be trusted.

The label holds everything that varies without the content of the edition: what was asked for,
whether the text is current, which other editions there are.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from integra_cms.delivery.canonical import canonical, digest, timestamp

ETAG_LENGTH = 32
"""Hex digits: 128 bits, as many as any checksum here needs."""


@dataclass(frozen=True)
class EditionState:
    """One edition that can be served, as labels tell about it."""

    locale: str
    origin: str
    freshness: str
    updated_at: datetime


def editions_of(states: Sequence[EditionState]) -> list[dict[str, str]]:
    """The editions of a resource as a label lists them, in the order of their locales."""
    return [
        {"locale": state.locale, "origin": state.origin, "freshness": state.freshness}
        for state in sorted(states, key=lambda state: state.locale)
    ]


def compose_label(*, asked: str, served: EditionState, editions: list[dict[str, str]]) -> str:
    """A label as canonical JSON."""
    label: dict[str, Any] = {
        "asked": asked,
        "served": served.locale,
        "fallback": served.locale != asked,
        "origin": served.origin,
        "freshness": served.freshness,
        "updated_at": timestamp(served.updated_at),
        "editions": editions,
    }
    return canonical(label)


def etag_of(label: str, document_digest: str) -> str:
    """Stands for label and document together: it changes with either."""
    return digest(label, document_digest)[:ETAG_LENGTH]
