from __future__ import annotations

import json
from uuid import UUID, uuid4

import pytest

from tests.api.conftest import ROOT, assert_problem, body_of
from tests.delivery.reading.factories import Resource, publish, record, resources

pytestmark = pytest.mark.django_db


@pytest.fixture
def photovoice() -> UUID:
    """In English and Bulgarian; English is the source."""
    return publish(Resource({"en": "Photovoice", "bg": "Фотоглас"}))[0]


# ------------------------------------------------------------------ one


def test_a_resource_costs_one_query(api, photovoice, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = api(f"resources/{photovoice}", locale="bg")

    body = body_of(response)
    assert body["document"]["title"] == "Фотоглас"
    assert body["label"]["asked"] == body["label"]["served"] == "bg"
    assert response["Content-Language"] == "bg"
    assert f"r-{photovoice}" in response["Surrogate-Key"].split()
    assert response["Cache-Control"].startswith("public, max-age=60, stale-while-revalidate=")


def test_known_it_costs_one_query_too_and_has_no_body(api, photovoice, django_assert_num_queries):
    etag = api(f"resources/{photovoice}")["ETag"]

    with django_assert_num_queries(1):
        response = api(f"resources/{photovoice}", headers={"If-None-Match": etag})

    assert response.status_code == 304
    assert not response.content


def test_a_fallback_says_so(api, photovoice):
    response = api(f"resources/{photovoice}", locale="cs")

    label = body_of(response)["label"]
    assert (label["asked"], label["served"], label["fallback"]) == ("cs", "en", True)
    assert response["Content-Language"] == "en"


def test_without_fallback_there_is_none(api, photovoice):
    assert_problem(api(f"resources/{photovoice}", locale="cs", fallback="none"), 404, "not_found")


def test_a_chain_can_be_made_up(api, photovoice):
    response = api(f"resources/{photovoice}", locale="cs", fallback="sk,bg")

    assert body_of(response)["label"]["served"] == "bg"


@pytest.mark.parametrize(("code", "locale"), [("bg-BG", "bg"), ("BG", "bg"), ("sl", "sk")])
def test_aliases_and_regions_are_understood(api, photovoice, code, locale):
    assert body_of(api(f"resources/{photovoice}", locale=code))["label"]["asked"] == locale


def test_what_browsers_prefer_does_not_count(api, photovoice):
    response = api(f"resources/{photovoice}", headers={"Accept-Language": "bg"})

    assert body_of(response)["label"]["asked"] == "en"
    assert "Accept-Language" not in response["Vary"]


@pytest.mark.parametrize("fallback", ["xx", "cs,xx", "none,cs", ",", "source,," + "cs," * 20])
def test_a_fallback_that_is_none_is_refused(api, photovoice, fallback):
    response = api(f"resources/{photovoice}", fallback=fallback)

    problem = assert_problem(response, 400, "parameter_invalid", "fallback")
    assert problem["errors"][0]["allowed"]


@pytest.mark.parametrize("resource", ["x", "123", "3fa85f64-5717-4562-b3fc", "'; DROP TABLE", "☃"])
def test_a_malformed_identifier_is_refused(api, resource):
    assert_problem(api(f"resources/{resource}"), 400, "parameter_invalid", "resource")


def test_an_unknown_resource_is_not_found(api):
    assert_problem(api(f"resources/{uuid4()}"), 404, "not_found")


# ------------------------------------------------------------------ by path


def test_what_stands_at_a_path_costs_one_query(api, photovoice, django_assert_num_queries):
    with django_assert_num_queries(1):
        response = api("find", path=f"/bg/library/{photovoice}/")

    body = body_of(response)
    assert body["document"]["locale"] == body["label"]["asked"] == "bg"
    assert response["Content-Language"] == "bg"


def test_nothing_stands_at_other_paths(api):
    assert_problem(api("find", path="/bg/nothing/"), 404, "not_found")


def test_find_needs_a_path(api):
    assert_problem(api("find"), 400, "parameter_invalid", "path")


# ------------------------------------------------------------------ lists


def test_cards_cost_at_most_two_queries(api, django_assert_max_num_queries):
    publish(*resources(30))

    with django_assert_max_num_queries(2):
        body = body_of(api("resources", limit=25))

    assert len(body["items"]) == 25
    assert set(body["items"][0]) == {"label", "card"}
    assert set(body) == {"items", "next"}


def test_whole_documents_cost_at_most_two_queries(api, django_assert_max_num_queries):
    publish(*resources(30))

    with django_assert_max_num_queries(2):
        body = body_of(api("resources", view="full", limit=25))

    assert set(body["items"][0]) == {"label", "document"}


def test_counting_facets_costs_at_most_three(api, django_assert_max_num_queries):
    publish(*resources(3, facets=[("stages", "assess")]), Resource(facets=[("stages", "act")]))

    with django_assert_max_num_queries(3):
        body = body_of(api("resources", facets="true", total="true", stages="assess", view="full"))

    assert body["total"] == 3
    assert {"code": "act", "count": 1} in body["facets"]["stages"]


def test_pages_follow_one_another_by_their_link(api, client):
    publish(*resources(5))
    seen = []
    address = f"{ROOT}resources?limit=2&locale=bg"
    while address:
        response = client.get(address)
        seen += [item["card"]["id"] for item in body_of(response)["items"]]
        link = response.get("Link", "")
        assert not link or link.endswith('>; rel="next"')
        address = link.partition(">")[0].removeprefix("<")

    assert len(seen) == len(set(seen)) == 5


def test_a_cursor_of_another_question_is_refused(api):
    publish(*resources(5))
    cursor = body_of(api("resources", limit=2))["next"]

    response = api("resources", limit=2, sort="date", cursor=cursor)

    assert_problem(response, 400, "cursor_invalid", "cursor")


def test_filters_are_alternatives_within_a_facet(api):
    publish(
        Resource({"en": "A"}, facets=[("stages", "assess")]),
        Resource({"en": "B"}, facets=[("stages", "act")]),
        Resource({"en": "C"}, kind="checklist", facets=[("stages", "review")]),
    )

    body = body_of(api("resources", stages=["assess", "act", "review"], kind="method"))

    assert [item["card"]["title"] for item in body["items"]] == ["A", "B"]


def test_search_shows_where_the_words_stand(api):
    publish(Resource({"en": "Walk"}, text="People walk through a city."), indexed=True)

    item = body_of(api("resources", q="cities"))["items"][0]

    assert "<mark>city</mark>" in item["excerpt"]["html"]


REFUSED = [
    ({"locale": "xx"}, "locale"),
    ({"limit": 10**9}, "limit"),
    ({"limit": 0}, "limit"),
    ({"limit": "many"}, "limit"),
    ({"limit": ["1", "2"]}, "limit"),
    ({"kind": "unicorn"}, "kind"),
    ({"sort": "rank"}, "sort"),
    ({"sort": "relevance"}, "sort"),
    ({"view": "all"}, "view"),
    ({"fallback": "cs,en"}, "fallback"),
    ({"updated_since": "yesterday"}, "updated_since"),
    ({"updated_since": "2026-01-01T00:00:00"}, "updated_since"),
    ({"q": "a" * 10_000}, "q"),
    ({"q": "a\x00b"}, "q"),
    ({"stages": "not a code"}, "stages"),
    ({"stages": ["a"] * 51}, "stages"),
    ({"total": "perhaps"}, "total"),
    ({"score": "1"}, "score"),
    ({"city": "a b"}, "city"),
]


@pytest.mark.parametrize(("query", "parameter"), REFUSED)
def test_a_value_that_cannot_be_is_refused_with_what_can(api, query, parameter):
    assert_problem(api("resources", **query), 400, "parameter_invalid", parameter)


@pytest.mark.parametrize("cursor", ["x", "AAAA", "☃", "a" * 3000])
def test_a_cursor_that_is_none_is_refused(api, cursor):
    assert_problem(api("resources", cursor=cursor), 400, "cursor_invalid", "cursor")


# ------------------------------------------------------------------ suggestions, changes, export


def test_suggestions_continue_what_was_typed(api):
    publish(Resource({"en": "Photovoice", "bg": "Фотоглас"}), indexed=True)

    body = body_of(api("search/suggest", q="fotogl", locale="bg"))

    assert body["asked"] == "bg"
    assert isinstance(body["items"], list)


def test_changes_are_told_in_order(api):
    record(
        {"entity": "register", "key": "menus", "action": "put", "digest": "a"},
        {"entity": "register", "key": "menus", "action": "remove", "reason": "deleted"},
    )

    response = api("changes", after=1)

    body = body_of(response)
    assert [change["sequence"] for change in body["changes"]] == [2]
    assert (body["next"], body["head"]) == (2, 2)
    assert response["Cache-Control"] == "public, no-cache"
    assert api("changes", after=1, headers={"If-None-Match": response["ETag"]}).status_code == 304


def test_changes_that_are_not_kept_any_more_are_gone(api):
    change = {"entity": "register", "key": "menus", "action": "put", "digest": "a"}
    record(change, change, change, horizon=2)

    assert_problem(api("changes", after=1), 410, "gone", "after")


def test_a_number_that_is_ahead_of_the_feed_says_to_begin_anew(api):
    assert_problem(api("changes", after=5), 410, "gone", "after")


@pytest.mark.parametrize("after", [-1, 10**30, "x"])
def test_a_number_the_feed_never_had_is_refused(api, after):
    assert_problem(api("changes", after=after), 400, "parameter_invalid", "after")


def test_the_export_holds_everything_a_line_each(api, photovoice):
    response = api("export")

    lines = [json.loads(line) for line in b"".join(response).splitlines()]
    assert response["Content-Type"] == "application/x-ndjson"
    assert lines[0]["documents"] == 2
    assert {line["locale"] for line in lines[1:]} == {"en", "bg"}


@pytest.mark.parametrize(
    ("query", "parameter"), [({"locale": "xx"}, "locale"), ({"kind": "x"}, "kind")]
)
def test_an_export_of_what_is_not_there_is_refused(api, query, parameter):
    assert_problem(api("export", **query), 400, "parameter_invalid", parameter)
