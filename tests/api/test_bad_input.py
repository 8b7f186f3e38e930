"""Every parameter of every operation, given what it cannot take: refused by name, never a crash."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import quote

import pytest

from tests.api.conftest import assert_problem, body_of
from tests.delivery.reading.factories import Resource, publish, resources
from tools.openapi import description

pytestmark = pytest.mark.django_db

LONG = "a" * 10_000

BAD_UTF8 = ("%ff", "%c3%28", "%ed%a0%80", "a%80")

ANYTHING = ("a\x00b", LONG)
"""No parameter takes a null character or so long a text."""

OTHERS: Mapping[str, tuple[str, ...]] = {
    "integer": ("", "x", "1.5", "-1", str(10**30), "١", "0x10", "NaN"),
    "boolean": ("", "perhaps", "2", "None"),
    "locale": ("xx", "", "en,bg", "bg'--", "../en", "🦄"),
    "kind": ("unicorn", "", "method,agenda"),
    "sort": ("rank", "score", "", "title,date", "TITLE"),
    "view": ("all", "", "Card"),
    "format": ("xml", ""),
    "fallback": ("xx", "", "none,none", ","),
    "cursor": ("x", "AAAA", "☃", "a" * 3_000),
    "updated_since": ("yesterday", "2026-02-30T00:00:00Z", "2026-01-01T00:00:00", ""),
}
"""By name of the parameter, else by its type."""

NEEDED = {"find": "path=/en/", "search/suggest": "q=me"}

UUID = "3fa85f64-5717-4562-b3fc-2c963f66afa6"

WHOLE: Mapping[str, str] = {
    "resource": UUID,
    "media_id": UUID,
    "name": f"{'a' * 64}.png",
    "version": "a" * 12,
    "token": "abc",
}
"""What is right in the place of each part of an address."""


def operations() -> Iterator[tuple[str, list[dict[str, Any]]]]:
    for path, item in json.loads(description())["paths"].items():
        yield path, item["get"]["parameters"]


def refused_values(parameter: Mapping[str, Any]) -> tuple[str, ...]:
    schema = parameter["schema"].get("items", parameter["schema"])
    more = OTHERS.get(parameter["name"], OTHERS.get(schema.get("type", ""), ()))
    if schema.get("pattern"):
        more = (*more, "not a code", "<b>", "")
    return (*ANYTHING, *more)


QUERIES = [
    pytest.param(path, parameter["name"], value, id=f"{path} {parameter['name']} {value[:12]!a}")
    for path, parameters in operations()
    for parameter in parameters
    if parameter["in"] == "query"
    for value in refused_values(parameter)
]

NAMES = [
    pytest.param(path, parameter["name"], id=f"{path} {parameter['name']}")
    for path, parameters in operations()
    for parameter in parameters
    if parameter["in"] == "query"
]

PARTS = [
    pytest.param(path, parameter["name"], id=f"{path} {parameter['name']}")
    for path, parameters in operations()
    for parameter in parameters
    if parameter["in"] == "path"
]


def address(path: str, query: str) -> str:
    """The operation with what it cannot do without, and something else."""
    short = path.removeprefix("/api/v1/")
    for name, value in WHOLE.items():
        path = path.replace(f"{{{name}}}", value)
    needed = NEEDED.get(short, "")
    if needed.partition("=")[0] == query.partition("=")[0]:
        needed = ""
    return f"{path}?{'&'.join(filter(None, (needed, query)))}"


@pytest.mark.parametrize(("path", "name", "value"), QUERIES)
def test_what_a_parameter_cannot_take_is_refused_by_its_name(client, path, name, value):
    response = client.get(address(path, f"{name}={quote(value)}"))

    code = "cursor_invalid" if is_cursor(name, value) else "parameter_invalid"
    assert_problem(response, 400, code, name)


def is_cursor(name: str, value: str) -> bool:
    """It could be a cursor by its length; whether it is one, reading finds out."""
    return name == "cursor" and value not in ANYTHING


@pytest.mark.parametrize(("path", "name"), NAMES)
@pytest.mark.parametrize("value", BAD_UTF8)
def test_what_is_no_utf8_is_refused(client, path, name, value):
    assert_problem(client.get(address(path, f"{name}={value}")), 400, "request_invalid")


@pytest.mark.parametrize(("path", "part"), PARTS)
@pytest.mark.parametrize("value", [*BAD_UTF8, "%00", "a%00b", "x", "%2e%2e", "☃", "a" * 3_000])
def test_an_address_that_cannot_be_leads_nowhere(client, path, part, value):
    response = client.get(address(path.replace(f"{{{part}}}", value), ""))

    problem = json.loads(response.content)
    assert response["Content-Type"] == "application/problem+json"
    assert problem["status"] == response.status_code
    assert response.status_code in {400, 404, 410}


FACETS = ("stages", "areas", "issues", "medium")


@pytest.mark.parametrize("change", [f"{facet}=assess" for facet in FACETS])
def test_a_cursor_is_of_no_use_with_other_facets(client, change):
    publish(*resources(5, facets=[(facet, "assess") for facet in FACETS]))
    cursor = body_of(client.get("/api/v1/resources?limit=2"))["next"]

    response = client.get(f"/api/v1/resources?limit=2&cursor={cursor}&{change}")

    assert_problem(response, 400, "cursor_invalid", "cursor")


@pytest.mark.parametrize(
    "change",
    ["locale=bg", "fallback=none", "kind=method", "city=sofia", "sort=date", "view=full",
     "updated_since=2020-01-01T00:00:00Z", "q=photovoice"],
)  # fmt: skip
def test_a_cursor_is_of_no_use_with_another_question(client, change):
    publish(*(Resource({"en": f"Photovoice {number}"}) for number in range(5)), indexed=True)
    cursor = body_of(client.get("/api/v1/resources?limit=2"))["next"]

    response = client.get(f"/api/v1/resources?limit=2&cursor={cursor}&{change}")

    assert_problem(response, 400, "cursor_invalid", "cursor")


@pytest.mark.parametrize("facet", ["colour", "score", "stage", "integra_pages", "stages[]"])
def test_a_facet_nobody_has_is_refused_and_those_there_are_are_named(client, facet):
    response = client.get(f"/api/v1/resources?{quote(facet)}=assess")

    problem = assert_problem(response, 400, "parameter_invalid", facet)
    assert "stages" in problem["errors"][0]["allowed"]
