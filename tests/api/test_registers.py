"""What kinds, facets and choices are called, by HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from integra_cms.delivery.rebuilding import rebuild
from integra_cms.delivery.registers import REGISTERS
from tests.api.conftest import assert_problem, body_of
from tests.delivery.reading.factories import Resource, publish
from tests.pages.factories import ensure_term, tree
from tools.openapi import description

DECLARED = [name for name, register in REGISTERS.items() if register.declared]


@pytest.fixture
def site(db) -> None:
    tree(("en", "bg", "cs"))
    rebuild()


@pytest.mark.parametrize("name", DECLARED)
def test_a_register_is_kept_by_caches_until_it_says_something_else(site, api, name):
    response = api(name, locale="bg")

    assert body_of(response)["locale"] == response["Content-Language"] == "bg"
    assert response["Cache-Control"].startswith("public, max-age=300")
    assert response["Surrogate-Key"].split() == [f"register-{name}", "l-bg"]
    again = api(name, headers={"If-None-Match": response["ETag"]}, locale="bg")
    assert (again.status_code, again.content) == (304, b"")
    assert api(name, locale="cs")["ETag"] != response["ETag"]


@pytest.mark.parametrize("name", DECLARED)
def test_aliases_of_locales_are_understood_and_other_parameters_refused(site, api, name):
    assert body_of(api(name, locale="sl"))["locale"] == "sk"
    assert_problem(api(name, locale="xx"), 400, "parameter_invalid", "locale")
    assert_problem(api(name, kind="method"), 400, "parameter_invalid", "kind")


@pytest.mark.parametrize("name", DECLARED)
def test_a_register_that_is_not_made_yet_says_what_to_do(db, api, name):
    problem = assert_problem(api(name), 404, "not_found")

    assert "deliver rebuild" in problem["detail"]


def test_whatever_is_counted_can_be_called_by_its_name(site, api):
    """A front end draws its filters: “Methods (2)”, “Issues: Housing (1)”, “Settings: …”."""
    ensure_term("issue", "housing")
    rebuild()
    facets = [("issues", "housing"), ("settings", "online"), ("level", "country")]
    publish(Resource(facets=facets), Resource(kind="agenda", facets=[("adoption", "noted")]))
    counted = body_of(api("resources", locale="bg", facets="true"))["facets"]
    register, vocabularies = (body_of(api(name, locale="bg")) for name in ("kinds", "vocabularies"))

    terms = {each["code"]: codes_of(each["terms"]) for each in vocabularies["vocabularies"]}
    names = {"kind": {each["code"]: each["label_plural"] for each in register["kinds"]}}
    for facet in register["facets"]:
        names[facet["name"]] = codes_of(facet["choices"])
        for vocabulary in facet["vocabularies"]:
            names[facet["name"]] |= terms[vocabulary]

    assert set(counted) == {"kind", "issues", "settings", "level", "adoption"}
    for name, counts in counted.items():
        assert all(names[name][each["code"]]["text"] for each in counts)
    assert names["settings"]["online"] == {"text": "Онлайн", "locale": "bg"}


def codes_of(entries: list[dict[str, Any]]) -> dict[str, dict[str, str]]:
    return {each["code"]: each["label"] for each in entries}


def test_every_enumeration_in_an_answer_about_a_resource_has_labels(site, api):
    components = json.loads(description())["components"]["schemas"]
    enumerations = {
        name: components[name]["enum"]
        for name in used_by("integra_delivery_DetailAnswer", components)
        if "enum" in components[name]
    }

    told = body_of(api("choices", locale="en"))["choices"]

    assert {name: [each["code"] for each in listed] for name, listed in told.items()} == (
        enumerations
    )


def used_by(name: str, components: dict[str, Any]) -> set[str]:
    """A component and all that it refers to."""
    found, pending = set(), [name]
    while pending:
        name = pending.pop()
        if name not in found:
            found.add(name)
            pending.extend(references(components[name]))
    return found


def references(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        if isinstance(part.get("$ref"), str):
            yield part["$ref"].rpartition("/")[2]
        for each in part.values():
            yield from references(each)
    elif isinstance(part, list):
        for each in part:
            yield from references(each)
