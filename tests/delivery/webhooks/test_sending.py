"""What is due is sent once, tried again for days, and never lost."""

from __future__ import annotations

from datetime import timedelta
from http.client import HTTPException

import pytest
from django.utils import timezone
from wagtail.models import ModelLogEntry

from integra_cms.delivery.models import WebhookMessage, WebhookSubscription
from integra_cms.delivery.webhooks.sending import (
    DELAYS,
    JITTER,
    LEASE,
    Sent,
    send_due,
    send_now,
)
from integra_cms.delivery.webhooks.signatures import new_secret, sign
from integra_cms.delivery.webhooks.subscriptions import deactivate, queue_test, rotate_secret
from integra_cms.delivery.webhooks.transport import Answer, Transport
from tests.delivery.webhooks.conftest import NOW, subscription, waiting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("private_allowed")]

DEAD_END = "http://127.0.0.1:9/"  # the port of "discard", where nobody listens


class Wire(Transport):
    """Stands for the network: answers, fails or does something in the middle of sending."""

    def __init__(self, during):
        super().__init__()
        object.__setattr__(self, "during", during)

    def post(self, url, body, headers):
        return self.during(url, body, headers)


def answering(status: int, retry_after: int = 0) -> Wire:
    return Wire(lambda *_: Answer(status, retry_after))


def test_a_message_arrives_signed(receiver):
    webhook = subscription(receiver.url)
    (message,) = waiting(webhook)

    sent = send_due(10, now=NOW)

    (request,) = receiver.requests
    message.refresh_from_db()
    moment = int(NOW.timestamp())
    assert sent == Sent(delivered=1)
    assert (message.state, message.status_code, message.attempts) == ("delivered", 200, 1)
    assert request.path == "/hook"
    assert request.body == message.payload.encode()
    assert request.headers["content-type"] == "application/json"
    assert request.headers["webhook-id"] == str(message.message_id)
    assert request.headers["webhook-timestamp"] == str(moment)
    assert request.headers["webhook-signature"] == sign(
        webhook.secret, str(message.message_id), moment, request.body
    )


def test_a_rotated_secret_signs_along_for_a_day(receiver, admin_user):
    webhook = subscription(receiver.url)
    former = webhook.secret
    current = rotate_secret(webhook, user=admin_user, now=NOW)
    waiting(webhook, 2)

    send_due(1, now=NOW + timedelta(hours=23, minutes=59))
    send_due(1, now=NOW + timedelta(hours=24))

    during, after = [request.headers for request in receiver.requests]
    body = receiver.requests[0].body
    signed = (during["webhook-id"], int(during["webhook-timestamp"]), body)
    assert during["webhook-signature"].split(" ") == [
        sign(current, *signed),
        sign(former, *signed),
    ]
    assert len(after["webhook-signature"].split(" ")) == 1


def test_what_is_not_due_or_switched_off_is_left_alone(receiver):
    waiting(subscription(receiver.url), next_attempt_at=NOW + timedelta(seconds=1))
    waiting(subscription(receiver.url), state="dead")
    switched_off = subscription(receiver.url)
    waiting(switched_off)
    WebhookSubscription.objects.filter(pk=switched_off.pk).update(active=False)

    sent = send_due(10, now=NOW)

    assert sent == Sent()
    assert receiver.requests == []


@pytest.mark.parametrize("limit", [1, 3, 9, 20])
def test_no_more_than_the_limit_is_sent(receiver, limit):
    waiting(subscription(receiver.url), 20)

    sent = send_due(limit, now=NOW)

    assert sent == Sent(delivered=limit)
    assert len(receiver.requests) == limit


@pytest.mark.parametrize("status", [301, 400, 404, 429, 500, 502])
def test_any_answer_but_success_is_a_failure(receiver, status):
    receiver.status = status
    receiver.answer_headers = {"Location": receiver.url + "/elsewhere"}
    (message,) = waiting(subscription(receiver.url))

    sent = send_due(10, now=NOW)

    message.refresh_from_db()
    assert sent == Sent(retried=1)
    assert (message.state, message.status_code, message.error) == (
        "pending",
        status,
        f"HTTP {status}",
    )
    assert [request.path for request in receiver.requests] == ["/hook"]


