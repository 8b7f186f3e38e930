"""A catalogue for tests, written straight into its tables: nothing is rendered, nothing drained."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from uuid import UUID, uuid4

from integra_cms.delivery import search
from integra_cms.delivery.canonical import canonical, digest
from integra_cms.delivery.chains import choose, scopes
from integra_cms.delivery.labels import EditionState, compose_label, editions_of, etag_of
from integra_cms.delivery.models import CatalogueState, Change, Document, Entry, Facet
from integra_cms.delivery.models.feed import new_token
from integra_cms.languages.collation import sort_key

LONG_AGO = datetime(2026, 1, 1, 12, tzinfo=UTC)
BATCH = 500

_numbers = count(1)


@dataclass
class Resource:
    """One resource with its editions, by locale and title."""

    editions: Mapping[str, str] = field(default_factory=lambda: {"en": f"Title {next(_numbers)}"})
    source: str = "en"
    kind: str = "method"
    listed: bool = True
    city: str = ""
    facets: Sequence[tuple[str, str]] = ()
    updated_at: datetime = LONG_AGO
    text: str = "Words of the text."
    body_size: int = 0
    uuid: UUID = field(default_factory=uuid4)

    def documents(self) -> Iterator[Document]:
        for locale, title in self.editions.items():
            content = {
                "id": str(self.uuid),
                "kind": self.kind,
                "locale": locale,
                "title": title,
                "sentinel": f"only in {locale}",
            }
            body = canonical({**content, "body": "ж" * self.body_size})
            yield Document(
                resource=self.uuid,
                locale=locale,
                page_id=0,
                kind=self.kind,
                listed=self.listed,
                city=self.city,
                path=f"/{locale}/library/{self.uuid}/",
                title=title,
                body=body,
                card=canonical({**content, "summary": "A summary."}),
                head="A summary.",
                text=self.text,
                digest=digest(body),
                origin="source" if locale == self.source else "human",
                freshness="current",
                is_source=locale == self.source,
                facets=[list(pair) for pair in self.facets],
                published_at=self.updated_at,
                updated_at=self.updated_at,
            )


def resources(number: int, **common: object) -> list[Resource]:
    """Some that differ in title and date."""
    return [
        Resource(
            **{
                "editions": {"en": f"Method {place}", "bg": f"Метод {place}"},
                "updated_at": LONG_AGO + timedelta(minutes=place),
                **common,
            }
        )
        for place in range(number)
    ]


def publish(*specs: Resource, indexed: bool = False) -> list[UUID]:
    """Puts resources into the catalogue; their identifiers."""
    documents = [document for spec in specs for document in spec.documents()]
    Document.objects.bulk_create(documents, batch_size=BATCH)
    by_resource: dict[UUID, list[Document]] = {}
    for document in documents:
        by_resource.setdefault(document.resource, []).append(document)
    entries = [entry for group in by_resource.values() for entry in _entries(group)]
    Entry.objects.bulk_create(entries, batch_size=BATCH)
    Facet.objects.bulk_create(
        [
            Facet(entry=entry, scope=entry.scope, facet=facet, code=code)
            for entry in entries
            for facet, code in entry.document.facets
        ],
        batch_size=BATCH,
    )
    if indexed:
        search.index(_search_row(entry) for entry in entries)
    CatalogueState.objects.update_or_create(pk=1, defaults={"token": new_token()})
    return [spec.uuid for spec in specs]


def record(*changes: Mapping[str, object], horizon: int = 0) -> CatalogueState:
    """Puts changes into the feed, numbered from one."""
    Change.objects.bulk_create(
        [
            Change(sequence=number, at=LONG_AGO + timedelta(seconds=number), **change)
            for number, change in enumerate(changes, 1)
            if number > horizon
        ]
    )
    state, _created = CatalogueState.objects.update_or_create(
        pk=1, defaults={"sequence": len(changes), "horizon": horizon}
    )
    return state


def read(body: bytes) -> dict:
    """An answer as values."""
    return json.loads(body.decode())


def _entries(documents: Sequence[Document]) -> Iterator[Entry]:
    by_locale = {document.locale: document for document in documents}
    states = {
        document.locale: EditionState(
            document.locale, document.origin, document.freshness, document.updated_at
        )
        for document in documents
    }
    source = next((document.locale for document in documents if document.is_source), None)
    for scope, asked, chain in scopes():
        served = choose(by_locale, asked, chain, source)
        if served is not None:
            label = compose_label(
                asked=asked,
                served=states[served.locale],
                editions=editions_of(list(states.values())),
            )
            yield Entry(
                scope=scope,
                resource=served.resource,
                document=served,
                kind=served.kind,
                listed=served.listed,
                city=served.city,
                foreign=served.locale != asked,
                title_key=sort_key(served.title, asked).encode(),
                published_at=served.published_at,
                updated_at=served.updated_at,
                label=label,
                etag=etag_of(label, served.digest),
            )


def _search_row(entry: Entry) -> search.SearchRow:
    document = entry.document
    return search.SearchRow(
        entry_id=entry.pk,
        scope=entry.scope,
        locale=document.locale,
        kind=entry.kind,
        listed=entry.listed,
        city=entry.city,
        foreign=entry.foreign,
        published_at=entry.published_at,
        resource=entry.resource,
        title=document.title,
        head=document.head,
        text=document.text,
    )
