"""Making, finding and taking back delivery keys and preview links."""

from __future__ import annotations

import hashlib
import re
import secrets
from typing import TYPE_CHECKING, Any

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from integra_cms.delivery.models import DeliveryKey

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from integra_cms.delivery.models import PreviewGrant, Scope

CACHED_SECONDS = 30
"""How long a key that was taken back may go on working in other processes without Redis."""

_FORM = re.compile(r"ik_[0-9a-f]{8}_[A-Za-z0-9_-]{43}")


@transaction.atomic
def issue_key(
    name: str, *, scopes: Iterable[Scope], rate: int, expires_at: datetime | None, user: Any
) -> tuple[DeliveryKey, str]:
    """A new key: its row, and the text that is shown once and kept nowhere."""
    prefix = secrets.token_hex(4)
    text = f"ik_{prefix}_{secrets.token_urlsafe(32)}"
    key = DeliveryKey.objects.create(
        name=name,
        prefix=f"ik_{prefix}",
        digest=_digest(text),
        scopes=sorted(scopes),
        rate=rate,
        expires_at=expires_at,
        created_by=user,
    )
    log(instance=key, action="integra.key.create", user=user)
    return key, text


def find_key(text: str) -> DeliveryKey | None:
    """The key that somebody presents; None where there is none, or no longer.

    Looked up by digest: how long that takes says nothing about any key. What was found is
    remembered for a while, what was not is not, so a new key works at once.
    """
    if not _FORM.fullmatch(text):
        return None
    digest = _digest(text)
    key: DeliveryKey | None = cache.get(_cache_name(digest))
    if key is None:
        key = DeliveryKey.objects.filter(digest=digest).first()
        if key is not None:
            cache.set(_cache_name(digest), key, CACHED_SECONDS)
    return key if key is not None and key.is_valid_at(timezone.now()) else None


@transaction.atomic
def revoke_key(key: DeliveryKey, *, user: Any) -> None:
    """Takes a key back, for good."""
    key.revoked_at = timezone.now()
    key.save(update_fields=["revoked_at"])
    forget_key(key)
    log(instance=key, action="integra.key.revoke", user=user)


def forget_key(key: DeliveryKey) -> None:
    """Makes what changed about a key count at once, as soon as it is committed."""
    transaction.on_commit(lambda: cache.delete(_cache_name(key.digest)))


@transaction.atomic
def revoke_grant(grant: PreviewGrant, *, user: Any) -> None:
    """Ends a preview link before its time."""
    grant.revoked_at = timezone.now()
    grant.save(update_fields=["revoked_at"])
    log(instance=grant, action="integra.preview.revoke", user=user)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _cache_name(digest: str) -> str:
    return f"integra:delivery-key:{digest}"
