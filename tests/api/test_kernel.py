from __future__ import annotations

import gzip
import json

import pytest
from django.core.cache import cache

from tests.api.conftest import ROOT, assert_problem
from tests.delivery.reading.factories import Resource, publish, resources

OPERATIONS = [
    "resources",
    "resources/3fa85f64-5717-4562-b3fc-2c963f66afa6",
    "find?path=/en/",
    "search/suggest?q=me",
    "cities",
    "vocabularies",
    "kinds",
    "choices",
    "project",
    "menus",
    "redirects",
    "media/3fa85f64-5717-4562-b3fc-2c963f66afa6",
    f"media/files/{'a' * 64}.png",
    f"media/renditions/3fa85f64-5717-4562-b3fc-2c963f66afa6/{'a' * 12}/card.webp",
    "changes",
    "export",
    "feed.atom",
    "openapi.json",
    "docs",
]

pytestmark = pytest.mark.django_db


def with_query(path: str, query: str) -> str:
    return f"{ROOT}{path}{'&' if '?' in path else '?'}{query}"


# ------------------------------------------------------------------ errors


@pytest.mark.parametrize(
    "path", ["", "nothing", "resources/", "resources/a/b", "x/nothing", "%00", "%ff"]
)
def test_an_unknown_address_is_a_problem(client, path):
    assert_problem(client.get(ROOT + path), 404, "not_found")


@pytest.mark.parametrize("path", OPERATIONS)
@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_only_reading_is_possible(client, path, method):
    response = getattr(client, method)(ROOT + path)

    assert_problem(response, 405, "method_not_allowed")
    assert response["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("path", OPERATIONS)
def test_a_parameter_nobody_reads_is_refused_by_its_name(client, path):
    assert_problem(client.get(with_query(path, "colour=red")), 400, "parameter_invalid", "colour")


@pytest.mark.parametrize("path", OPERATIONS)
def test_a_query_that_is_no_utf8_is_refused(client, path):
    assert_problem(client.get(with_query(path, "locale=%ff")), 400, "request_invalid")


@pytest.mark.parametrize("path", OPERATIONS)
def test_a_very_long_query_is_refused(client, path):
    assert_problem(client.get(with_query(path, "q=" + "a" * 70_000)), 414, "address_too_long")


@pytest.mark.parametrize("path", OPERATIONS)
def test_a_key_that_is_none_is_refused(client, path):
    response = client.get(ROOT + path, headers={"Authorization": "Bearer nonsense"})

    assert_problem(response, 401, "key_invalid")
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_what_goes_wrong_inside_is_told_without_details(client, monkeypatch, caplog):
    def broken(*args: object, **kwargs: object) -> None:
        raise RuntimeError("secret of the house")

    monkeypatch.setattr("integra_cms.api.routers.resources.list_answer", broken)
    client.raise_request_exception = False

    response = client.get(ROOT + "resources")

    problem = assert_problem(response, 500, "internal_error")
    assert "secret" not in json.dumps(problem)
    assert "secret of the house" in caplog.text


def test_a_host_that_is_not_ours_is_refused(client):
    response = client.get(ROOT + "resources", headers={"Host": "evil.example"})

    assert response.status_code == 400


def test_what_the_api_does_not_serve_goes_on_to_the_site(client):
    assert client.get("/sitemap.xml").status_code == 200


# ------------------------------------------------------------------ what every answer carries


@pytest.mark.parametrize("path", OPERATIONS)
def test_pages_of_other_sites_may_read_and_no_cookie_is_set(client, path):
    response = client.get(ROOT + path, headers={"Origin": "https://front.example"})

    assert response["Access-Control-Allow-Origin"] == "*"
    assert "ETag" in response["Access-Control-Expose-Headers"]
    assert "Access-Control-Allow-Credentials" not in response
    assert response["X-Content-Type-Options"] == "nosniff"
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "")


