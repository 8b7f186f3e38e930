from __future__ import annotations

import json

import pytest
from django.db import transaction

from integra_cms.api import keeping, kernel
from integra_cms.api.answering import JSON
from integra_cms.delivery.models import Document, Entry
from integra_cms.delivery.models.feed import CatalogueState, new_token
from tests.api.conftest import ROOT, assert_problem, body_of
from tests.api.test_jsonld import document
from tests.delivery.reading.factories import Resource, publish, resources

pytestmark = pytest.mark.django_db

ADDRESSES = [
    {"address": "resources/{resource}", "locale": "bg"},
    {"address": "resources/{resource}", "locale": "bg", "fallback": "en,source"},
    {"address": "find", "path": "/en/library/{resource}/"},
    {"address": "resources", "locale": "en", "limit": 2},
    {"address": "resources", "locale": "en", "view": "full", "total": "true"},
    {"address": "resources", "locale": "en", "q": "words", "facets": "true"},
]


QUERIES = [1, 1, 1, 1, 2, 2]


def asked(api, question, resource, **options):
    address = question["address"].format(resource=resource)
    rest = {name: str(value).format(resource=resource) for name, value in question.items()}
    del rest["address"]
    return api(address, **rest, **options)


def change(**columns) -> None:
    """As the drainer does: whatever is other than before has another token."""
    Document.objects.update(**columns)
    CatalogueState.objects.update(token=new_token())


@pytest.fixture
def resource():
    return publish(Resource({"en": "Walk"}, facets=[("stages", "assess")]), indexed=True)[0]


@pytest.mark.parametrize("question", ADDRESSES)
def test_the_same_answer_is_given_again_for_one_query(
    api, question, resource, monkeypatch, django_assert_num_queries
):
    first = asked(api, question, resource)
    monkeypatch.setattr(kernel, "_called", lambda *_args: 1 / 0)

    with django_assert_num_queries(1):
        second = asked(api, question, resource)

    assert first.status_code == 200
    assert second.content == first.content
    assert second.headers == first.headers


@pytest.mark.parametrize(("question", "queries"), list(zip(ADDRESSES, QUERIES, strict=True)))
def test_what_has_changed_costs_what_it_costs_anyway(
    api, question, queries, resource, django_assert_num_queries
):
    before = asked(api, question, resource).content
    document = Document.objects.get()
    change(
        body=document.body.replace("Walk", "Stroll"), card=document.card.replace("Walk", "Stroll")
    )

    with django_assert_num_queries(queries):
        after = asked(api, question, resource).content

    assert after == before.replace(b'"Walk"', b'"Stroll"') != before
    assert asked(api, question, resource).content == after


def test_what_is_gone_is_not_there_any_more(api, resource):
    assert api(f"resources/{resource}").status_code == 200
    assert len(body_of(api("resources"))["items"]) == 1
    Entry.objects.all().delete()
    change()

    assert_problem(api(f"resources/{resource}"), 404, "not_found")
    assert_problem(api(f"resources/{resource}"), 404, "not_found")
    assert body_of(api("resources"))["items"] == []


def test_what_was_missing_is_there_once_it_is(api, resource):
    assert_problem(api("find", path="/en/new/"), 404, "not_found")
    change(path="/en/new/")

    assert api("find", path="/en/new/").status_code == 200


def test_a_change_that_was_taken_back_is_not_given(api, resource):
    before = api(f"resources/{resource}").content
    with transaction.atomic():
        change(body="{}")
        assert b'"document":{}' in api(f"resources/{resource}").content
        transaction.set_rollback(True)

    assert api(f"resources/{resource}").content == before


@pytest.mark.parametrize("question", ADDRESSES)
def test_whoever_has_it_is_told_so_and_nobody_else(
    api, question, resource, django_assert_num_queries
):
    etag = asked(api, question, resource)["ETag"]
    keeping.memory.forget()

    for _ in range(2):
        assert asked(api, question, resource, headers={"If-None-Match": etag}).status_code == 304
    assert asked(api, question, resource).status_code == 200
    with django_assert_num_queries(1):
        again = asked(api, question, resource, headers={"If-None-Match": etag})
    assert (again.status_code, again.content) == (304, b"")
    assert asked(api, question, resource, headers={"If-None-Match": '"x"'}).status_code == 200


