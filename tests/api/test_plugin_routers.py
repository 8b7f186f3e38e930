from __future__ import annotations

import json

import pytest
from django.core.checks import run_checks
from django.urls import include, path
from ninja import Router

from integra_cms.api.api import build_api
from integra_cms.api.mounting import NAMESPACE
from integra_cms.plugins import ApiRouter, contributions
from integra_cms.plugins.collecting import plugins
from integra_cms.plugins.config import ToolkitPlugin
from tests.api.conftest import ROOT, assert_problem

router = Router()


@router.get("doors", operation_id="door_list", url_name="door_list")
def doors(request, floor: int = 0) -> list[str]:
    """Doors of one floor."""
    return [f"door {floor}"]


DOORS = ApiRouter("doors", router)
OTHER_DOORS = ApiRouter("doors", Router())
ODD = ApiRouter("Odd Name", object())


class urlconf:
    urlpatterns: list[object] = []


@pytest.fixture
def declare(monkeypatch):
    """Lets a switched-on plugin contribute routers."""

    def contribute(*names: str) -> None:
        plugin: ToolkitPlugin = next(each for each in plugins() if each.label == "neighbours")
        monkeypatch.setattr(
            type(plugin), "routers", [f"tests.api.test_plugin_routers.{name}" for name in names]
        )

    with contributions.collected_anew():
        yield contribute


@pytest.fixture
def mounted(declare, settings):
    declare("DOORS")
    patterns = build_api().urls[0]
    urlconf.urlpatterns = [path("api/v1/", include((patterns, NAMESPACE)))]
    settings.ROOT_URLCONF = urlconf


@pytest.mark.django_db
def test_a_plugin_has_addresses_of_its_own(client, mounted):
    response = client.get(ROOT + "x/doors/doors?floor=2")

    assert json.loads(response.content) == ["door 2"]
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.django_db
def test_its_errors_have_the_shape_of_all_others(client, mounted):
    assert_problem(client.get(ROOT + "x/doors/doors?floor=x"), 400, "parameter_invalid", "floor")
    assert_problem(client.get(ROOT + "x/doors/doors?wall=1"), 400, "parameter_invalid", "wall")
    assert_problem(client.post(ROOT + "x/doors/doors"), 405, "method_not_allowed")


def test_two_routers_under_one_name_are_an_error_that_names_both(declare):
    declare("DOORS", "OTHER_DOORS")

    messages = [error for error in run_checks(tags=["integra"]) if error.id == "integra.E003"]

    assert "DOORS" in messages[0].msg
    assert "OTHER_DOORS" in messages[0].msg


def test_a_router_that_cannot_be_mounted_is_an_error(declare):
    declare("ODD")

    assert {"integra.E602", "integra.E603"} <= {e.id for e in run_checks(tags=["integra"])}


def test_a_site_without_the_middleware_is_told(settings):
    settings.MIDDLEWARE = []

    assert "integra.E601" in {error.id for error in run_checks(tags=["integra"])}
