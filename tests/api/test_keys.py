"""Delivery keys by HTTP: who may ask for what, and how often."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from integra_cms.delivery.access import issue_key, revoke_key
from integra_cms.delivery.models import DeliveryKey, Scope
from tests.api.conftest import assert_problem

pytestmark = pytest.mark.django_db


def issued(*scopes: Scope, rate: int = 60, days: int = 1) -> tuple[DeliveryKey, dict[str, str]]:
    """A key, and the header that presents it."""
    expires_at = timezone.now() + timedelta(days=days)
    key, text = issue_key("Praha", scopes=scopes, rate=rate, expires_at=expires_at, user=None)
    return key, {"Authorization": f"Bearer {text}"}


@pytest.fixture
def one_a_minute(settings, monkeypatch):
    """For those without a key; all within the same minute."""
    monkeypatch.setattr("integra_cms.api.throttling.time.time", lambda: 1_000_000_040.0)
    settings.INTEGRA = {**settings.INTEGRA, "API_RATE": 1}


@pytest.mark.parametrize("path", ["resources", "changes", "export", "cities", "openapi.json"])
def test_a_key_without_scopes_is_for_everything(api, path):
    _key, presented = issued()

    assert api(path, headers=presented).status_code in (200, 404)


@pytest.mark.parametrize(
    ("scope", "path"),
    [
        (Scope.READ, "resources"),
        (Scope.READ, "search/suggest?q=me"),
        (Scope.FEED, "changes"),
        (Scope.EXPORT, "export"),
    ],
)
def test_a_key_with_the_scope_opens_what_it_is_for(api, scope, path):
    _key, presented = issued(scope)

    assert api(path, headers=presented).status_code == 200


@pytest.mark.parametrize(
    ("scope", "path", "needed"),
    [
        (Scope.FEED, "resources", "read"),
        (Scope.READ, "changes", "feed"),
        (Scope.READ, "export", "export"),
    ],
)
def test_a_key_without_the_scope_is_refused_with_what_it_lacks_and_has(api, scope, path, needed):
    key, presented = issued(scope)

    problem = assert_problem(api(path, headers=presented), 403, "scope_missing")

    assert f"“{needed}”" in problem["detail"]
    assert f"for: {scope}" in problem["detail"]
    assert key.prefix in problem["detail"]
    assert presented["Authorization"].removeprefix("Bearer ") not in problem["detail"]


def assert_refused(response):
    assert_problem(response, 401, "key_invalid")
    assert response["WWW-Authenticate"] == 'Bearer realm="delivery"'


def test_an_expired_key_is_refused(api):
    _key, presented = issued(days=-1)

    assert_refused(api("resources", headers=presented))


def test_a_key_that_was_taken_back_is_refused_at_once(api, django_capture_on_commit_callbacks):
    key, presented = issued()
    assert api("resources", headers=presented).status_code == 200

    with django_capture_on_commit_callbacks(execute=True):
        revoke_key(key, user=None)

    assert_refused(api("resources", headers=presented))


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer ik_00000000_" + "a" * 43,
        "Bearer ☃".encode().decode("latin-1"),
        "Basic aWs6aWs=",
        "ik_00000000_" + "a" * 43,
    ],
)
def test_what_is_no_key_is_refused(api, header):
    assert_refused(api("resources", headers={"Authorization": header}))


def test_a_key_has_a_rate_of_its_own(api, one_a_minute):
    _key, presented = issued(rate=2)
    assert api("changes").status_code == 200
    assert api("changes").status_code == 429

    answers = [api("changes", headers=presented) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert_problem(answers[-1], 429, "too_many_requests")
    assert answers[-1]["RateLimit-Policy"] == '"minute";q=2;w=60'
    assert answers[-1]["RateLimit"] == '"minute";r=0;t=40'
    assert answers[-1]["Retry-After"] == "40"


def test_two_keys_are_counted_apart_wherever_they_come_from(api, client, one_a_minute):
    _first, presented = issued(rate=1)
    _second, other = issued(rate=1)
    assert api("changes", headers=presented).status_code == 200

    elsewhere = client.get("/api/v1/changes", headers=presented, REMOTE_ADDR="192.0.2.7")

    assert elsewhere.status_code == 429
    assert api("changes", headers=other).status_code == 200


def test_guessing_keys_is_limited_by_address(api, one_a_minute):
    guess = {"Authorization": "Bearer ik_00000000_" + "a" * 43}
    assert_refused(api("changes", headers=guess))

    assert_problem(api("changes", headers=guess), 429, "too_many_requests")


def test_a_known_key_costs_no_query_beside_the_answer(api, django_assert_num_queries):
    _key, presented = issued()
    api("changes", headers=presented)

    with django_assert_num_queries(1):
        api("changes", headers=presented)
