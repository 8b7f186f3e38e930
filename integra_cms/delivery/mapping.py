"""Writes the map: for each resource, what is served to those who ask for each locale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from integra_cms.delivery import search
from integra_cms.delivery.chains import choose, scope, scopes
from integra_cms.delivery.labels import EditionState, compose_label, editions_of, etag_of
from integra_cms.delivery.models import Document, Entry, Facet
from integra_cms.delivery.rewriting import erase, rewrite
from integra_cms.languages.collation import sort_key

SHOWN = (
    "document_id", "kind", "listed", "city", "foreign", "title_key", "published_at", "updated_at",
    "label", "etag",
)  # fmt: skip

LONGEST_KEY = 1000
"""Bytes of a sort key: a row of an index has room for 2,704 in PostgreSQL."""

Stamp = Mapping[tuple[UUID, str], str]
"""The etag of every edition in its own locale."""


@dataclass(frozen=True)
class Mapped:
    """What became of the map: etags of editions in their own locale, before and now."""

    before: Stamp
    now: Stamp


def write_map(documents: Mapping[UUID, Sequence[Document]]) -> Mapped:
    """Brings entries, facets and search rows of some resources in line with their documents.

    What is stored as it should be is left alone.

    Args:
        documents: All documents of each resource; none: it is not served any more.
    """
    stored = {
        (entry.scope, entry.resource): entry
        for entry in Entry.objects.filter(resource__in=list(documents))
    }
    before = _own(stored.values())
    by_pk = {each.pk: each for group in documents.values() for each in group}
    new: list[Entry] = []
    altered: list[Entry] = []
    kept: list[Entry] = []
    for wanted in wanted_entries(documents):
        known = stored.pop((wanted.scope, wanted.resource), None)
        if known is None:
            new.append(wanted)
        elif _take_over(known, wanted):
            altered.append(known)
        else:
            kept.append(known)
    _remove([entry.pk for entry in stored.values()])
    Entry.objects.bulk_create(new, batch_size=200)
    rewrite(altered, SHOWN)
    entries = (*new, *altered, *kept)
    _write_facets(entries, by_pk)
    search.index(search_row(entry, by_pk[entry.document_id]) for entry in entries)
    return Mapped(before, _own(entries))


def wanted_entries(documents: Mapping[UUID, Sequence[Document]]) -> Iterable[Entry]:
    """The entries that some resources should have, from their documents."""
    for resource, group in documents.items():
        by_locale = {document.locale: document for document in group}
        states = {
            document.locale: EditionState(
                document.locale, document.origin, document.freshness, document.updated_at
            )
            for document in group
        }
        editions = editions_of(list(states.values()))
        source = next((document.locale for document in group if document.is_source), None)
        for name, asked, chain in scopes():
            document = choose(by_locale, asked, chain, source)
            if document is None:
                continue
            label = compose_label(asked=asked, served=states[document.locale], editions=editions)
            yield Entry(
                scope=name,
                resource=resource,
                document_id=document.pk,
                kind=document.kind,
                listed=document.listed,
                city=document.city,
                foreign=document.locale != asked,
                title_key=sort_key(document.title, asked).encode()[:LONGEST_KEY],
                published_at=document.published_at,
                updated_at=document.updated_at,
                label=label,
                etag=etag_of(label, document.digest),
            )


def _take_over(known: Entry, wanted: Entry) -> bool:
    """Whether the entry says anything else now."""
    known.title_key = bytes(known.title_key)
    if all(getattr(known, name) == getattr(wanted, name) for name in SHOWN):
        return False
    for name in SHOWN:
        setattr(known, name, getattr(wanted, name))
    return True


def _remove(entries: Sequence[int]) -> None:
    if entries:
        search.remove(entries)
        facets = Facet.objects.filter(entry__in=entries)
        erase(Facet, list(facets.values_list("pk", flat=True)))
        erase(Entry, entries)


def _write_facets(entries: Sequence[Entry], by_pk: Mapping[int, Document]) -> None:
    wanted = {
        (entry.pk, facet, code): entry.scope
        for entry in entries
        for facet, code in by_pk[entry.document_id].facets
    }
    rows = Facet.objects.filter(entry__in=[entry.pk for entry in entries])
    stored = {
        (entry, facet, code): pk
        for pk, entry, facet, code in rows.values_list("pk", "entry_id", "facet", "code")
    }
    erase(Facet, [pk for key, pk in stored.items() if key not in wanted])
    Facet.objects.bulk_create(
        [
            Facet(entry_id=key[0], scope=scope, facet=key[1], code=key[2])
            for key, scope in wanted.items()
            if key not in stored
        ],
        batch_size=1000,
    )


def search_row(entry: Entry, document: Document) -> search.SearchRow:
    """What search is told about an entry and the document it leads to."""
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


def _own(entries: Iterable[Entry]) -> Stamp:
    """Etags of editions in their own locale: those of the default chain that are not foreign."""
    asked = {scope(locale): locale for _name, locale, _chain in scopes()}
    return {
        (entry.resource, asked[entry.scope]): entry.etag
        for entry in entries
        if entry.scope in asked and not entry.foreign
    }
