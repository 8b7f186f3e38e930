"""What administrators do with webhooks, each with its entry in the log."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from integra_cms.delivery.models import WebhookMessage, WebhookSubscription
from integra_cms.delivery.webhooks.events import TEST_EVENT, payload_of_test
from integra_cms.delivery.webhooks.signatures import new_secret

if TYPE_CHECKING:
    from django.db.models import QuerySet

OVERLAP = timedelta(hours=24)
"""How long the former secret signs as well after a rotation."""


def secrets_in_use(subscription: WebhookSubscription, now: datetime) -> list[str]:
    """The secret, and the former one as long as receivers may still have only that."""
    until = subscription.previous_until
    if subscription.previous_secret and until is not None and now < until:
        return [subscription.secret, subscription.previous_secret]
    return [subscription.secret]


@transaction.atomic
def create_subscription(subscription: WebhookSubscription, *, user: Any) -> str:
    """Saves a new webhook and returns its secret, which nobody is shown again."""
    subscription.secret = new_secret()
    subscription.created_by = user
    subscription.save()
    log(instance=subscription, action="integra.webhook.create", user=user)
    return subscription.secret


@transaction.atomic
def rotate_secret(
    subscription: WebhookSubscription, *, user: Any, now: datetime | None = None
) -> str:
    """Gives a webhook a new secret and returns it; the former one signs along for a day."""
    locked = WebhookSubscription.objects.select_for_update().get(pk=subscription.pk)
    subscription.previous_secret = locked.secret
    subscription.previous_until = (now or timezone.now()) + OVERLAP
    subscription.secret = new_secret()
    subscription.save(update_fields=["secret", "previous_secret", "previous_until"])
    log(instance=subscription, action="integra.webhook.rotate", user=user)
    return subscription.secret


@transaction.atomic
def deactivate(subscription: WebhookSubscription, *, user: Any) -> None:
    """Stops a webhook. What still waits is given up, and can be sent again later."""
    subscription.active = False
    subscription.save(update_fields=["active"])
    _give_up_waiting(subscription.pk)
    log(instance=subscription, action="integra.webhook.deactivate", user=user)


@transaction.atomic
def activate(subscription: WebhookSubscription, *, user: Any) -> None:
    """Lets a webhook hear of changes from now on."""
    subscription.active, subscription.gone_at = True, None
    subscription.save(update_fields=["active", "gone_at"])
    log(instance=subscription, action="integra.webhook.activate", user=user)


@transaction.atomic
def close_gone(pk: int, url: str, *, now: datetime) -> None:
    """Stops a webhook whose receiver said it is gone, unless its address changed meanwhile."""
    found = WebhookSubscription.objects.filter(pk=pk, url=url, active=True)
    for subscription in found.select_for_update():
        subscription.active, subscription.gone_at = False, now
        subscription.save(update_fields=["active", "gone_at"])
        _give_up_waiting(pk)
        log(instance=subscription, action="integra.webhook.gone")


@transaction.atomic
def queue_test(subscription: WebhookSubscription, *, user: Any) -> WebhookMessage:
    """A message about nothing. It is tried once: somebody is waiting for the outcome."""
    now = timezone.now()
    message = WebhookMessage.objects.create(
        subscription=subscription,
        sequence=0,
        event=TEST_EVENT,
        payload=payload_of_test(now),
        next_attempt_at=now,
    )
    log(instance=subscription, action="integra.webhook.test", user=user)
    return message


@transaction.atomic
def send_again(messages: QuerySet[WebhookMessage], *, user: Any) -> int:
    """Makes given-up messages of active webhooks due again, with all their attempts.

    They keep their identifiers, so a receiver that did get one can tell.

    Returns:
        How many messages those are.
    """
    given_up = messages.filter(state=WebhookMessage.State.DEAD, subscription__active=True)
    counted = dict(given_up.order_by().values_list("subscription").annotate(messages=Count("pk")))
    given_up.order_by().update(
        state=WebhookMessage.State.PENDING, attempts=0, next_attempt_at=timezone.now(), error=""
    )
    for subscription in WebhookSubscription.objects.filter(pk__in=counted):
        log(
            instance=subscription,
            action="integra.webhook.replay",
            user=user,
            data={"messages": counted[subscription.pk]},
        )
    return sum(counted.values())


def _give_up_waiting(pk: int) -> None:
    WebhookMessage.objects.filter(subscription=pk, state=WebhookMessage.State.PENDING).update(
        state=WebhookMessage.State.DEAD,
        error=_("The webhook was switched off before the message was sent."),
    )
