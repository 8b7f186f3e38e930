"""What is still to be told, written with the change itself."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from integra_cms.delivery.models import WebhookMessage, WebhookSubscription
from integra_cms.delivery.webhooks.events import event_of, payload_of, wants

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from integra_cms.delivery.models import Change

BATCH = 2_000

KEPT = {
    WebhookMessage.State.DELIVERED: timedelta(days=30),
    WebhookMessage.State.DEAD: timedelta(days=90),
}
"""How long messages are kept after the last attempt, for whoever looks for a fault. Those that
were given up can be sent again till then."""


def write_outbox(changes: Sequence[Change]) -> int:
    """One message for each change and each active webhook that wants it.

    The caller's transaction holds the changes as well, so neither is there without the other.

    Returns:
        How many messages were written.
    """
    if not changes:
        return 0
    subscriptions = list(WebhookSubscription.objects.filter(active=True))
    if not subscriptions:
        return 0
    now = timezone.now()
    messages = []
    for change in changes:
        event, payload = event_of(change), payload_of(change)
        messages += [
            WebhookMessage(
                subscription=subscription,
                sequence=change.sequence,
                event=event,
                payload=payload,
                next_attempt_at=now,
            )
            for subscription in subscriptions
            if wants(subscription, change)
        ]
    WebhookMessage.objects.bulk_create(messages, batch_size=BATCH)
    return len(messages)


def forget_old_messages(now: datetime) -> int:
    """Removes messages that are over and that nobody looks for any more; returns how many.

    Sending a message moves its next attempt ahead for the last time, so that says when it was
    tried last; of one that was given up unsent it says when it would have been.
    """
    return sum(_forget(state, now - kept) for state, kept in KEPT.items())


def _forget(state: str, before: datetime) -> int:
    old = WebhookMessage.objects.filter(state=state, next_attempt_at__lt=before).order_by()
    removed = 0
    while True:
        with transaction.atomic():  # what is sent again meanwhile must not be lost
            pks = list(old.select_for_update().values_list("pk", flat=True)[:BATCH])
            WebhookMessage.objects.filter(pk__in=pks).delete()
        removed += len(pks)
        if len(pks) < BATCH:
            return removed