@pytest.mark.parametrize("status", [201, 202, 204, 299])
def test_any_success_is_success(receiver, status):
    receiver.status = status
    waiting(subscription(receiver.url))

    assert send_due(10, now=NOW) == Sent(delivered=1)


def test_a_message_is_tried_for_three_days_and_then_given_up():
    (message,) = waiting(subscription())
    now, waits = NOW, []

    while message.state == "pending":
        send_due(1, now=now, transport=answering(500))
        message.refresh_from_db()
        waits.append(message.next_attempt_at - now)
        now = message.next_attempt_at

    assert message.state == "dead"
    assert message.attempts == len(waits) == len(DELAYS) + 1
    for wait, delay in zip(waits, DELAYS, strict=False):
        assert delay <= wait <= delay * (1 + JITTER)
    assert sum(DELAYS, timedelta()) == timedelta(hours=75, minutes=35, seconds=5)


def test_messages_that_failed_together_are_not_tried_again_together():
    messages = waiting(subscription(), 8)

    send_due(8, now=NOW, transport=answering(503))

    tried_next = WebhookMessage.objects.values_list("next_attempt_at", flat=True)
    assert len(set(tried_next)) == len(messages)


@pytest.mark.parametrize(
    ("asked", "waited"), [(600, 600), (1, 5), (10**8, timedelta(hours=24).total_seconds())]
)
def test_a_receiver_may_ask_for_time(receiver, asked, waited):
    receiver.status, receiver.answer_headers = 503, {"Retry-After": str(asked)}
    (message,) = waiting(subscription(receiver.url))

    send_due(1, now=NOW)

    message.refresh_from_db()
    wait = (message.next_attempt_at - NOW).total_seconds()
    assert waited <= wait <= max(waited, 5 * (1 + JITTER))


def test_a_receiver_that_is_gone_is_not_told_any_more(receiver):
    receiver.status = 410
    webhook = subscription(receiver.url)
    messages = waiting(webhook, 3)

    sent = send_due(1, now=NOW)

    webhook.refresh_from_db()
    assert sent == Sent(dead=1)
    assert (webhook.active, webhook.gone_at) == (False, NOW)
    assert set(WebhookMessage.objects.values_list("state", flat=True)) == {"dead"}
    assert len(messages) == 3
    assert ModelLogEntry.objects.get().action == "integra.webhook.gone"
    assert send_due(10, now=NOW) == Sent()


def test_an_address_that_was_changed_meanwhile_is_not_gone():
    webhook = subscription()
    waiting(webhook)

    def moved_while_sending(*_):
        WebhookSubscription.objects.update(url="https://new.example.org/")
        return Answer(410)

    (message,) = webhook.messages.all()
    send_now(message, now=NOW, transport=Wire(moved_while_sending))

    webhook.refresh_from_db()
    assert (webhook.active, webhook.gone_at) == (True, None)


@pytest.mark.parametrize(
    ("error", "kept"),
    [
        (TimeoutError("timed out"), "TimeoutError: timed out"),
        (HTTPException("odd\x00\nanswer"), "HTTPException: odd  answer"),
        (OSError("x" * 900), ("OSError: " + "x" * 900)[:500]),
    ],
)
def test_what_went_wrong_is_kept_for_people(error, kept):
    (message,) = waiting(subscription())

    def fail(*_):
        raise error

    sent = send_due(1, now=NOW, transport=Wire(fail))

    message.refresh_from_db()
    assert sent == Sent(retried=1)
    assert (message.status_code, message.error) == (None, kept)


def test_a_fault_of_ours_with_one_message_does_not_keep_the_others(caplog):
    bad, good = subscription("https://bad.example.org/"), subscription("https://good.example.org/")
    waiting(bad), waiting(good)

    def fail_for_one(url, *_):
        if "bad" in url:
            raise RuntimeError("a mistake")
        return Answer(200)

    sent = send_due(10, now=NOW, transport=Wire(fail_for_one))

    assert sent == Sent(delivered=1, retried=1)
    assert "could not be sent" in caplog.text


