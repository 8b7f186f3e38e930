"""Tells caches before us what to forget: by surrogate key, and page by page through Wagtail.

The drainer notes what is to be purged with the changes themselves; the worker sends it. So an
editor never waits for a cache, and a cache that is down is told later. Changes of the last hour
are kept for it: by then what it holds is too old to be shown anyway. Files may be shown for a year,
so those that are no longer public are kept for it until it takes them.
"""

from __future__ import annotations

import http.client
import logging
import socket
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from django.conf import settings
from django.utils import timezone
from wagtail.contrib.frontend_cache.tasks import purge_urls_from_cache_task
from wagtail.models import Site

from integra_cms.conf import integra_settings
from integra_cms.delivery.models import Change, Document, Purge

DEFAULT_HEADER = "Surrogate-Key"
KEYS_IN_ONE_REQUEST = 100
"""As a header of at most some 5 kB: caches refuse longer ones."""

MOST_AT_ONCE = 2000
TIME_LIMIT = 5.0
"""Seconds to wait for a cache."""

KEPT_FOR = timedelta(hours=1)

OF_MEDIA = "m-"
"""What surrogate keys of files begin with."""

logger = logging.getLogger(__name__)


def keys_of(changes: Iterable[Change]) -> set[str]:
    """The surrogate keys of all answers that changes make out of date."""
    keys: set[str] = set()
    for change in changes:
        keys.add("feed")
        if change.entity == Change.Entity.EDITION:
            keys |= {f"r-{change.key}", "list"}
        elif change.entity == Change.Entity.MEDIA:
            keys.add(f"{OF_MEDIA}{change.key}")
        else:
            keys.add(f"register-{change.key}")
    return keys


def purge_changes(changes: Sequence[Change], paths: Collection[str] = ()) -> None:
    """Notes what changes make out of date; call it in the transaction that writes them.

    Args:
        changes: Entries of the feed.
        paths: Of pages that changed and no document tells of: where something was before.
    """
    keys = keys_of(changes) if integra_settings.PURGE_BY_KEY else set()
    purge(keys, {*paths, *_page_paths(changes)} if _purges_pages() else ())


def purge(keys: Collection[str], paths: Collection[str]) -> None:
    """Notes what caches have to forget; ``send_purges`` tells them."""
    rows = [Purge(by=Purge.By.KEY, value=key) for key in sorted(keys)]
    rows += [Purge(by=Purge.By.PATH, value=path) for path in sorted(paths)]
    Purge.objects.bulk_create(rows, batch_size=500)


def send_purges() -> int:
    """Tells caches what was noted; how much they took. What they did not take is kept.

    The worker calls it. No failure of a cache gets out of here: it is logged.
    """
    aged = Purge.objects.filter(made_at__lt=timezone.now() - KEPT_FOR)
    aged.exclude(by=Purge.By.KEY, value__startswith=OF_MEDIA).delete()
    waiting = list(Purge.objects.order_by("pk")[:MOST_AT_ONCE])
    taken = 0
    for by, send in ((Purge.By.KEY, _send_keys), (Purge.By.PATH, _send_paths)):
        rows = [row for row in waiting if row.by == by]
        if rows and send(sorted({row.value for row in rows})):
            taken += len(rows)
            Purge.objects.filter(pk__in=[row.pk for row in rows]).delete()
    return taken


def _purges_pages() -> bool:
    """Whether Wagtail knows a cache. One that is set up wrongly is the worker's business."""
    names = ("WAGTAILFRONTENDCACHE", "WAGTAILFRONTENDCACHE_LOCATION")
    return any(getattr(settings, name, None) for name in names)


def _page_paths(changes: Iterable[Change]) -> set[str]:
    """Where the pages stand whose resources changed: each shows which editions there are."""
    resources = {change.key for change in changes if change.entity == Change.Entity.EDITION}
    if not resources:
        return set()
    return set(Document.objects.filter(resource__in=resources).values_list("path", flat=True))


def _send_keys(keys: Sequence[str]) -> bool:
    cache: Mapping[str, Any] | None = integra_settings.PURGE_BY_KEY
    if not cache:
        return True
    try:
        for some in _batches(keys):
            _send(cache, " ".join(some))
    except (OSError, ValueError, http.client.HTTPException) as error:
        logger.warning("The cache at %r does not purge keys: %s", cache.get("url"), error)
        return False
    return True


def _batches(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(keys), KEYS_IN_ONE_REQUEST):
        yield keys[start : start + KEYS_IN_ONE_REQUEST]


def _send(cache: Mapping[str, Any], keys: str) -> None:
    url = str(cache.get("url"))
    if urlsplit(url).scheme not in {"http", "https"}:
        raise ValueError('INTEGRA["PURGE_BY_KEY"]["url"] must begin with http:// or https://.')
    headers = {cache.get("header", DEFAULT_HEADER): keys}
    if token := cache.get("token"):
        headers["Authorization"] = f"Bearer {token}"
    request = Request(url, headers=headers, method="PURGE")  # noqa: S310 - looked at above
    try:
        urlopen(request, timeout=TIME_LIMIT).close()  # noqa: S310 - looked at above
    except HTTPError as refusal:
        refusal.close()
        raise


def _send_paths(paths: Sequence[str]) -> bool:
    """Calls Wagtail's task as a function: this is the worker already."""
    roots = [site.root_url for site in Site.objects.all()]
    urls = [f"{root}{path}" for root in roots for path in paths]
    try:
        with _time_limit():
            purge_urls_from_cache_task.call(urls)
    except Exception:
        # Backends raise what the libraries of their services raise.
        logger.exception("The front-end cache does not purge %s addresses.", len(urls))
        return False
    return True


@contextmanager
def _time_limit() -> Iterator[None]:
    """Wagtail's backends wait for as long as it takes, unless the process has a limit."""
    before = socket.getdefaulttimeout()
    socket.setdefaulttimeout(TIME_LIMIT)
    try:
        yield
    finally:
        socket.setdefaulttimeout(before)
