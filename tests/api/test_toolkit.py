"""The shipped toolkit by HTTP: everything that is served fits its description."""

from __future__ import annotations

import json
import os
from importlib import import_module
from typing import Any

import jsonschema_rs
import pytest
from django.core.cache import cache
from django.test import Client, override_settings
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable

from integra_cms.api.described import DESCRIBED
from integra_cms.delivery.draining import drain
from integra_cms.delivery.models import Entry
from integra_cms.delivery.rebuilding import rebuild
from tests.api.conftest import ROOT
from tests.toolkit.conftest import toolkit  # noqa: F401 - a fixture
from tools.openapi import description

EXAMPLES = 8
SEED = 20_261_122


@pytest.fixture(scope="module")
def described() -> dict[str, Any]:
    return json.loads(description())


@pytest.fixture(scope="module")
def served(toolkit, django_db_blocker):  # noqa: F811 - the fixture of that name
    """The catalogue of the toolkit; everybody may ask as often as they like."""
    with django_db_blocker.unblock(), override_settings(INTEGRA=unlimited()):
        cache.clear()
        rebuild()
        drain()
        yield Client()


def application(environ: dict[str, Any], start_response: Any) -> list[bytes]:
    """The site as WSGI, in the transaction of the test: Django's own would end the connection."""
    response = Client(raise_request_exception=False).request(**environ)
    start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
    return [b"".join(response) if response.streaming else response.content]


def unlimited() -> dict[str, Any]:
    from django.conf import settings as django_settings

    return {**django_settings.INTEGRA, "API_RATE": 0, "API_GZIP": False}


def validator(described: dict[str, Any], name: str) -> Any:
    return jsonschema_rs.validator_for(
        {
            "$ref": f"#/components/schemas/{name}",
            "components": described["components"],
        }
    )


def test_every_line_of_the_export_fits(served, described):
    lines = [json.loads(line) for line in b"".join(served.get(ROOT + "export")).splitlines()]

    validator(described, "integra_api_ExportHead").validate(lines[0])
    fits = validator(described, "integra_api_ExportLine")
    problems = [
        f"{line['kind']} {line['key']}: {error.message[:300]} at {list(error.instance_path)}"
        for line in lines[1:]
        for error in fits.iter_errors(line)
    ]
    assert not problems
    assert {line["entity"] for line in lines[1:]} >= {"edition", "register"}


ANSWERS = {
    "resources?view=full&limit=100&facets=true&total=true": "integra_delivery_ListAnswer",
    "resources?limit=100&locale=bg&q=grad": "integra_delivery_ListAnswer",
    "resources?kind=city&kind=library": "integra_delivery_ListAnswer",
    "search/suggest?q=ph": "integra_api_SuggestAnswer",
    "changes?limit=200&full=true": "integra_api_ChangesAnswer",
    "cities?locale=cs": "integra_delivery_CitiesBody",
    "vocabularies?locale=hr": "integra_delivery_VocabulariesBody",
    "kinds?locale=bg": "integra_delivery_KindsBody",
    "choices?locale=sk": "integra_delivery_ChoicesBody",
    "project?locale=it": "integra_delivery_ProjectBody",
    "menus?locale=sk": "integra_delivery_MenusBody",
    "redirects": "integra_delivery_RedirectsBody",
}


@pytest.mark.parametrize("path", ANSWERS)
def test_answers_fit(served, described, path):
    response = served.get(ROOT + path)

    assert response.status_code == 200
    validator(described, ANSWERS[path]).validate(json.loads(response.content))


def test_json_ld_of_every_resource_names_language_and_licence(served, described):
    fits = validator(described, "integra_api_JsonLd")
    resources = Entry.objects.filter(scope="default.bg", listed=True).values_list("resource")
    assert resources

    for (resource,) in resources:
        response = served.get(
            f"{ROOT}resources/{resource}?locale=bg", headers={"Accept": "application/ld+json"}
        )
        found = json.loads(response.content)
        fits.validate(found)
        assert response["Content-Type"] == "application/ld+json"
        assert found["inLanguage"] == response["Content-Language"]
        assert found["license"]


CONDITIONAL = {"cursor", "after", "sort", "q"}
"""Parameters whose values depend on others, or on what was answered before: 400 is allowed."""


def is_conditional(response: Any) -> bool:
    """A refusal that no description could have told."""
    if response.status_code != 400:
        return response.status_code == 410
    return {error["parameter"] for error in response.json()["errors"]} <= CONDITIONAL


@pytest.mark.parametrize("mode", ["positive", "negative"])
@pytest.mark.parametrize("operation_id", DESCRIBED)
def test_nothing_is_found_by_asking_all_the_description_allows(served, operation_id, mode):
    schemathesis = loaded_schemathesis()
    schema = schemathesis.openapi.from_wsgi(f"{ROOT}openapi.json", application)
    operation = schema.find_operation_by_id(operation_id)
    checks = schemathesis.checks

    @seed(SEED)
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        database=None,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=operation.as_strategy(schemathesis.GenerationMode(mode)))
    def ask(case: Any) -> None:
        response = case.call()
        excluded = [checks.ignored_auth]
        if is_conditional(response):
            excluded.append(checks.positive_data_acceptance)
        case.validate_response(response, excluded_checks=excluded)

    try:
        ask()
    except Unsatisfiable:
        assert mode == "negative"  # an operation without parameters cannot be asked wrongly


def loaded_schemathesis() -> Any:
    """Skips where it is not installed, but not in CI."""
    if os.environ.get("CI") == "true":
        return import_module("schemathesis")
    return pytest.importorskip("schemathesis")
