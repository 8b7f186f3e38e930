"""What comes of rendering a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class Rendered:
    """One edition as a document, with everything the catalogue keeps beside it.

    Attributes:
        listed: It is a resource of a registered kind.
        city: The city in whose section it stands; empty for what all cities share.
        body: Canonical JSON of the edition.
        card: Canonical JSON of what lists show of it.
        head: Title and summary, plain, for search.
        text: All its other words, plain, for search.
        digest: Of body and card.
        facets: Name of the field and code, for every code of every facet of its kind.
        published_at: When it was published first, as far as that is known.
        last_published_at: When it was published last, as far as that is known.
        dependencies: What else it was made from, as dirty marks name it. A linked page is among
            them also while it is not public, so that it appears as soon as it is.
        links: The digest of what it says of each public page it links to, by resource.
        media: The files it shows or links to that everybody may see.
    """

    page_id: int
    resource: UUID
    locale: str
    kind: str
    listed: bool
    city: str
    path: str
    title: str
    body: str
    card: str
    head: str
    text: str
    digest: str
    facets: tuple[tuple[str, str], ...]
    published_at: datetime
    last_published_at: datetime
    dependencies: frozenset[tuple[str, str]]
    links: Mapping[str, str]
    media: frozenset[UUID]
