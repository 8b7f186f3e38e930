"""Revisions: the first ones of many pages at once, and the content that the latest one has."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Page, Revision
from wagtail.signals import page_published, published

LOG_ACTION = "integra.pack.load"
STATE = ["latest_revision", "latest_revision_created_at", "live_revision"]


def shown(page: Page) -> Page:
    """The content that counts: what readers see, else what editors saw last.

    The row of a page that is not live keeps what it was created or last published with.
    """
    content: Page = page if page.live else page.get_latest_revision_as_object()
    return content


def live_since(*, live: bool) -> dict[str, Any]:
    """What a page that is created says about being published."""
    now = timezone.now() if live else None
    return {
        "live": live,
        "has_unpublished_changes": not live,
        "first_published_at": now,
        "last_published_at": now,
    }


def first_revisions(pages: Sequence[Page], user: Any) -> None:
    """Gives each page a revision with its present content; of live pages it is the live one."""
    now = timezone.now()
    base = ContentType.objects.get_for_model(Page)
    revisions = Revision.objects.bulk_create(
        [
            Revision(
                content_type=page.cached_content_type,
                base_content_type=base,
                object_id=str(page.pk),
                created_at=now,
                user=user,
                object_str=str(page),
                content=page.serializable_data(),
            )
            for page in pages
        ]
    )
    for page, revision in zip(pages, revisions, strict=True):
        page.latest_revision, page.latest_revision_created_at = revision, now
        page.live_revision = revision if page.live else None
    Page.objects.bulk_update(pages, STATE)
    for page, revision in zip(pages, revisions, strict=True):
        log(instance=page, action=LOG_ACTION, user=user, revision=revision, content_changed=True)
        if page.live:
            page_published.send(sender=type(page), instance=page, revision=revision)
            published.send(sender=type(page), instance=page, revision=revision)
