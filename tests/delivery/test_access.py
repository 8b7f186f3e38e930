"""Delivery keys open what they are for, as long as they do."""

from __future__ import annotations

import hashlib
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from integra_cms.delivery.access import find_key, issue_key, revoke_key
from integra_cms.delivery.models import DeliveryKey, Scope

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def empty_cache():
    yield
    cache.clear()


def issued(**fields):
    return issue_key(
        "Praha", **{"scopes": [], "rate": 60, "expires_at": None, "user": None, **fields}
    )


def test_only_a_digest_of_a_key_is_stored(admin_user):
    key, text = issued(user=admin_user)

    stored = DeliveryKey.objects.values().get()
    secret = text.split("_", 2)[2]
    assert re.fullmatch(r"ik_[0-9a-f]{8}_[A-Za-z0-9_-]{43}", text)
    assert stored["digest"] == hashlib.sha256(text.encode()).hexdigest()
    assert stored["prefix"] == text[:11]
    assert secret not in str(stored)
    assert key.created_by == admin_user


def test_a_key_is_found_by_its_text_alone():
    key, text = issued()
    issued()

    assert find_key(text) == key


@pytest.mark.parametrize(
    "text", ["", "ik_", "x" * 10_000, "ik_00000000_" + "A" * 43, "ik_\x00", "ключ", "ik_a_b\n"]
)
def test_what_is_no_key_is_not_found(text):
    issued()

    assert find_key(text) is None


def test_a_key_that_is_off_by_one_letter_is_not_found():
    _, text = issued()

    assert find_key(text[:-1] + ("A" if text[-1] != "A" else "B")) is None


def test_a_key_is_read_once_in_a_while(django_assert_num_queries):
    _, text = issued()
    find_key(text)

    with django_assert_num_queries(0):
        assert find_key(text) is not None


def test_what_is_not_found_is_not_remembered():
    text = "ik_00000000_" + "A" * 43
    find_key(text)
    key, _ = issued()
    DeliveryKey.objects.update(digest=hashlib.sha256(text.encode()).hexdigest())

    assert find_key(text) == key


def test_a_revoked_key_is_forgotten(django_capture_on_commit_callbacks, admin_user):
    key, text = issued()
    find_key(text)

    with django_capture_on_commit_callbacks(execute=True):
        revoke_key(key, user=admin_user)

    assert find_key(text) is None


def test_a_key_expires_also_while_it_is_remembered():
    key, text = issued(expires_at=timezone.now() + timedelta(hours=1))
    assert find_key(text) == key

    assert key.is_valid_at(key.expires_at - timedelta(seconds=1))
    assert not key.is_valid_at(key.expires_at)


def test_an_expired_key_is_not_found():
    _, text = issued(expires_at=timezone.now() - timedelta(seconds=1))

    assert find_key(text) is None


def test_a_key_without_scopes_allows_everything():
    key, _ = issued()

    assert all(key.allows(scope) for scope in Scope)


def test_a_key_with_scopes_allows_those():
    key, _ = issued(scopes=[Scope.FEED, Scope.EXPORT])

    assert [scope for scope in Scope if key.allows(scope)] == [Scope.FEED, Scope.EXPORT]
