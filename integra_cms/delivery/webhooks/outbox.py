"""What is still to be told, written with the change itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from integra_cms.delivery.models import WebhookMessage, WebhookSubscription
from integra_cms.delivery.webhooks.events import event_of, payload_of, wants

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from integra_cms.delivery.models import Change

BATCH = 2_000


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


def forget_delivered(before: datetime) -> int:
    """Removes delivered messages that were made before a moment; returns how many."""
    delivered = WebhookMessage.objects.filter(
        state=WebhookMessage.State.DELIVERED, made_at__lt=before
    )
    return delivered.delete()[0]
