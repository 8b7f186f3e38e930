"""Each change becomes one message for each webhook that wants it."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from integra_cms.delivery.models import Change, WebhookMessage
from integra_cms.delivery.tasks import forget_old
from integra_cms.delivery.webhooks import outbox
from integra_cms.delivery.webhooks.events import EVENTS, event_of
from integra_cms.delivery.webhooks.outbox import forget_old_messages, write_outbox
from tests.delivery.webhooks.conftest import RESOURCE, change, subscription

pytestmark = pytest.mark.django_db

REMOVED = {"action": Change.Action.REMOVE, "digest": ""}
MEDIA = {"entity": Change.Entity.MEDIA, "locale": "", "kind": ""}
REGISTER = {"entity": Change.Entity.REGISTER, "kind": "", "key": "vocabularies"}


def told(webhook) -> list[int]:
    messages = WebhookMessage.objects.filter(subscription=webhook).order_by("sequence")
    return list(messages.values_list("sequence", flat=True))


def test_a_message_says_what_changed_and_where_to_read_it():
    webhook = subscription()

    written = write_outbox([change(7)])

    message = WebhookMessage.objects.get()
    assert written == 1
    assert (message.subscription, message.sequence, message.event) == (webhook, 7, "edition.put")
    assert (message.state, message.attempts) == ("pending", 0)
    assert message.next_attempt_at <= timezone.now()
    assert json.loads(message.payload) == {
        "type": "edition.put",
        "timestamp": "2026-05-04T12:00:00Z",
        "data": {
            "sequence": 7,
            "resource": RESOURCE,
            "locale": "bg",
            "kind": "method",
            "action": "put",
            "reason": None,
            "digest": "d" * 64,
            "url": f"resources/{RESOURCE}?locale=bg&fallback=none",
        },
    }


@pytest.mark.parametrize(
    ("fields", "event", "named", "url"),
    [
        (
            REMOVED | {"reason": Change.Reason.EXPIRED},
            "edition.removed",
            "resource",
            f"resources/{RESOURCE}?locale=bg&fallback=none",
        ),
        (MEDIA, "media.put", "media", f"media/{RESOURCE}"),
        (MEDIA | REMOVED, "media.removed", "media", f"media/{RESOURCE}"),
        (REGISTER, "register.put", "register", "vocabularies?locale=bg"),
        (REGISTER | {"key": "redirects", "locale": ""}, "register.put", "register", "redirects"),
        (REGISTER | REMOVED, "register.removed", "register", "vocabularies?locale=bg"),
    ],
)
def test_every_sort_of_change_has_its_event(fields, event, named, url):
    subscription()

    write_outbox([change(**fields)])

    payload = json.loads(WebhookMessage.objects.get().payload)
    assert payload["type"] == event
    assert payload["data"][named] == change(**fields).key
    assert payload["data"]["url"] == url
    assert payload["data"]["reason"] == (fields.get("reason") or None)


def test_every_event_has_a_name_for_people_and_no_other():
    possible = {
        event_of(Change(entity=entity, action=action))
        for entity in Change.Entity
        for action in Change.Action
    }

    assert possible == set(EVENTS)


def test_webhooks_hear_what_they_asked_for():
    changes = [
        change(1),
        change(2, locale="cs"),
        change(3, kind="news"),
        change(4, **REMOVED),
        change(5, **MEDIA),
        change(6, **REGISTER),
        change(7, **REGISTER | {"locale": "cs"}),
        change(8, **REGISTER | {"key": "redirects", "locale": ""}),
    ]
    everything = subscription()
    removals = subscription(events=["edition.removed", "media.removed"])
    methods = subscription(kinds=["method"])
    bulgarian = subscription(locales=["bg"])
    narrow = subscription(events=["edition.put"], kinds=["news"], locales=["bg"])
    switched_off = subscription(active=False)

    written = write_outbox(changes)

    assert told(everything) == [1, 2, 3, 4, 5, 6, 7, 8]
    assert told(removals) == [4]
    assert told(methods) == [1, 2, 4, 5, 6, 7, 8]
    assert told(bulgarian) == [1, 3, 4, 5, 6, 8]
    assert told(narrow) == [3]
    assert told(switched_off) == []
    assert written == 8 + 1 + 7 + 6 + 1


@pytest.mark.parametrize("count", [1, 20])
def test_two_queries_however_many_changes(count, django_assert_num_queries):
    subscription()
    subscription(locales=["bg"])

    with django_assert_num_queries(2):
        write_outbox([change(number) for number in range(1, count + 1)])


def test_nothing_is_asked_about_no_changes(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert write_outbox([]) == 0


def test_nothing_is_written_for_nobody(django_assert_num_queries):
    with django_assert_num_queries(1):
        assert write_outbox([change()]) == 0


@pytest.fixture
def messages():
    """One to send, and two that arrived and were given up: old enough to be forgotten, or not."""
    subscription()
    write_outbox([change(number) for number in range(1, 6)])
    now = timezone.now()
    for sequence, state, days in (
        (1, "pending", 400), (2, "delivered", 31), (3, "delivered", 29), (4, "dead", 91),
        (5, "dead", 89),
    ):  # fmt: skip
        WebhookMessage.objects.filter(sequence=sequence).update(
            state=state, next_attempt_at=now - timedelta(days=days)
        )
    WebhookMessage.objects.update(made_at=now - timedelta(days=400))
    return WebhookMessage.objects.order_by("sequence").values_list("sequence", flat=True)


def test_messages_are_forgotten_some_time_after_the_last_attempt(messages, monkeypatch):
    monkeypatch.setattr(outbox, "BATCH", 1)

    assert forget_old_messages(timezone.now()) == 2

    assert list(messages) == [1, 3, 5]


def test_the_worker_forgets_old_messages(messages):
    forget_old()

    assert list(messages) == [1, 3, 5]


def test_compaction_forgets_old_messages(messages):
    out = StringIO()

    call_command("deliver", "compact", stdout=out)

    assert list(messages) == [1, 3, 5]
    assert "Removed 2 messages of webhooks." in out.getvalue()
