"""An answer: bytes, and what a cache between us and the reader needs to know about them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

LONGEST_ETAG = 64
MOST_ETAGS = 50


@dataclass(frozen=True, slots=True)
class Answer:
    """What is sent to whoever asked.

    Attributes:
        body: JSON in UTF-8; None where the reader has it already.
        etag: Stands for the body, without quotation marks.
        updated_at: When the content last changed; None where it is made of many things.
        keys: What the answer shows, for purging: it is out of date when one of them changes.
        locale: The language it is in; empty where it is in none, or in several.
        next: The cursor for the page after this one; None where there is none.
        not_modified: The reader has it already.
    """

    body: bytes | None
    etag: str
    updated_at: datetime | None = None
    keys: tuple[str, ...] = ()
    locale: str = ""
    next: str | None = None

    @property
    def not_modified(self) -> bool:
        return self.body is None


def etags(known: Collection[str]) -> list[str]:
    """Those of a reader's ETags that can be ours. At least one, so that SQL can list them."""
    ours = [etag for etag in known if len(etag) <= LONGEST_ETAG and etag.isascii()]
    return [etag for etag in ours if etag.isalnum()][:MOST_ETAGS] or [""]


def resource_keys(resource: UUID, kind: str, asked: str, served: str) -> tuple[str, ...]:
    """Surrogate keys of an answer about one resource."""
    keys = (f"r-{resource}", f"k-{kind}", f"l-{served}")
    return keys if served == asked else (*keys, f"l-{asked}")


def served(label: str) -> str:
    """The locale of the edition that a label belongs to.

    The label is JSON in its one canonical form, so there is no need to read all of it.
    """
    return label.rpartition('"served":"')[2].partition('"')[0]
