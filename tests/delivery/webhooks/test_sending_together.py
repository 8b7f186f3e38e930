"""Sending while others look on, or send as well; each with a database connection."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from integra_cms.delivery.models import WebhookMessage
from integra_cms.delivery.webhooks.sending import LEASE, send_due
from integra_cms.delivery.webhooks.transport import Answer
from tests.delivery.webhooks.conftest import NOW, subscription, waiting
from tests.delivery.webhooks.test_sending import Wire

pytestmark = pytest.mark.usefixtures("database_for_threads", "private_allowed")


def test_no_transaction_is_open_and_the_claim_is_seen_while_sending():
    (message,) = waiting(subscription())
    seen = []

    def look(*_):
        try:
            found = WebhookMessage.objects.get(pk=message.pk)
            seen.append((connection.in_atomic_block, found.attempts, found.next_attempt_at))
        finally:
            connection.close()
        return Answer(200)

    send_due(1, now=NOW, transport=Wire(look))

    assert seen == [(False, 1, NOW + LEASE)]


def test_two_senders_at_once_send_every_message_once(receiver):
    messages = waiting(subscription(receiver.url), 60)
    start = threading.Barrier(2)
    results, failures = [], []

    def send() -> None:
        try:
            start.wait()
            results.append(send_due(100, now=NOW))
        except Exception as error:  # noqa: BLE001 - a thread cannot fail a test
            failures.append(error)
        finally:
            connection.close()

    senders = [threading.Thread(target=send) for _ in range(2)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    rest = send_due(100, now=NOW)

    assert failures == []
    assert sum(sent.delivered for sent in results) + rest.delivered == 60
    assert sorted(receiver.identifiers()) == sorted(str(each.message_id) for each in messages)
    assert set(WebhookMessage.objects.values_list("state", "attempts")) == {("delivered", 1)}
