"""Recomputes the catalogue and compares: what is served should be what would be built now."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Model
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Page

from integra_cms.delivery import public_media, register_writing, search
from integra_cms.delivery.canonical import digest
from integra_cms.delivery.dependencies import dependencies_of
from integra_cms.delivery.expanding import everything
from integra_cms.delivery.mapping import search_row, wanted_entries
from integra_cms.delivery.media.publishing import describe
from integra_cms.delivery.models import (
    CatalogueState,
    Change,
    Dependency,
    DirtyMark,
    Document,
    Entry,
    Facet,
    PublicMedia,
    Register,
)
from integra_cms.delivery.registers import REGISTERS
from integra_cms.delivery.rendering import Rendered, render
from integra_cms.progress import Progress
from integra_cms.vocabularies.freshness import pinned

CHUNK = 200


@dataclass(frozen=True)
class Difference:
    """One thing that is served and should be another.

    Attributes:
        what: ``document``, ``entry``, ``facets``, ``search``, ``dependencies``, ``media``,
            ``register``, ``feed`` or ``marks``.
        key: Which one, for people.
        problem: What is wrong with it.
    """

    what: str
    key: str
    problem: str

    def __str__(self) -> str:
        return f"{self.what} {self.key}: {self.problem}"


def verify(progress: Progress | None = None) -> Iterator[Difference]:
    """Compares everything, in chunks; yields what differs. Writes nothing."""
    progress = progress or Progress()
    resources = sorted(everything().resources)
    progress.start(_("Comparing"), len(resources))
    yield from _marks()
    with pinned():
        for start in range(0, len(resources), CHUNK):
            chunk = resources[start : start + CHUNK]
            yield from _resources(chunk)
            progress.step(len(chunk))
        yield from _registers()
        yield from _media()
    yield from _feed()


def _marks() -> Iterator[Difference]:
    if waiting := DirtyMark.objects.count():
        yield Difference(
            "marks", str(waiting), "not worked off yet; what follows may be due to that"
        )


def _resources(resources: Collection[UUID]) -> Iterator[Difference]:
    pages = Page.objects.filter(translation_key__in=list(resources)).values_list("pk", flat=True)
    rendered = {(each.resource, each.locale): each for each in render(list(pages))}
    stored = {
        (document.resource, document.locale): document
        for document in Document.objects.filter(resource__in=list(resources))
    }
    for resource, locale in rendered.keys() - stored.keys():
        yield Difference("document", f"{resource} ({locale})", "is public and has none")
    for resource, locale in stored.keys() - rendered.keys():
        yield Difference("document", f"{resource} ({locale})", "is not public and has one")
    for key in rendered.keys() & stored.keys():
        name = f"{key[0]} ({key[1]})"
        if digest(stored[key].body, stored[key].card) != rendered[key].digest:
            yield Difference("document", name, "says something else than its page")
        elif stored[key].digest != rendered[key].digest:
            yield Difference("document", name, "does not have the digest of its content")
    yield from _entries(resources, stored.values())
    yield from _dependencies(stored, rendered)


def _entries(resources: Collection[UUID], documents: Iterable[Document]) -> Iterator[Difference]:
    groups: dict[UUID, list[Document]] = {resource: [] for resource in resources}
    for document in documents:
        groups[document.resource].append(document)
    wanted = {(entry.scope, entry.resource): entry for entry in wanted_entries(groups)}
    stored = {
        (entry.scope, entry.resource): entry
        for entry in Entry.objects.filter(resource__in=list(resources))
    }
    for scope, resource in wanted.keys() ^ stored.keys():
        problem = "is missing" if (scope, resource) in wanted else "should not be there"
        yield Difference("entry", f"{resource} in {scope}", problem)
    for key in wanted.keys() & stored.keys():
        stored[key].title_key = bytes(stored[key].title_key)
        shown = ("document_id", "kind", "listed", "city", "foreign", "title_key", "label", "etag")
        other = [name for name in shown if getattr(wanted[key], name) != getattr(stored[key], name)]
        if other:
            yield Difference("entry", f"{key[1]} in {key[0]}", f"other: {', '.join(other)}")
    yield from _facets(stored.values(), groups)
    yield from _search_rows(stored.values(), groups)


def _search_rows(
    entries: Iterable[Entry], groups: Mapping[UUID, Collection[Document]]
) -> Iterator[Difference]:
    by_pk = {document.pk: document for group in groups.values() for document in group}
    served = {entry.pk: entry for entry in entries if entry.document_id in by_pk}
    rows = (search_row(entry, by_pk[entry.document_id]) for entry in served.values())
    for pk in sorted(search.outdated(rows)):
        entry = served[pk]
        yield Difference(
            "search", f"{entry.resource} in {entry.scope}", "is not indexed as it should be"
        )


def _facets(
    entries: Iterable[Entry], groups: Mapping[UUID, Collection[Document]]
) -> Iterator[Difference]:
    by_pk = {document.pk: document for group in groups.values() for document in group}
    names = {entry.pk: entry for entry in entries}
    found: dict[int, set[tuple[str, str]]] = {pk: set() for pk in names}
    for pk, facet, code in Facet.objects.filter(entry__in=names).values_list(
        "entry_id", "facet", "code"
    ):
        found[pk].add((facet, code))
    for pk, entry in names.items():
        document = by_pk.get(entry.document_id)
        wanted = {(facet, code) for facet, code in document.facets} if document else set()
        if found[pk] != wanted:
            yield Difference("facets", f"{entry.resource} in {entry.scope}", "are others")


def _dependencies(
    stored: Mapping[tuple[UUID, str], Document], rendered: Mapping[tuple[UUID, str], Rendered]
) -> Iterator[Difference]:
    names = {document.pk: key for key, document in stored.items()}
    found: dict[int, dict[tuple[str, str], str]] = {pk: {} for pk in names}
    for pk, what, key, seen in Dependency.objects.filter(document__in=names).values_list(
        "document_id", "what", "key", "seen"
    ):
        found[pk][what, key] = seen
    for pk, name in names.items():
        wanted = dependencies_of(rendered[name]) if name in rendered else found[pk]
        if found[pk] != wanted:
            others = found[pk].keys() != wanted.keys()
            problem = "are others" if others else "were seen in another state"
            yield Difference("dependencies", f"{name[0]} ({name[1]})", problem)


def _registers() -> Iterator[Difference]:
    left = set(Register.objects.values_list("name", "locale"))
    for name, register in REGISTERS.items():
        for locale in register_writing.register_locales(name):
            left.discard((name, locale))
            with translation.override(locale or None):
                wanted = register_writing.columns_of(register.build(locale))
            row = Register.objects.filter(name=name, locale=locale).first()
            if problem := _problem(row, wanted) if row else "is missing":
                yield Difference("register", f"{name} ({locale})", problem)
    for name, locale in sorted(left):
        yield Difference("register", f"{name} ({locale})", "should not be there")


def _media() -> Iterator[Difference]:
    used = {
        UUID(key)
        for key in Dependency.objects.filter(what="media").values_list("key", flat=True).distinct()
    }
    for shown in Register.objects.values_list("media", flat=True):
        used |= {UUID(key) for key in shown}
    files = sorted(used.union(PublicMedia.objects.values_list("media", flat=True)))
    for start in range(0, len(files), CHUNK):
        chunk = files[start : start + CHUNK]
        yield from _files(chunk, shown=used.intersection(chunk))


def _files(uuids: Collection[UUID], *, shown: Collection[UUID]) -> Iterator[Difference]:
    wanted = describe(shown)
    stored = PublicMedia.objects.in_bulk(uuids)
    for uuid in sorted(wanted.keys() - stored.keys()):
        yield Difference("media", str(uuid), "is shown and not public")
    for uuid in sorted(stored.keys() - wanted.keys()):
        yield Difference("media", str(uuid), "is public and not shown")
    for uuid in sorted(wanted.keys() & stored.keys()):
        if problem := _problem(stored[uuid], public_media.columns_of(wanted[uuid])):
            yield Difference("media", str(uuid), problem)


def _problem(row: Model, wanted: Mapping[str, object]) -> str:
    """What is wrong with a row that should have these values; nothing, if it has them."""
    other = [name for name, value in wanted.items() if getattr(row, name) != value]
    if "body" in other:
        return "says something else"
    return f"other: {', '.join(other)}" if other else ""


def _feed() -> Iterator[Difference]:
    """Numbers without gaps from the horizon on, and the end of the feed is what is served."""
    state = CatalogueState.objects.filter(pk=1).first() or CatalogueState()
    expected = state.horizon
    latest: dict[tuple[str, str, str], Change] = {}
    for change in Change.objects.order_by("sequence").iterator():
        expected += 1
        if change.sequence != expected:
            yield Difference("feed", str(expected), f"is missing; next is {change.sequence}")
            expected = change.sequence
        latest[change.entity, change.key, change.locale] = change
    if expected != state.sequence:
        yield Difference("feed", str(state.sequence), f"is the last number, found was {expected}")
    yield from _compare_with_feed(latest, complete=not state.horizon)


def _compare_with_feed(
    latest: Mapping[tuple[str, str, str], Change], *, complete: bool
) -> Iterator[Difference]:
    served = {
        ("edition", str(resource), locale): digest_
        for resource, locale, digest_ in Document.objects.values_list(
            "resource", "locale", "digest"
        )
    }
    files = PublicMedia.objects.values_list("media", "digest")
    served |= {("media", str(uuid), ""): found for uuid, found in files}
    registers = Register.objects.values_list("name", "locale", "digest")
    served |= {("register", name, locale): found for name, locale, found in registers}
    told = {key: change.digest for key, change in latest.items() if change.action == "put"}
    for key in told.keys() - served.keys():
        yield Difference("feed", " ".join(key), "was put and is not served")
    for key, known in served.items():
        if key in told and told[key] != known:
            yield Difference("feed", " ".join(key), "tells of another state than is served")
        elif key not in told and (complete or key in latest):
            yield Difference("feed", " ".join(key), "is served and not in the feed")
