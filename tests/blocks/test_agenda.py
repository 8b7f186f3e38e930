"""Drivers, scenarios and interventions of an agenda."""

from __future__ import annotations

import pytest

from integra_cms.blocks import StreamBlock
from integra_cms.blocks.agenda import (
    DriverBlock,
    InterventionBlock,
    ScenarioBlock,
)
from tests.blocks.families import preview_raw, refusal, stream_refusal


@pytest.mark.parametrize(
    ("block", "code"),
    [
        (DriverBlock(), "driver_code_duplicate"),
        (ScenarioBlock(), "scenario_code_duplicate"),
        (InterventionBlock(), "intervention_code_duplicate"),
    ],
)
def test_a_code_is_used_once(block, code):
    raw = preview_raw(block)

    assert stream_refusal("part", block, raw, raw) == {1: [code]}


def test_empty_codes_of_a_draft_are_not_duplicates():
    stream = StreamBlock([("driver", DriverBlock())])
    raw = [{"type": "driver", "value": {"name": name}} for name in "ab"]

    stream.clean_deferred(stream.to_python(raw))


@pytest.mark.parametrize(("field", "value"), [("impact", 6), ("uncertainty", 0)])
def test_impact_and_uncertainty_go_from_one_to_five(field, value):
    block = DriverBlock()

    assert refusal(block, preview_raw(block, **{field: value})) in (["max_value"], ["min_value"])


def test_an_intervention_does_not_end_before_it_starts():
    block = InterventionBlock()

    assert refusal(block, preview_raw(block, start_year=2022, end_year=2020)) == ["years_order"]


def test_an_intervention_with_one_year_only_shows_it():
    block = InterventionBlock()

    html = block.render(block.to_python(preview_raw(block, end_year=None)))

    assert "2020–<" in html
