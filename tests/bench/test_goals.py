"""What the figures mean."""

from __future__ import annotations

import pytest

from bench.goals import GOALS, judged, ratio


def test_a_ratio_is_the_median_of_those_of_each_round() -> None:
    ours, theirs = [100, 10, 90], [10, 5, 10]

    assert ratio(ours, theirs) == 9


@pytest.mark.parametrize(
    ("figure", "value", "verdict"),
    [
        ("detail_vs_v3", 40, "met"),
        ("detail_vs_v3", 39.9, "missed"),
        ("publish_extra_ms", 10, "met"),
        ("publish_extra_ms", 10.1, "missed"),
    ],
)
def test_a_goal_is_met_or_missed(figure: str, value: float, verdict: str) -> None:
    assert judged({figure: value})[figure]["verdict"] == verdict


def test_what_was_not_measured_is_not_judged() -> None:
    assert judged({}) == {}


def test_every_figure_has_one_goal() -> None:
    names = [goal.figure for goal in GOALS]

    assert len(names) == len(set(names))
