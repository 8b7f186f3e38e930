"""What documents were made from, and which of them are behind."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from uuid import UUID

from integra_cms.delivery.canonical import canonical, digest
from integra_cms.delivery.chains import DEFAULT_CHAIN, chains, choose
from integra_cms.delivery.marks import MEDIA, RESOURCE
from integra_cms.delivery.models import Dependency, Document
from integra_cms.delivery.rendering import Rendered
from integra_cms.delivery.rewriting import erase

Pair = tuple[str, str]
"""What and key, as dirty marks name things."""


def write_dependencies(kept: Mapping[int, Rendered], removed: Collection[int]) -> set[UUID]:
    """Replaces what documents were made from.

    Args:
        kept: What documents say now, by the primary keys of their rows.
        removed: Documents that are about to be removed.

    Returns:
        Files that are used by more or fewer documents than before.
    """
    stored = Dependency.objects.filter(document__in=[*kept, *removed])
    before: dict[int, dict[Pair, tuple[int, str]]] = {}
    for pk, document, what, key, seen in stored.values_list(
        "pk", "document_id", "what", "key", "seen"
    ):
        before.setdefault(document, {})[what, key] = (pk, seen)
    gone: list[int] = []
    new: list[Dependency] = []
    media: set[UUID] = set()
    for document, rendered in kept.items():
        known = before.get(document, {})
        wanted = dependencies_of(rendered)
        gone += [pk for pair, (pk, seen) in known.items() if wanted.get(pair) != seen]
        new += [
            Dependency(document_id=document, what=pair[0], key=pair[1], seen=seen)
            for pair, seen in wanted.items()
            if known.get(pair, (0, None))[1] != seen
        ]
        media |= _files(known.keys() ^ wanted.keys())
    for document in removed:
        media |= _files(before.get(document, {}).keys())
    erase(Dependency, gone)
    Dependency.objects.bulk_create(new, batch_size=500)
    return media


def outdated_by(turned: Collection[UUID], now: Mapping[UUID, Sequence[Document]]) -> set[UUID]:
    """Resources whose documents say something else of a linked one than is true now.

    Args:
        turned: Linked resources that look different from before.
        now: All their documents.
    """
    rows = Dependency.objects.filter(what=RESOURCE, key__in=list(map(str, turned)))
    behind = set()
    faces: dict[Pair, str] = {}
    for key, locale, resource, seen in rows.values_list(
        "key", "document__locale", "document__resource", "seen"
    ):
        if (key, locale) not in faces:
            faces[key, locale] = _face(now.get(UUID(key), ()), locale)
        if faces[key, locale] != seen:
            behind.add(resource)
    return behind


def dependencies_of(rendered: Rendered) -> dict[Pair, str]:
    """What a document is made from, and what it says of each."""
    return {pair: _seen(pair, rendered) for pair in rendered.dependencies}


def _seen(pair: Pair, rendered: Rendered) -> str:
    return rendered.links.get(pair[1], "") if pair[0] == RESOURCE else ""


def _face(documents: Sequence[Document], locale: str) -> str:
    """What a document in a locale should have seen of a resource it links to."""
    by_locale = {document.locale: document for document in documents}
    source = next((document.locale for document in documents if document.is_source), None)
    shown = choose(by_locale, locale, chains()[DEFAULT_CHAIN], source)
    if shown is None:
        return ""
    link = {
        "kind": shown.kind,
        "locale": shown.locale,
        "title": shown.title,
        "path": shown.path,
    }
    return digest(canonical(link))


def _files(pairs: Collection[Pair]) -> set[UUID]:
    return {UUID(key) for what, key in pairs if what == MEDIA}
