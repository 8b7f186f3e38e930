"""Webhooks, messages, delivery keys and preview links in the admin."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.contrib.messages import get_messages
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.models import ModelLogEntry, Page

from integra_cms.delivery.access import find_key, issue_key
from integra_cms.delivery.models import (
    DeliveryKey,
    PreviewGrant,
    WebhookMessage,
    WebhookSubscription,
)
from integra_cms.delivery.viewsets.messages import MessageFilterSet
from integra_cms.delivery.webhooks.subscriptions import OVERLAP
from integra_cms.sections.models import Membership
from integra_cms.sections.roles import Role
from tests.delivery.webhooks.conftest import receiver as receiver
from tests.delivery.webhooks.conftest import subscription, waiting
from tests.pages.factories import locale
from tools.messages import LANGUAGES

pytestmark = pytest.mark.django_db

PUBLIC_URL = "https://93.184.215.14/in"
"""A number: looking at it asks no resolver."""


def page(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def told(response: Any) -> list[str]:
    return [str(message).strip() for message in get_messages(response.wsgi_request)]


def logged() -> list[str]:
    return list(ModelLogEntry.objects.order_by("pk").values_list("action", flat=True))


def person(role: str = "", **membership: Any) -> Any:
    users = get_user_model().objects
    if not role:
        return users.create_superuser("root@example.org", "secret")
    user = users.create_user(f"{role}@example.org", "secret")
    Membership.objects.create(user=user, role=role, **membership)
    return user


@pytest.fixture
def admin(client) -> Any:
    client.force_login(person(Role.NETWORK_ADMIN))
    return client


@pytest.fixture
def webhook() -> WebhookSubscription:
    return subscription(PUBLIC_URL)


@pytest.fixture
def grant() -> PreviewGrant:
    root = Page.objects.get(depth=1)
    return PreviewGrant.objects.create(
        page=root,
        resource=root.translation_key,
        locale="bg",
        body="{}",
        created_by=get_user_model().objects.create_user("maker@example.org", "secret"),
        expires_at=timezone.now() + timedelta(hours=1),
    )


@pytest.fixture
def key() -> tuple[DeliveryKey, str]:
    return issue_key("Praha", scopes=[], rate=60, expires_at=None, user=None)


def addresses(webhook, key, grant) -> list[str]:
    of_webhook = ("edit", "delete", "history", "rotate", "deactivate", "activate", "test", "again")
    return [
        *(reverse(f"integra_webhooks:{name}") for name in ("index", "index_results", "add")),
        *(reverse(f"integra_webhooks:{name}", args=[webhook.pk]) for name in of_webhook),
        *(reverse(f"integra_webhook_messages:{name}") for name in ("index", "index_results")),
        *(reverse(f"integra_delivery_keys:{name}") for name in ("index", "index_results", "add")),
        *(
            reverse(f"integra_delivery_keys:{name}", args=[key[0].pk])
            for name in ("edit", "history", "revoke")
        ),
        *(reverse(f"integra_previews:{name}") for name in ("index", "index_results")),
        reverse("integra_previews:revoke", args=[grant.pk]),
    ]


# ------------------------------------------------------------------ who may


@pytest.mark.parametrize("role", ["", Role.NETWORK_ADMIN])
def test_administrators_may_open_everything(client, webhook, key, grant, role):
    waiting(webhook, 2, state="dead")
    client.force_login(person(role))

    for address in addresses(webhook, key, grant):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize(
    ("role", "code"),
    [(Role.EDITOR, ""), (Role.PUBLISHER, ""), (Role.LIBRARIAN, ""), (Role.NETWORK_ADMIN, "cs")],
)
def test_others_may_open_nothing(client, webhook, key, grant, role, code):
    client.force_login(person(role, locale=locale(code) if code else None))

    for address in addresses(webhook, key, grant):
        for request in (client.get, client.post):
            response = request(address)
            assert response.status_code == 302, address
            assert response.url == reverse("wagtailadmin_home")
    assert client.post(reverse("integra_webhook_messages:again")).status_code == 302
    assert "integra_webhooks" not in client.get(reverse("wagtailadmin_home")).content.decode()


def test_visitors_are_asked_to_sign_in(client, webhook, key, grant):
    for address in addresses(webhook, key, grant):
        assert client.get(address).url.startswith(reverse("wagtailadmin_login"))


def test_the_menu_leads_to_all_of_it(admin):
    menu = admin.get(reverse("wagtailadmin_home")).content.decode()

    for name in (
        "integra_webhooks",
        "integra_webhook_messages",
        "integra_delivery_keys",
        "integra_previews",
    ):
        assert reverse(f"{name}:index") in menu


def test_every_field_has_a_name_for_those_who_do_not_see_it(admin, webhook, key, grant):
    waiting(webhook, 2, state="dead")

    for address in addresses(webhook, key, grant):
        if "results" in address or "history" in address:  # a part of a page; Wagtail's own
            continue
        main = page(admin.get(address)).find("main")
        labelled = {label.get("for") for label in main.find_all("label")}
        for field in main.select("input:not([type=hidden]), select, textarea"):
            named = field.get("aria-label") or field.get("id") in labelled
            assert named or field.find_parent("label"), f"{address}: {field}"
        for button in main.find_all("button"):
            assert button.get_text(strip=True) or button.get("aria-label"), f"{address}: {button}"
        assert len(main.find_all("h1")) <= 1


# ------------------------------------------------------------------ webhooks


def form(**fields: Any) -> dict[str, Any]:
    return {"name": "Praha", "url": PUBLIC_URL, **fields}


def test_a_webhook_is_made_and_its_secret_shown_once(admin):
    response = admin.post(
        reverse("integra_webhooks:add"),
        form(events=["edition.put"], kinds=["method", "city"], locales=["cs"]),
    )

    made = WebhookSubscription.objects.get()
    shown = page(response).find(id="shown-once")
    assert shown["value"] == made.secret
    assert made.secret.startswith("whsec_")
    assert "no-store" in response["Cache-Control"]
    assert (made.events, made.kinds, made.locales) == (["edition.put"], ["method", "city"], ["cs"])
    assert made.created_by.email == "network_admin@example.org"
    assert logged() == ["integra.webhook.create"]


def test_the_page_with_a_secret_has_a_heading_and_names_its_field(admin):
    main = page(admin.post(reverse("integra_webhooks:add"), form())).find("main")

    assert main.find("h1").get_text(strip=True) == "The secret of the webhook “Praha”"
    assert main.find("label", attrs={"for": "shown-once"}).get_text(strip=True) == "Secret"


def test_a_secret_is_on_no_other_page(admin, webhook, key, grant):
    waiting(webhook, 2, state="dead")

    for address in addresses(webhook, key, grant):
        shown = admin.get(address).content.decode()
        assert webhook.secret not in shown
        assert key[1] not in shown
        assert key[0].digest not in shown


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"url": "https://127.0.0.1/in"}, "127.0.0.1, which is not a public address"),
        ({"url": "https://[::ffff:10.0.0.1]/in"}, "which is not a public address"),
        ({"url": "http://93.184.215.14/in"}, "must begin with https://"),
        ({"url": "https://me:word@93.184.215.14/in"}, "Leave name and password out"),
        ({"url": "https://93.184.215.14/" + "x" * 1000}, "at most 1000 characters"),
        ({"events": ["page.published"]}, "page.published is not one of the available choices"),
        ({"kinds": ["spaceship"]}, "spaceship is not one of the available choices"),
        ({"locales": ["xx"]}, "xx is not one of the available choices"),
    ],
)
def test_a_form_that_cannot_be_right_comes_back(admin, fields, message):
    response = admin.post(reverse("integra_webhooks:add"), form(**fields))

    assert message in page(response).get_text()
    assert not WebhookSubscription.objects.exists()


def test_a_changed_address_is_looked_at_as_well(admin, webhook):
    response = admin.post(
        reverse("integra_webhooks:edit", args=[webhook.pk]), form(url="https://10.0.0.1/")
    )

    webhook.refresh_from_db()
    assert "not a public address" in page(response).get_text()
    assert webhook.url == PUBLIC_URL


def test_changing_a_webhook_keeps_its_secret(admin, webhook):
    admin.post(reverse("integra_webhooks:edit", args=[webhook.pk]), form(name="Brno"))

    changed = WebhookSubscription.objects.get()
    assert (changed.name, changed.secret) == ("Brno", webhook.secret)
    assert logged() == ["wagtail.edit"]


def test_the_list_shows_how_a_webhook_fares(admin, webhook):
    waiting(webhook, 3, state="dead", status_code=500)
    gone = subscription(PUBLIC_URL, name="Brno", active=False, gone_at=timezone.now())

    rows = page(admin.get(reverse("integra_webhooks:index"))).select("main tbody tr")

    shown = {row.find("a").get_text(strip=True): row.get_text(" ", strip=True) for row in rows}
    links = [link["href"] for link in rows[1].find_all("a", href=True)]
    assert "Receiver is gone" in shown[gone.name]
    assert "Active Given up (500) 0 3" in shown[webhook.name]
    assert f"/admin/integra_webhook_messages/?subscription={webhook.pk}&state=dead" in links


def test_an_exchanged_secret_is_shown_once_and_the_old_one_kept_for_a_day(admin, webhook):
    response = admin.post(reverse("integra_webhooks:rotate", args=[webhook.pk]))

    changed = WebhookSubscription.objects.get()
    assert page(response).find(id="shown-once")["value"] == changed.secret != webhook.secret
    assert "no-store" in response["Cache-Control"]
    assert changed.previous_secret == webhook.secret
    assert timedelta() < changed.previous_until - timezone.now() <= OVERLAP
    assert logged() == ["integra.webhook.rotate"]


def test_questions_change_nothing(admin, webhook, key, grant):
    for address in addresses(webhook, key, grant):
        admin.get(address)

    unchanged = WebhookSubscription.objects.get()
    assert (unchanged.secret, unchanged.active) == (webhook.secret, True)
    assert not WebhookMessage.objects.exists()
    assert DeliveryKey.objects.get().revoked_at is None
    assert PreviewGrant.objects.get().revoked_at is None


def test_a_webhook_is_switched_off_and_on(admin, webhook):
    waiting(webhook, 2)

    off = admin.post(reverse("integra_webhooks:deactivate", args=[webhook.pk]))
    states = set(WebhookMessage.objects.values_list("state", flat=True))
    was_active = WebhookSubscription.objects.get().active
    on = admin.post(reverse("integra_webhooks:activate", args=[webhook.pk]))

    assert off.url == on.url == reverse("integra_webhooks:edit", args=[webhook.pk])
    assert (was_active, states) == (False, {"dead"})
    assert WebhookSubscription.objects.get().active
    assert logged() == ["integra.webhook.deactivate", "integra.webhook.activate"]


def test_a_webhook_is_deleted_with_its_messages(admin, webhook):
    waiting(webhook, 2)

    admin.post(reverse("integra_webhooks:delete", args=[webhook.pk]))

    assert not WebhookSubscription.objects.exists()
    assert not WebhookMessage.objects.exists()
    assert logged() == ["wagtail.delete"]


@pytest.mark.parametrize(
    ("status", "message"),
    [
        (200, "The test message arrived."),
        (500, "The test message did not arrive: HTTP 500"),
    ],
)
def test_a_test_message_is_sent_at_once(admin, settings, receiver, status, message):
    settings.INTEGRA = {**settings.INTEGRA, "WEBHOOKS_ALLOW_PRIVATE": True}
    receiver.status = status
    webhook = subscription(receiver.url)

    response = admin.post(reverse("integra_webhooks:test", args=[webhook.pk]))

    assert told(response) == [message]
    assert b"webhook.test" in receiver.requests[0].body
    assert logged() == ["integra.webhook.test"]


def test_a_test_message_of_a_webhook_that_is_off_is_not_sent(admin, webhook):
    WebhookSubscription.objects.update(active=False)

    response = admin.post(reverse("integra_webhooks:test", args=[webhook.pk]))

    assert told(response) == ["The test message did not arrive: The webhook is switched off."]


# ------------------------------------------------------------------ messages


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("", ["3", "2", "1"]),
        ("?state=dead", ["2"]),
        ("?state=pending", ["3", "1"]),
        ("?event=media.put", []),
        ("?event=edition.put&state=dead", ["2"]),
    ],
)
def test_messages_are_narrowed_by_state_and_event(admin, webhook, query, numbers):
    waiting(webhook, 3)
    WebhookMessage.objects.filter(sequence=2).update(state="dead")

    shown = page(admin.get(reverse("integra_webhook_messages:index") + query))

    rows = shown.select("main tbody tr")
    assert [row.find_all("td")[3].get_text(strip=True) for row in rows] == numbers


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_filter_of_events_has_the_name_of_their_column(language):
    with translation.override(language):
        column = WebhookMessage._meta.get_field("event").verbose_name
        assert str(MessageFilterSet.base_filters["event"].label).casefold() == column


def test_messages_are_narrowed_by_webhook(admin, webhook):
    waiting(webhook, 1)
    other = subscription(PUBLIC_URL, name="Brno")
    waiting(other, 2)

    shown = page(admin.get(reverse("integra_webhook_messages:index") + f"?subscription={other.pk}"))

    assert len(shown.select("main tbody tr")) == 2


def test_only_given_up_messages_have_a_box(admin, webhook):
    waiting(webhook, 3)
    WebhookMessage.objects.filter(sequence=2).update(state="dead")

    shown = page(admin.get(reverse("integra_webhook_messages:index")))

    (box,) = shown.select("main tbody input[type=checkbox]")
    assert box["value"] == str(WebhookMessage.objects.get(sequence=2).pk)


def test_chosen_messages_are_sent_again(admin, webhook):
    first, second, _ = waiting(webhook, 3, state="dead", attempts=10, error="HTTP 500")

    response = admin.post(
        reverse("integra_webhook_messages:again"),
        {"message": [first.pk, second.pk], "query": "state=dead&p=2"},
    )

    waits = WebhookMessage.objects.filter(state="pending")
    assert set(waits) == {first, second}
    assert set(waits.values_list("attempts", "error")) == {(0, "")}
    assert all(message.next_attempt_at <= timezone.now() for message in waits)
    assert {each.message_id for each in waits} == {first.message_id, second.message_id}
    assert response.url == reverse("integra_webhook_messages:index") + "?state=dead&p=2"
    assert told(response) == ["2 messages are going to be sent again."]
    entry = ModelLogEntry.objects.get()
    assert (entry.action, entry.data) == ("integra.webhook.replay", {"messages": 2})


@pytest.mark.parametrize("chosen", [[], ["x"], ["9" * 40], ["-1"], ["1\x00"], ["12345678"]])
def test_messages_that_cannot_be_meant_are_not_sent_again(admin, webhook, chosen):
    waiting(webhook, 1, state="dead")

    response = admin.post(reverse("integra_webhook_messages:again"), {"message": chosen})

    assert WebhookMessage.objects.get().state == "dead"
    assert told(response)[0].startswith("No message is sent again.")
    assert logged() == []


@pytest.mark.parametrize("state", ["pending", "delivered"])
def test_only_given_up_messages_are_sent_again(admin, webhook, state):
    (message,) = waiting(webhook, 1, state=state, attempts=3)

    admin.post(reverse("integra_webhook_messages:again"), {"message": [message.pk]})

    assert WebhookMessage.objects.values_list("state", "attempts").get() == (state, 3)


def test_everything_a_webhook_missed_is_sent_again(admin, webhook):
    waiting(webhook, 3, state="dead")
    other = subscription(PUBLIC_URL)
    waiting(other, 1, state="dead")

    response = admin.post(reverse("integra_webhooks:again", args=[webhook.pk]))

    assert told(response) == ["3 messages are going to be sent again."]
    assert set(webhook.messages.values_list("state", flat=True)) == {"pending"}
    assert other.messages.get().state == "dead"


def test_nothing_is_sent_again_to_a_webhook_that_is_off(admin, webhook):
    waiting(webhook, 1, state="dead")
    WebhookSubscription.objects.update(active=False)

    response = admin.post(reverse("integra_webhooks:again", args=[webhook.pk]))

    assert WebhookMessage.objects.get().state == "dead"
    assert told(response)[0].startswith("No message is sent again.")


def test_the_list_of_messages_takes_as_many_queries_for_fifty_as_for_two(admin, webhook):
    counts = []
    for number in (2, 50):
        WebhookMessage.objects.all().delete()
        waiting(webhook, number, state="dead")
        admin.get(reverse("integra_webhook_messages:index"))
        with CaptureQueriesContext(connection) as queries:
            admin.get(reverse("integra_webhook_messages:index"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


# ------------------------------------------------------------------ delivery keys


def test_a_key_is_made_and_shown_once(admin):
    response = admin.post(
        reverse("integra_delivery_keys:add"),
        {"name": "Praha", "scopes": ["feed", "export"], "rate": "600", "expires_at": ""},
    )

    key = DeliveryKey.objects.get()
    text = page(response).find(id="shown-once")["value"]
    assert find_key(text) == key
    assert "no-store" in response["Cache-Control"]
    assert (key.name, key.scopes, key.rate) == ("Praha", ["export", "feed"], 600)
    assert key.created_by.email == "network_admin@example.org"
    assert logged() == ["integra.key.create"]


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"rate": "0"}, "Allow at least one request per minute"),
        ({"rate": "-1"}, "greater than or equal to 0"),
        ({"scopes": ["write"]}, "write is not one of the available choices"),
        ({"name": ""}, "This field is required"),
    ],
)
def test_a_key_that_makes_no_sense_is_not_made(admin, fields, message):
    response = admin.post(
        reverse("integra_delivery_keys:add"), {"name": "Praha", "rate": "600", **fields}
    )

    assert message in page(response).get_text()
    assert not DeliveryKey.objects.exists()


def test_what_changes_about_a_key_counts_at_once(admin, key, django_capture_on_commit_callbacks):
    row, text = key
    find_key(text)

    with django_capture_on_commit_callbacks(execute=True):
        admin.post(
            reverse("integra_delivery_keys:edit", args=[row.pk]),
            {"name": "Praha", "rate": "7", "scopes": ["read"]},
        )

    found = find_key(text)
    assert (found.rate, found.scopes) == (7, ["read"])


def test_a_key_is_revoked_at_once_and_once(admin, key, django_capture_on_commit_callbacks):
    row, text = key
    find_key(text)

    with django_capture_on_commit_callbacks(execute=True):
        admin.post(reverse("integra_delivery_keys:revoke", args=[row.pk]))
        admin.post(reverse("integra_delivery_keys:revoke", args=[row.pk]))

    assert find_key(text) is None
    assert logged()[1:] == ["integra.key.revoke"]
    assert "Revoked" in page(admin.get(reverse("integra_delivery_keys:index"))).get_text()


def test_keys_are_not_deleted(admin, key):
    response = admin.post(reverse("integra_delivery_keys:delete", args=[key[0].pk]))

    assert response.status_code == 302
    assert DeliveryKey.objects.exists()


# ------------------------------------------------------------------ preview links


def test_a_preview_link_is_revoked(admin, grant):
    response = admin.post(reverse("integra_previews:revoke", args=[grant.pk]))

    grant.refresh_from_db()
    assert grant.revoked_at is not None
    assert response.url == reverse("integra_previews:index")
    assert logged() == ["integra.preview.revoke"]


@pytest.mark.parametrize(
    ("fields", "state", "revocable"),
    [
        ({}, "Valid", True),
        ({"revoked_at": timezone.now()}, "Revoked", False),
        ({"expires_at": timezone.now() - timedelta(seconds=1)}, "Expired", False),
    ],
)
def test_the_list_says_which_links_still_work(admin, grant, fields, state, revocable):
    PreviewGrant.objects.update(**fields)

    row = page(admin.get(reverse("integra_previews:index"))).select_one("main tbody tr")

    assert state in row.get_text()
    assert bool(row.find("a", href=reverse("integra_previews:revoke", args=[grant.pk]))) is (
        revocable
    )
