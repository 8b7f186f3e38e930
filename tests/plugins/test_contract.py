"""The contract: what is declared is collected, and what does not fit is a check error."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from django.apps import AppConfig, apps

from integra_cms.plugins import POINTS, ToolkitPlugin, UnknownContribution, contributions, plugins
from integra_cms.plugins.checks import check_contract
from integra_cms.plugins.points import ExtensionPoint

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def switched_on(name: str) -> Iterator[None]:
    """As if a plugin without models were in INSTALLED_APPS; no app is made ready again."""
    config = AppConfig.create(f"tests.plugins.{name}")
    config.apps, config.models = apps, {}
    with (
        patch.dict(apps.app_configs, {config.label: config}),
        contributions.collected_anew(),
    ):
        yield


def test_nothing_is_wrong_with_what_is_shipped():
    assert check_contract() == []


def test_core_contributes_through_the_contract():
    core = {plugin.label for plugin in plugins()}

    assert {"integra_blocks", "integra_pages", "integra_vocabularies", "toolkit_content"} <= core
    assert "method" in contributions.kinds
    assert "paragraph" in contributions.blocks("body")
    assert "stage" in contributions.vocabularies


def test_every_point_is_an_attribute_of_the_config():
    declared = {
        name
        for name, value in vars(ToolkitPlugin).items()
        if not name.startswith("_") and not callable(value) and name not in {"contract", "default"}
    }

    assert declared == set(POINTS)


@pytest.mark.parametrize("point", POINTS.values(), ids=lambda point: point.name)
def test_every_point_says_what_it_is_for(point: ExtensionPoint):
    assert point.purpose
    assert point.shape in {"paths", "streams", "blocks"}


def test_an_unknown_name_is_answered_with_what_there_is():
    with pytest.raises(UnknownContribution) as refused:
        contributions.kinds["tavern"]

    assert "No plugin contributes 'tavern' to kinds" in str(refused.value)
    assert "method" in str(refused.value)
    assert refused.value.code == "unknown_contribution"


def test_an_installed_but_switched_off_plugin_is_named(monkeypatch):
    monkeypatch.setattr("integra_cms.plugins.collecting.switched_off", lambda: ("city_taverns",))

    with pytest.raises(UnknownContribution, match="Installed but not switched on: city_taverns"):
        contributions.kinds["tavern"]


def test_an_older_contract_is_an_error_that_names_both_sides():
    with switched_on("older_contract"):
        [error] = check_contract()

    assert error.id == "integra.E001"
    assert "The plugin older_contract was written for contract 0" in error.msg
    assert "offers contract 1" in error.msg


def test_names_that_are_taken_are_errors_that_name_both_parties():
    with switched_on("same_names"):
        errors = check_contract()

    assert [error.id for error in errors] == ["integra.E003", "integra.E003"]
    assert "'paragraph' to blocks for the stream body: integra_blocks" in errors[0].msg
    assert "and same_names (integra_cms.blocks.text.ParagraphBlock)" in errors[0].msg
    assert "'stage' to vocabularies: integra_vocabularies" in errors[1].msg


def test_the_first_one_keeps_a_name_that_two_contribute():
    with switched_on("same_names"):
        label = contributions.vocabularies["stage"].label

    assert label != "Stages of another kind"


def test_references_to_nothing_are_errors_that_name_the_plugin():
    with switched_on("unknown_references"):
        found = {error.id: error.msg for error in check_contract()}

    assert set(found) == {f"integra.E00{number}" for number in (4, 5, 6, 7, 8)}
    assert all("unknown_references" in message for message in found.values())
    assert "'sidebar'" in found["integra.E004"]
    assert "'unknown_references.GhostPage'" in found["integra.E005"]
    assert "'brightness'" in found["integra.E006"]
    assert "'street'" in found["integra.E007"]
    assert "has the document schema ''" in found["integra.E008"]


def test_paths_that_lead_nowhere_are_errors():
    with switched_on("broken_paths"):
        missing, wrong = check_contract()

    assert (
        "tests.plugins.broken_paths.nowhere.KIND in kinds, which cannot be imported" in missing.msg
    )
    assert "tests.settings.SECRET_KEY in kinds, which is a str. It must be a Kind." in wrong.msg