def test_each_form_is_kept_for_itself(api, resource):
    change(body=json.dumps(document()))
    plain = api(f"resources/{resource}")
    linked = api(f"resources/{resource}", headers={"Accept": "application/ld+json"})

    assert linked["Content-Type"] == "application/ld+json"
    assert api(f"resources/{resource}").content == plain.content
    again = api(f"resources/{resource}", headers={"Accept": "application/ld+json"})
    assert again.content == linked.content


def test_linked_data_name_the_site_that_was_asked(client, resource, settings):
    settings.ALLOWED_HOSTS = ["one.example", "two.example"]
    change(body=json.dumps(document()))
    for host in ("one.example", "two.example", "one.example"):
        answer = client.get(
            f"{ROOT}resources/{resource}?format=jsonld", headers={"host": host}
        ).content.decode()
        assert f"//{host}/" in answer


def test_pages_follow_one_another(api):
    publish(*resources(5))
    for _ in range(2):
        first = api("resources", limit=2, kind=["method"])
        second = api("resources", limit=2, kind="method", cursor=body_of(first)["next"])
        assert first["Link"].startswith(f"<{ROOT}resources?limit=2&kind=method&cursor=")
        assert second["Link"] != first["Link"]


def test_whoever_comes_by_another_way_is_told_of_that_way(client, api):
    publish(*resources(3))
    path = f"{ROOT}resources"
    odd = client.get(path, {"limit": 1}, SCRIPT_NAME="/elsewhere", PATH_INFO=path)

    assert odd["Link"].startswith(f"</elsewhere{path}?")
    for _ in range(2):
        assert api("resources", limit=1)["Link"].startswith(f"<{path}?")


def test_what_nobody_asks_twice_is_not_kept(api, resource):
    stages = [f"a-stage-that-is-{number}" for number in range(50)]
    api("resources", stages=stages, q="words " * 20)

    assert len(keeping.memory) == 0


def test_limits_hold_for_what_is_kept(api, resource, settings):
    settings.INTEGRA = {**settings.INTEGRA, "API_RATE": 2}
    statuses = [api(f"resources/{resource}").status_code for _ in range(3)]

    assert statuses == [200, 200, 429]
    headers = {"Authorization": "Bearer ik_no"}
    settings.INTEGRA = {**settings.INTEGRA, "API_RATE": 0}
    api(f"resources/{resource}")
    assert_problem(api(f"resources/{resource}", headers=headers), 401, "key_invalid")


def test_only_asking_finds_it(client, api, resource):
    path = f"{ROOT}resources/{resource}"
    api(f"resources/{resource}")

    assert_problem(client.post(path), 405, "method_not_allowed")
    head = client.head(path)
    assert (head.status_code, head.content) == (200, b"")
    assert head["Content-Length"] == str(len(client.get(path).content))


def test_there_is_room_for_so_much(api, settings, django_assert_num_queries):
    settings.INTEGRA = {**settings.INTEGRA, "API_MEMORY": 1}
    large = publish(*(Resource(body_size=200_000) for _ in range(3)))
    (huge,) = publish(Resource(body_size=2 << 20))
    for each in (*large, huge):
        assert api(f"resources/{each}").status_code == 200

    kept = [each for each in large if keeping.memory.find((f"{ROOT}resources/{each}", "", JSON))]

    assert kept == list(large[1:])
    assert keeping.memory.find((f"{ROOT}resources/{huge}", "", JSON)) is None
    assert len(api(f"resources/{huge}").content) > 2 << 20


def test_it_can_be_switched_off(api, resource, settings):
    settings.INTEGRA = {**settings.INTEGRA, "API_MEMORY": 0}
    api(f"resources/{resource}")

    assert keeping.memory.find((f"{ROOT}resources/{resource}", "", JSON)) is None
    assert api(f"resources/{resource}").status_code == 200
