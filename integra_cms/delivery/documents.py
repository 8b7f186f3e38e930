"""Writes documents: what was rendered takes the place of what was there."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.db import OperationalError, transaction
from django.db.models.functions import Coalesce
from wagtail.models import Page

from integra_cms.delivery.dependencies import write_dependencies
from integra_cms.delivery.feed import Ledger
from integra_cms.delivery.models import Change, Document
from integra_cms.delivery.rendering import Rendered, render
from integra_cms.delivery.rewriting import rewrite
from integra_cms.pages.editions import Edition

logger = logging.getLogger(__name__)

Key = tuple[UUID, str]
"""A resource and a locale: what names an edition."""

CONTENT = (
    "page_id", "kind", "listed", "city", "url_path", "path", "title", "body", "card", "head",
    "text", "digest", "origin", "freshness", "is_source", "facets", "published_at", "updated_at",
)  # fmt: skip


TEXTS = ("body", "card", "head", "text")
"""Long ones; the digest stands for them."""


@dataclass(frozen=True)
class PageRow:
    """What the tree says about a page that may have a document."""

    pk: int
    resource: UUID
    locale: str
    live: bool
    expired: bool
    url_path: str
    published_at: datetime | None


@dataclass
class Written:
    """What became of the documents of some resources.

    Attributes:
        documents: All that there are now, by resource.
        changed: Keys of those that are new or say something else.
        removed: Key → the former document and the reason why it is gone.
        turned: Resources that look different where others link to them.
        stuck: Resources of which a page could not be rendered; what was published of it stays.
        left: Addresses at which something else stands now, or nothing.
        media: Files whose use may have changed.
    """

    documents: dict[UUID, list[Document]] = field(default_factory=dict)
    changed: set[Key] = field(default_factory=set)
    removed: dict[Key, tuple[Document, str]] = field(default_factory=dict)
    turned: set[UUID] = field(default_factory=set)
    stuck: set[UUID] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    media: set[UUID] = field(default_factory=set)


def write_documents(resources: Collection[UUID], ledger: Ledger, *, anew: bool) -> Written:
    """Renders the editions of some resources and stores what is different from before.

    Before is what digests say. With ``anew``, it is what is stored: somebody may have changed it.
    """
    pages = _pages(resources)
    before = {(doc.resource, doc.locale): doc for doc in _stored(resources, whole=anew)}
    records = _records(pages)
    _note_publication(pages, ledger.now)
    found, stuck = _rendered(list(records))
    rendered = {(each.resource, each.locale): each for each in found}
    written = Written(documents={resource: [] for resource in resources})
    kept: dict[Key, Document] = {}
    new: list[Document] = []
    altered: list[Document] = []
    by_page = {page.pk: page for page in pages}
    for key, each in rendered.items():
        document = before.get(key) or Document(resource=key[0], locale=key[1])
        face = _face(document)
        is_new = document.pk is None
        says_more = document.digest != each.digest
        page, record = by_page[each.page_id], records[each.page_id]
        if _take_over(document, each, page, record, ledger):
            (new if is_new else altered).append(document)
        if says_more:
            written.changed.add(key)
        if _face(document) != face:
            written.turned.add(key[0])
            written.left |= {face[2]} - {""}
        written.documents[key[0]].append(document)
        kept[key] = document
    written.stuck = {by_page[page].resource for page in stuck}
    for key in before.keys() - rendered.keys():
        if before[key].page_id in stuck:
            written.documents[key[0]].append(before[key])
            continue
        written.removed[key] = (before[key], _reason(key, pages))
        written.turned.add(key[0])
        written.left.add(before[key].path)
    Document.objects.bulk_create(new, batch_size=100)
    rewrite(altered, CONTENT)
    written.media = write_dependencies(
        {doc.pk: rendered[key] for key, doc in kept.items()},
        [doc.pk for doc, _reason in written.removed.values()],
    )
    return written


def _rendered(pages: Sequence[int]) -> tuple[list[Rendered], set[int]]:
    """Documents of pages; and pages that cannot be rendered, which must not keep others waiting.

    Raises:
        OperationalError: The database is busy or gone: that is no fault of a page.
    """
    try:
        with transaction.atomic():
            return render(pages), set()
    except OperationalError:
        raise
    except Exception:
        logger.exception("Not all pages could be rendered together. They are tried one by one.")
    found: list[Rendered] = []
    stuck: set[int] = set()
    for page in pages:
        try:
            with transaction.atomic():
                found += render([page])
        except OperationalError:
            raise
        except Exception:
            # Whatever is wrong with one page, others are to be published, and withdrawn.
            logger.exception("The page %s could not be rendered. It is tried again later.", page)
            stuck.add(page)
    return found, stuck


def _stored(resources: Collection[UUID], *, whole: bool) -> Iterable[Document]:
    rows = Document.objects.filter(resource__in=list(resources))
    return rows if whole else rows.defer(*TEXTS)


def _pages(resources: Collection[UUID]) -> list[PageRow]:
    rows = Page.objects.filter(translation_key__in=list(resources)).values_list(
        "pk", "translation_key", "locale__language_code", "live", "expired", "url_path",
        Coalesce("first_published_at", "last_published_at", "latest_revision_created_at"),
    )  # fmt: skip
    return [PageRow(*row) for row in rows.order_by("pk")]


def _note_publication(pages: Iterable[PageRow], now: datetime) -> None:
    """Pages that went live past their model say nowhere since when they are public.

    That is noted with the page, so whoever renders it again comes to the same document.
    """
    if unknown := [page.pk for page in pages if page.live and page.published_at is None]:
        Page.objects.filter(pk__in=unknown).update(first_published_at=now)


def _records(pages: Sequence[PageRow]) -> Mapping[int, Edition]:
    """In the order of pages. One without a record has no label, so it cannot be served."""
    records = Edition.objects.filter(page_id__in=[page.pk for page in pages]).defer("segments")
    return {record.page_id: record for record in records.order_by("page_id")}


def _face(document: Document) -> tuple[str, str, str, bool]:
    """What others show of it where they link to it, and what makes them link to it."""
    return document.kind, document.title, document.path, document.is_source


def _take_over(
    document: Document, each: Rendered, page: PageRow, record: Edition, ledger: Ledger
) -> bool:
    """Gives a document what was rendered; whether that is anything else than before."""
    wanted = {
        "page_id": page.pk,
        "kind": each.kind,
        "listed": each.listed,
        "city": each.city,
        "url_path": page.url_path,
        "path": each.path,
        "title": each.title,
        "digest": each.digest,
        "origin": str(record.origin),
        "freshness": str(record.freshness),
        "is_source": record.is_source,
        "facets": [list(pair) for pair in each.facets],
        "published_at": each.published_at,
        **{name: getattr(each, name) for name in TEXTS},
    }
    unread = document.get_deferred_fields()
    differs = any(
        getattr(document, name) != value for name, value in wanted.items() if name not in unread
    )
    if document.digest != each.digest:
        # When the content changed: publishing the same once more is no change, a renamed term is.
        document.updated_at = ledger.now if document.digest else each.last_published_at
    for name, value in wanted.items():
        setattr(document, name, value)
    return differs


def _reason(key: Key, pages: Iterable[PageRow]) -> str:
    """Why an edition that was public is not any more."""
    page = next((page for page in pages if (page.resource, page.locale) == key), None)
    if page is None:
        return Change.Reason.DELETED
    if page.live:
        orphan = Page.objects.get(pk=page.pk).cached_content_type.model_class() is None
        return Change.Reason.PLUGIN_OFF if orphan else Change.Reason.RESTRICTED
    return Change.Reason.EXPIRED if page.expired else Change.Reason.UNPUBLISHED
