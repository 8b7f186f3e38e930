"""Drafts for an outside front end: whoever has a signed link sees one of them, for a short time."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.core import signing
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from integra_cms.conf import integra_settings
from integra_cms.delivery.canonical import canonical
from integra_cms.delivery.labels import EditionState, compose_label, editions_of
from integra_cms.delivery.media.publishing import describe
from integra_cms.delivery.media.serving import StoredFile, stored_original
from integra_cms.delivery.models import Document, PreviewGrant
from integra_cms.delivery.rendering import render_draft
from integra_cms.exceptions import IntegraError
from integra_cms.pages.editions import Edition, Freshness, Origin

if TYPE_CHECKING:
    from datetime import datetime

    from wagtail.models import Page

SALT = "integra_cms.delivery.preview"


class PreviewGone(IntegraError):
    """A link that opens nothing: expired, revoked or not ours; nobody is told which."""

    code = "preview_gone"

    def __init__(self) -> None:
        super().__init__(
            _("This preview link is not valid (any more). Open the preview again in the editor.")
        )


@dataclass(frozen=True, slots=True)
class Preview:
    """A draft as whoever has the link may see it.

    Attributes:
        body: JSON: label and document. Files have addresses that this link opens.
        media: The files it names, with their checksums.
    """

    body: bytes
    media: Mapping[UUID, str]


@transaction.atomic
def open_preview(page: Page, *, user: Any, lifetime: timedelta | None = None) -> str:
    """A link to a page as it is in memory, stored or not: the token that stands in its address.

    Whoever opens the same page again before their link has ended goes on with that link: the panel
    in the editor does so at every pause in typing. It then shows the newer draft.

    Args:
        page: The draft.
        user: Whoever wants to show it.
        lifetime: How long; ``INTEGRA["PREVIEW_MINUTES"]`` unless said.

    Raises:
        PermissionDenied: They may not edit it.
    """
    if not _may_show(page, user):
        raise PermissionDenied
    now = timezone.now()
    expires_at = now + (lifetime or timedelta(minutes=integra_settings.PREVIEW_MINUTES))
    grant = _open_grant(page, user, now)
    is_new = grant is None
    if grant is None:
        grant = PreviewGrant(
            page=page if page.pk else None,
            resource=page.translation_key,
            locale=page.locale.language_code,
            created_by=user,
        )
    grant.title, grant.expires_at = page.title, expires_at
    grant.body = f'{{"label":{_label(page, now)},"document":{render_draft(page)}}}'
    grant.save()
    if is_new:
        log(instance=grant, action="integra.preview.create", user=user, title=page.title)
    return signing.dumps([grant.pk.hex, int(expires_at.timestamp())], salt=SALT)


def read_preview(token: str) -> Preview:
    """The draft that a link opens.

    Raises:
        PreviewGone: It opens nothing.
    """
    document = json.loads(_granted(token).body)
    media = document["document"]["media"]
    addresses = {each["file"]: f"preview/{token}/media/{uuid}" for uuid, each in media.items()}
    files = {UUID(uuid): each["sha256"] for uuid, each in media.items()}
    body = canonical(document)
    # Also where rich text leads to them. An address holds the checksum of the file, so nothing
    # else that is written in a document looks like it.
    for public, granted in addresses.items():
        body = body.replace(public, granted)
    return Preview(body.encode(), files)


def find_preview_file(token: str, uuid: UUID) -> StoredFile | None:
    """A file that the draft shows or leads to, also one that nothing public shows yet.

    None where the draft names no such file, or the file has changed since, is gone, or is in a
    collection that not everybody may see.

    Raises:
        PreviewGone: The link opens nothing.
    """
    named = read_preview(token).media
    if uuid not in named:
        return None
    content = describe([uuid]).get(uuid)
    if content is None or content.sha256 != named[uuid]:
        return None
    return stored_original(content.type, content.filename, content.body)


def _may_show(page: Page, user: Any) -> bool:
    """Whoever may edit a page may show it; a page that is not stored, whoever may add it."""
    if page.pk:
        return bool(page.permissions_for_user(user).can_edit())
    return bool(page.get_parent().specific.permissions_for_user(user).can_add_subpage())


def _open_grant(page: Page, user: Any, now: datetime) -> PreviewGrant | None:
    if not page.pk:
        return None
    return PreviewGrant.objects.filter(
        page=page,
        locale=page.locale.language_code,
        created_by=user,
        revoked_at=None,
        expires_at__gt=now,
    ).first()


def _granted(token: str) -> PreviewGrant:
    try:
        key, end = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        raise PreviewGone from None
    now = timezone.now()
    found = PreviewGrant.objects.filter(
        pk=UUID(hex=key), revoked_at=None, expires_at__gt=now, created_by__is_active=True
    ).first()
    if found is None or now.timestamp() >= end:
        raise PreviewGone
    return found


def _label(page: Page, now: datetime) -> str:
    """As the label of any edition, and that it is a draft."""
    locale = page.locale.language_code
    record = Edition.objects.filter(page_id=page.pk).first() if page.pk else None
    own = EditionState(
        locale=locale,
        origin=str(record.origin if record else Origin.SOURCE),
        freshness=str(record.freshness if record else Freshness.CURRENT),
        updated_at=now,
    )
    public = Document.objects.filter(resource=page.translation_key).values_list(
        "locale", "origin", "freshness", "updated_at"
    )
    states = {row[0]: EditionState(*row) for row in public} | {locale: own}
    label = compose_label(asked=locale, served=own, editions=editions_of(list(states.values())))
    return canonical({**json.loads(label), "draft": True})
