"""Sends what is due: claims it, sends it outside any transaction, writes down what became of it.

Whoever claims a message moves its next attempt ahead, so nobody else takes it meanwhile, and a
sender that dies leaves it to be taken again. Messages may therefore arrive twice, never not at all.
"""

from __future__ import annotations

import logging
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPException
from secrets import SystemRandom
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import F, Q, Window
from django.db.models.functions import RowNumber
from django.utils import timezone

from integra_cms.delivery.models import WebhookMessage
from integra_cms.delivery.webhooks.addresses import AddressRefused
from integra_cms.delivery.webhooks.events import TEST_EVENT
from integra_cms.delivery.webhooks.signatures import signed_headers
from integra_cms.delivery.webhooks.subscriptions import close_gone, secrets_in_use
from integra_cms.delivery.webhooks.transport import Answer, Transport

if TYPE_CHECKING:
    from collections.abc import Collection

logger = logging.getLogger(__name__)

DELAYS = (
    timedelta(seconds=5),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
"""How long to wait after each failed attempt; after the last, a message is given up."""

JITTER = 0.2
"""At most this part of a delay is added, so that what failed together does not return together."""

LEASE = timedelta(minutes=5)
"""When a claimed message nobody reported on is taken for lost. Longer than any attempt can last."""

AT_ONCE = 8
GONE = 410
LONGEST_WAIT = DELAYS[-1]
USER_AGENT = "INTEGRA-CMS-Webhooks/1"


@dataclass(frozen=True)
class Sent:
    """What became of the messages that were due."""

    delivered: int = 0
    retried: int = 0
    dead: int = 0


@dataclass(frozen=True)
class Claim:
    """A message that is ours to send, with all it takes: sending asks the database nothing."""

    pk: int
    attempt: int
    subscription: int
    event: str
    url: str
    body: bytes
    headers: dict[str, str]


@dataclass(frozen=True)
class Outcome:
    """What came of one attempt; no answer means no status."""

    answer: Answer | None = None
    error: str = ""

    @property
    def delivered(self) -> bool:
        return self.answer is not None and 200 <= self.answer.status < 300


def send_due(
    limit: int, *, now: datetime | None = None, transport: Transport | None = None
) -> Sent:
    """Sends at most ``limit`` messages that are due, some at a time.

    Webhooks take turns, and one whose receiver fails is left alone for the rest of the call, so
    that a dead receiver does not hold up the others. Must not be called inside a transaction.

    Args:
        limit: The most messages to send.
        now: The time it is; the real time when None.
        transport: How they get out.
    """
    counted: Counter[str] = Counter()
    failing: set[int] = set()
    with ThreadPoolExecutor(AT_ONCE) as pool:
        while (left := limit - counted.total()) > 0:
            moment = now or timezone.now()
            claims = _claim_due(min(left, AT_ONCE), moment, failing)
            if not claims:
                break
            outcomes = pool.map(lambda claim: _attempt(claim, transport or Transport()), claims)
            for claim, outcome in zip(claims, outcomes, strict=True):
                counted[_write_down(claim, outcome, now or timezone.now())] += 1
                if not outcome.delivered:
                    failing.add(claim.subscription)
    return Sent(**counted)


def send_now(
    message: WebhookMessage, *, now: datetime | None = None, transport: Transport | None = None
) -> None:
    """Sends one message that is waiting, if nobody else is at it; it knows the outcome then."""
    for claim in _claim([message.pk], now or timezone.now()):
        outcome = _attempt(claim, transport or Transport())
        _write_down(claim, outcome, now or timezone.now())
    message.refresh_from_db()


def _due(now: datetime) -> Q:
    return Q(
        state=WebhookMessage.State.PENDING, next_attempt_at__lte=now, subscription__active=True
    )


def _claim_due(count: int, now: datetime, failing: Collection[int]) -> list[Claim]:
    turn = Window(
        RowNumber(),
        partition_by=F("subscription"),
        order_by=[F("next_attempt_at").asc(), F("pk").asc()],
    )
    waiting = WebhookMessage.objects.filter(_due(now)).exclude(subscription__in=failing)
    ranked = waiting.annotate(turn=turn).order_by("turn", "next_attempt_at", "pk")
    return _claim(list(ranked.values_list("pk", flat=True)[:count]), now)


def _claim(pks: Collection[int], now: datetime) -> list[Claim]:
    """Those of the messages that are still due and that nobody else is claiming."""
    if not pks:
        return []
    messages = WebhookMessage.objects.filter(_due(now), pk__in=pks).select_related("subscription")
    with transaction.atomic():
        if connection.features.has_select_for_update_skip_locked:
            messages = messages.select_for_update(skip_locked=True, of=("self",))
        claims = [_claim_of(message, now) for message in messages.order_by("pk")]
        WebhookMessage.objects.filter(pk__in=[claim.pk for claim in claims]).update(
            attempts=F("attempts") + 1, next_attempt_at=now + LEASE
        )
    return claims


def _claim_of(message: WebhookMessage, now: datetime) -> Claim:
    body = message.payload.encode()
    headers = signed_headers(
        secrets_in_use(message.subscription, now),
        str(message.message_id),
        int(now.timestamp()),
        body,
    )
    return Claim(
        pk=message.pk,
        attempt=message.attempts + 1,
        subscription=message.subscription_id,
        event=message.event,
        url=message.subscription.url,
        body=body,
        headers={"Content-Type": "application/json", "User-Agent": USER_AGENT, **headers},
    )


def _attempt(claim: Claim, transport: Transport) -> Outcome:
    try:
        answer = transport.post(claim.url, claim.body, claim.headers)
    except AddressRefused as error:
        return Outcome(error=str(error))
    except (OSError, HTTPException) as error:
        return Outcome(error=f"{type(error).__name__}: {error}")
    except Exception as error:  # what is wrong with one message must not keep the others
        logger.exception("A webhook message could not be sent", extra={"webhook_message": claim.pk})
        return Outcome(error=type(error).__name__)
    return Outcome(answer, "" if 200 <= answer.status < 300 else f"HTTP {answer.status}")


def _write_down(claim: Claim, outcome: Outcome, now: datetime) -> str:
    """Keeps what came of an attempt, unless somebody claimed the message again meanwhile.

    Returns:
        The field of :class:`Sent` that counts it.
    """
    state, result = _state_after(claim, outcome)
    printable = "".join(sign if sign.isprintable() else " " for sign in outcome.error)
    values: dict[str, Any] = {
        "state": state,
        "status_code": outcome.answer.status if outcome.answer else None,
        "error": printable[:500],
    }
    if state == WebhookMessage.State.PENDING:
        values["next_attempt_at"] = now + _wait(claim, outcome)
    ours = WebhookMessage.objects.filter(pk=claim.pk, attempts=claim.attempt)
    if not outcome.delivered:
        ours = ours.filter(state=WebhookMessage.State.PENDING)
    ours.update(**values)
    if outcome.answer and outcome.answer.status == GONE:
        close_gone(claim.subscription, claim.url, now=now)
    return result


def _state_after(claim: Claim, outcome: Outcome) -> tuple[WebhookMessage.State, str]:
    if outcome.delivered:
        return WebhookMessage.State.DELIVERED, "delivered"
    is_gone = outcome.answer is not None and outcome.answer.status == GONE
    if is_gone or claim.event == TEST_EVENT or claim.attempt > len(DELAYS):
        return WebhookMessage.State.DEAD, "dead"
    return WebhookMessage.State.PENDING, "retried"


def _wait(claim: Claim, outcome: Outcome) -> timedelta:
    delay = DELAYS[claim.attempt - 1] * (1 + SystemRandom().uniform(0, JITTER))
    asked = timedelta(seconds=outcome.answer.retry_after if outcome.answer else 0)
    return max(delay, min(asked, LONGEST_WAIT))