@pytest.mark.parametrize("path", OPERATIONS)
def test_a_browser_may_ask_before_it_asks(client, path):
    response = client.options(
        ROOT + path,
        headers={"Origin": "https://front.example", "Access-Control-Request-Method": "GET"},
    )

    assert response.status_code == 204
    assert response["Allow"] == "GET, HEAD, OPTIONS"
    assert response["Access-Control-Allow-Methods"] == "GET, HEAD, OPTIONS"
    assert "Authorization" in response["Access-Control-Allow-Headers"]


@pytest.mark.parametrize("path", OPERATIONS)
def test_head_has_the_headers_of_get_and_no_body(client, path):
    got = client.get(ROOT + path)
    response = client.head(ROOT + path)

    assert response.status_code == got.status_code
    assert not response.content
    without = {"Content-Length"} if got.streaming else set()
    assert {name: value for name, value in response.headers.items() if name not in without} == {
        name: value for name, value in got.headers.items() if name not in without
    }


def test_errors_are_in_english_whatever_language_the_thread_had(client):
    client.get("/bg/")

    problem = assert_problem(
        client.get(ROOT + "resources?sort=relevance"), 400, "parameter_invalid", "sort"
    )

    assert problem["detail"].isascii() or "“q”" in problem["detail"]


def test_no_session_and_no_user_are_looked_up(client, admin_user, django_assert_num_queries):
    client.force_login(admin_user)

    with django_assert_num_queries(1):
        client.get(ROOT + "changes")


# ------------------------------------------------------------------ compressed


@pytest.fixture
def long_list(db):
    publish(*resources(20, body_size=500))


def test_a_long_answer_is_compressed_for_who_understands_it(api, long_list):
    plain = api("resources", view="full")

    packed = api("resources", view="full", headers={"Accept-Encoding": "br, gzip;q=0.8"})

    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content)
    assert packed["ETag"] == plain["ETag"][:-1] + '-gz"'
    assert packed["Vary"] == plain["Vary"] == "Accept, Accept-Encoding"


@pytest.mark.parametrize("accepted", ["", "br", "gzip;q=0", "identity, gzip; q=0.0, *;q=0"])
def test_it_is_not_compressed_for_others(api, long_list, accepted):
    response = api("resources", view="full", headers={"Accept-Encoding": accepted})

    assert "Content-Encoding" not in response


def test_both_forms_count_as_known(api, long_list):
    packed = api("resources", view="full", headers={"Accept-Encoding": "gzip"})

    again = api("resources", view="full", headers={"If-None-Match": packed["ETag"]})

    assert again.status_code == 304


def test_a_site_may_leave_compressing_to_its_proxy(api, long_list, settings):
    settings.INTEGRA = {**settings.INTEGRA, "API_GZIP": False}

    response = api("resources", view="full", headers={"Accept-Encoding": "gzip"})

    assert "Content-Encoding" not in response


# ------------------------------------------------------------------ not changed


@pytest.mark.parametrize("known", ['"{}"', 'W/"{}"', '"other", "{}"', '"{}-gz"', "*"])
def test_what_is_known_is_not_sent_again(api, known):
    publish(Resource())
    tag = api("resources")["ETag"].strip('"')

    response = api("resources", headers={"If-None-Match": known.format(tag)})

    assert response.status_code == 304
    assert not response.content
    assert response["ETag"] == f'"{tag}"'
    assert response["Cache-Control"]
    assert response["Vary"] == "Accept, Accept-Encoding"


@pytest.mark.parametrize(
    "known", ['"other"', "no tag at all", '"', '"\u00e9"', ",,,", '"' + "a" * 5000 + '"']
)
def test_what_is_not_known_is_sent(api, known):
    assert api("resources", headers={"If-None-Match": known}).status_code == 200


# ------------------------------------------------------------------ how often


@pytest.fixture
def three_a_minute(settings, monkeypatch):
    monkeypatch.setattr("integra_cms.api.throttling.time.time", lambda: 1_000_000_040.0)
    settings.INTEGRA = {**settings.INTEGRA, "API_RATE": 3}


