"""What webhooks tell: the names of events, which are for ever, and the messages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from django.utils.translation import gettext_lazy as _

from integra_cms.delivery.canonical import canonical, timestamp
from integra_cms.delivery.models import Change

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.utils.functional import _StrPromise

    from integra_cms.delivery.models import WebhookSubscription

EVENTS: Mapping[str, _StrPromise] = {
    "edition.put": _("An edition went online or changed"),
    "edition.removed": _("An edition went offline"),
    "media.put": _("A file became public or changed"),
    "media.removed": _("A file is no longer public"),
    "register.put": _("A register changed: vocabularies, cities, project, menus or redirects"),
    "register.removed": _("A register is gone"),
}

TEST_EVENT = "webhook.test"
"""Sent by hand from the admin, whatever the webhook is limited to."""

_SUFFIXES = {Change.Action.PUT: "put", Change.Action.REMOVE: "removed"}
_KEY_NAMES = {
    Change.Entity.EDITION: "resource",
    Change.Entity.MEDIA: "media",
    Change.Entity.REGISTER: "register",
}


def event_of(change: Change) -> str:
    """The name of the event that a change in the feed is."""
    return f"{change.entity}.{_SUFFIXES[Change.Action(change.action)]}"


def wants(subscription: WebhookSubscription, change: Change) -> bool:
    """Whether a webhook is to hear of a change.

    Kinds narrow editions only. Locales narrow what has one: files and redirects have none.
    """
    if subscription.events and event_of(change) not in subscription.events:
        return False
    narrowed = subscription.kinds and change.entity == Change.Entity.EDITION
    if narrowed and change.kind not in subscription.kinds:
        return False
    return not subscription.locales or not change.locale or change.locale in subscription.locales


def address_of(change: Change) -> str:
    """Where the API answers with what changed, relative to the root of the API."""
    key, locale = quote(change.key, safe=""), quote(change.locale, safe="")
    if change.entity == Change.Entity.EDITION:
        return f"resources/{key}?locale={locale}&fallback=none"
    if change.entity == Change.Entity.MEDIA:
        return f"media/{key}"
    return f"{key}?locale={locale}" if locale else key


def payload_of(change: Change) -> str:
    """The message about a change. It says what changed and where to read it, not the content."""
    data = {
        _KEY_NAMES[Change.Entity(change.entity)]: change.key,
        "sequence": change.sequence,
        "locale": change.locale or None,
        "kind": change.kind or None,
        "action": change.action,
        "reason": change.reason or None,
        "digest": change.digest or None,
        "url": address_of(change),
    }
    return _message(event_of(change), change.at, data)


def payload_of_test(moment: datetime) -> str:
    """A message about nothing, to see whether one arrives."""
    return _message(TEST_EVENT, moment, {})


def _message(event: str, moment: datetime, data: dict[str, Any]) -> str:
    return canonical({"type": event, "timestamp": timestamp(moment), "data": data})
