from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

import jsonschema_rs
import pytest
from ninja import Router, Schema

from integra_cms.api.api import build_api
from integra_cms.api.described import DESCRIBED
from integra_cms.api.examples import FOLDER
from integra_cms.plugins import ApiRouter, contributions
from tests.api.conftest import ROOT, assert_problem, body_of
from tools.openapi import SNAPSHOT, description


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return json.loads(description())


def operations(described: dict[str, Any]) -> dict[str, Any]:
    return {each["get"]["operationId"]: each["get"] for each in described["paths"].values()}


def references(part: Any) -> set[str]:
    if isinstance(part, dict):
        own = {part["$ref"]} if isinstance(part.get("$ref"), str) else set()
        return own.union(*(references(each) for each in part.values()))
    if isinstance(part, list):
        return set().union(*(references(each) for each in part))
    return set()


def test_the_description_is_the_one_that_was_decided():
    assert description() == SNAPSHOT.read_text(encoding="utf-8"), "Decide, then: make openapi"


def test_it_is_openapi_3_1_and_nothing_in_it_leads_nowhere(described):
    assert described["openapi"] == "3.1.0"
    for reference in references(described):
        part = described
        for step in reference.removeprefix("#/").split("/"):
            part = part[step]
        assert part


def test_every_component_is_used(described):
    used = {reference.rpartition("/")[2] for reference in references(described)}

    assert set(described["components"]["schemas"]) <= used


def test_components_are_named_after_their_app_or_stream(described):
    for name in described["components"]["schemas"]:
        assert re.fullmatch(r"(Stream_[a-z_]+|(integra_[a-z]+|neighbours)_[A-Z]\w+)", name)


def test_every_operation_says_what_it_answers_and_how_it_refuses(described):
    assert set(operations(described)) == set(DESCRIBED)
    for operation in operations(described).values():
        assert {"200", "400", "401", "403", "405", "429", "500"} <= set(operation["responses"])
        assert operation["summary"]
        assert operation["description"]


def test_every_parameter_is_described_and_has_limits(described):
    for operation in operations(described).values():
        for parameter in operation["parameters"]:
            schema = parameter["schema"]
            schema = schema.get("items", schema)
            limits = {"enum", "maxLength", "maximum", "format", "pattern"} & set(schema)
            assert limits or schema["type"] == "boolean", parameter
            assert "anyOf" not in schema


def contents(described: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """All that is answered with, with the media type of each."""
    responses = [
        *described["components"]["responses"].values(),
        *(each for one in operations(described).values() for each in one["responses"].values()),
    ]
    for response in responses:
        yield from response.get("content", {}).items()


def test_every_example_is_shown_and_fits_its_schema(described):
    examples = [content for _form, content in contents(described) if "example" in content]

    assert len(examples) == len(list(FOLDER.glob("*.json"))) > 8
    for content in examples:
        schema = {**content["schema"], "components": described["components"]}
        jsonschema_rs.validator_for(schema).validate(content["example"])


def test_blocks_are_told_apart_by_their_type(described):
    body = described["components"]["schemas"]["Stream_body"]

    assert body["discriminator"]["propertyName"] == "type"
    assert "neighbour_tip" in body["discriminator"]["mapping"]


def test_documents_are_told_apart_by_their_kind(described):
    document = described["components"]["schemas"]["integra_delivery_Document"]

    assert document["discriminator"]["propertyName"] == "kind"
    assert {"method", "meeting_place", "city"} <= set(document["discriminator"]["mapping"])


def test_ours_keep_their_names_and_form_when_a_plugin_comes(described, monkeypatch):
    class MethodData(Schema):
        name: str

    router = Router()

    @router.get("methods", response=MethodData, operation_id="walk_methods")
    def methods(request):
        """Another MethodData."""

    before = described["components"]["schemas"]
    with contributions.collected_anew() as collected:
        monkeypatch.setitem(collected._named, "routers", named(ApiRouter("walks", router)))
        after = build_api().get_openapi_schema(path_prefix="/api/v1/")

    assert "/api/v1/x/walks/methods" in after["paths"]
    assert {name: after["components"]["schemas"][name] for name in before} == before


def named(*routers: ApiRouter) -> Any:
    from integra_cms.plugins.collecting import Named

    return Named("routers", {router.name: router for router in routers})


@pytest.mark.django_db
def test_it_is_served_and_known_by_its_tag(api, described):
    response = api("openapi.json")

    assert body_of(response) == described
    assert api("openapi.json", headers={"If-None-Match": response["ETag"]}).status_code == 304


@pytest.mark.django_db
def test_the_page_to_try_it_out_needs_no_other_site(client):
    response = client.get(ROOT + "docs")

    page = response.content.decode()
    assert not re.findall(r"""(?:src|href)=["'](?:https?:)?//""", page)
    assert not re.findall(r"<script>|<script [^>]*>[^<{\s]", page.replace("application/json", ""))
    assert "default-src 'none'" in response["Content-Security-Policy"]
    assert "unsafe-eval" not in response["Content-Security-Policy"]


@pytest.mark.django_db
def test_errors_fit_their_schemas(client, described):
    validators = {
        status: jsonschema_rs.validator_for(
            {
                "$ref": f"#/components/schemas/integra_api_Problem{status}",
                "components": described["components"],
            }
        )
        for status in (400, 401, 404, 405)
    }
    answers = [
        client.get(ROOT + "resources?limit=0"),
        client.get(ROOT + "resources", headers={"Authorization": "Basic x"}),
        client.get(ROOT + "nothing"),
        client.post(ROOT + "resources"),
    ]

    for answer in answers:
        validators[answer.status_code].validate(json.loads(answer.content))
    assert_problem(answers[2], 404, "not_found")