def test_too_many_requests_of_one_address_are_refused(api, three_a_minute, client):
    for _ in range(3):
        assert api("changes").status_code == 200

    response = api("changes")

    assert_problem(response, 429, "too_many_requests")
    assert response["Retry-After"] == "40"
    assert response["RateLimit"] == '"minute";r=0;t=40'
    assert response["RateLimit-Policy"] == '"minute";q=3;w=60'
    assert client.get(ROOT + "changes", REMOTE_ADDR="192.0.2.7").status_code == 200


def test_in_the_next_minute_counting_begins_anew(api, three_a_minute, monkeypatch):
    for _ in range(4):
        api("changes")

    monkeypatch.setattr("integra_cms.api.throttling.time.time", lambda: 1_000_000_081.0)

    assert api("changes").status_code == 200


def test_addresses_of_one_ipv6_network_count_together(client, three_a_minute):
    for number in range(3):
        client.get(ROOT + "changes", REMOTE_ADDR=f"2001:db8::{number}")

    response = client.get(ROOT + "changes", REMOTE_ADDR="2001:db8::ffff")

    assert response.status_code == 429
    assert client.get(ROOT + "changes", REMOTE_ADDR="2001:db8:0:1::1").status_code == 200


def test_a_forwarded_address_counts_only_behind_a_proxy_of_ours(client, three_a_minute, settings):
    for number in range(3):
        client.get(ROOT + "changes", headers={"X-Forwarded-For": f"192.0.2.{number}"})
    forged = client.get(ROOT + "changes", headers={"X-Forwarded-For": "192.0.2.9"})
    settings.INTEGRA = {**settings.INTEGRA, "TRUSTED_PROXIES": 1}

    trusted = client.get(ROOT + "changes", headers={"X-Forwarded-For": "1.1.1.1, 192.0.2.9"})

    assert forged.status_code == 429
    assert trusted.status_code == 200


def test_what_a_client_writes_itself_does_not_count(client, three_a_minute, settings):
    settings.INTEGRA = {**settings.INTEGRA, "TRUSTED_PROXIES": 1}
    for number in range(3):
        client.get(ROOT + "changes", headers={"X-Forwarded-For": f"10.0.0.{number}, 192.0.2.9"})

    response = client.get(ROOT + "changes", headers={"X-Forwarded-For": "10.0.0.9, 192.0.2.9"})

    assert response.status_code == 429


@pytest.mark.parametrize(
    ("forms", "other"),
    [
        (("203.0.113.7", "203.0.113.7:51234", "[::ffff:203.0.113.7]:443"), "203.0.113.8:51234"),
        (("2001:db8::1", "[2001:db8::1]", "[2001:db8::1]:443"), "[2001:db8:0:1::1]:443"),
    ],
)
def test_the_port_of_a_forwarded_address_does_not_count(
    client, three_a_minute, settings, forms, other
):
    settings.INTEGRA = {**settings.INTEGRA, "TRUSTED_PROXIES": 1}
    for form in forms:
        client.get(ROOT + "changes", headers={"X-Forwarded-For": f"10.0.0.1:1, {form}"})

    for form in forms:
        response = client.get(ROOT + "changes", headers={"X-Forwarded-For": form})
        assert response.status_code == 429
    assert client.get(ROOT + "changes", headers={"X-Forwarded-For": other}).status_code == 200


def test_zero_means_any_number(api, settings):
    settings.INTEGRA = {**settings.INTEGRA, "API_RATE": 0}

    assert {api("changes").status_code for _ in range(5)} == {200}


def test_reading_goes_on_when_the_cache_is_gone(api, monkeypatch, caplog):
    def gone(*args: object, **kwargs: object) -> int:
        raise ConnectionError("no cache")

    monkeypatch.setattr(type(cache._connections[cache._alias]), "incr", gone)

    assert api("changes").status_code == 200
    assert "no cache" in caplog.text
