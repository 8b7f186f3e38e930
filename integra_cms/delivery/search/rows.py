"""What search is told about an entry of the map."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class SearchRow:
    """One entry of the map with the words of the edition it serves.

    Attributes:
        entry_id: Primary key of the entry.
        scope: Chain and asked locale, such as ``default.bg``.
        locale: The locale of the text, which may be another than the asked one.
        kind: Code of the kind.
        listed: It stands in lists and is suggested.
        city: Code of the city's section it stands in; empty: in none.
        foreign: The text is not in the asked locale.
        published_at: The newest comes first where two fit equally well.
        resource: Decides between two that are equal in everything else.
        title: Counts most.
        head: Summary and keywords; counts more than the text.
        text: Everything else.
    """

    entry_id: int
    scope: str
    locale: str
    kind: str
    listed: bool
    city: str
    foreign: bool
    published_at: datetime
    resource: UUID
    title: str
    head: str
    text: str