def test_a_receiver_that_fails_is_left_alone_for_the_rest_of_the_call(receiver):
    dead, alive = subscription(DEAD_END), subscription(receiver.url)
    waiting(dead, 30), waiting(alive, 30)

    sent = send_due(1000, now=NOW)

    assert sent.delivered == 30
    assert sent.retried < 10


def test_webhooks_take_turns():
    first, second = subscription("https://a.example.org/"), subscription("https://b.example.org/")
    waiting(first, 20), waiting(second, 2)

    send_due(8, now=NOW, transport=answering(200))

    delivered = WebhookMessage.objects.filter(state="delivered")
    assert delivered.filter(subscription=second).count() == 2
    assert delivered.filter(subscription=first).count() == 6


def test_a_private_address_is_refused_when_sending_too(settings, receiver):
    settings.INTEGRA = {**settings.INTEGRA, "WEBHOOKS_ALLOW_PRIVATE": False}
    (message,) = waiting(subscription(receiver.url.replace("http:", "https:")))

    sent = send_due(1, now=NOW)

    message.refresh_from_db()
    assert sent == Sent(retried=1)
    assert "not a public address" in message.error
    assert receiver.requests == []


def test_a_message_whose_sender_died_is_taken_again_when_its_time_is_up(receiver):
    (message,) = waiting(subscription(receiver.url))

    class Killed(BaseException):
        """Nobody catches it, as nobody catches a signal."""

    def die(*_):
        raise Killed

    with pytest.raises(Killed):
        send_due(1, now=NOW, transport=Wire(die))

    early = send_due(1, now=NOW + LEASE - timedelta(seconds=1))
    late = send_due(1, now=NOW + LEASE)
    message.refresh_from_db()
    assert (early, late) == (Sent(), Sent(delivered=1))
    assert (message.state, message.attempts) == ("delivered", 2)


def test_a_sender_thought_dead_does_not_overwrite_what_the_next_one_found():
    (message,) = waiting(subscription())

    def overtaken(*_):
        send_due(1, now=NOW + LEASE, transport=answering(200))
        return Answer(500)

    send_now(message, now=NOW, transport=Wire(overtaken))

    message.refresh_from_db()
    assert (message.state, message.attempts, message.status_code) == ("delivered", 2, 200)


def test_a_message_delivered_while_its_webhook_was_switched_off_counts_as_delivered(admin_user):
    webhook = subscription()
    (message,) = waiting(webhook)

    def switched_off_while_sending(*_):
        deactivate(webhook, user=admin_user)
        return Answer(200)

    send_now(message, now=NOW, transport=Wire(switched_off_while_sending))

    message.refresh_from_db()
    assert message.state == "delivered"


def test_a_test_message_is_tried_once(admin_user):
    message = queue_test(subscription(), user=admin_user)

    send_now(message, transport=answering(500))

    assert (message.event, message.state, message.status_code) == ("webhook.test", "dead", 500)


def test_a_message_can_be_sent_at_once_but_not_twice(receiver, admin_user):
    message = queue_test(subscription(receiver.url), user=admin_user)

    send_now(message)
    send_now(message)

    assert message.state == "delivered"
    assert len(receiver.requests) == 1


def test_secrets_are_in_no_log_and_no_message(receiver, admin_user, caplog):
    caplog.set_level("DEBUG")
    webhook = subscription(receiver.url, previous_secret=new_secret(), previous_until=NOW)
    rotate_secret(webhook, user=admin_user)
    waiting(webhook)
    send_due(1, now=NOW)
    send_due(1, now=NOW, transport=answering(500))

    written = caplog.text + str(list(ModelLogEntry.objects.values()))
    assert "whsec_" not in written + str(list(WebhookMessage.objects.values()))


def test_sending_takes_a_few_queries_for_each_message(django_assert_max_num_queries):
    waiting(subscription(), 8)

    with django_assert_max_num_queries(20):
        send_due(8, now=NOW, transport=answering(200))


def test_real_time_is_used_when_none_is_given():
    waiting(subscription(), next_attempt_at=timezone.now())

    assert send_due(1, transport=answering(200)) == Sent(delivered=1)
