"""What the figures should be. Nothing fails when they are not: the table says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

AT_LEAST = "≥"
AT_MOST = "≤"


@dataclass(frozen=True)
class Goal:
    """A figure by its name, and how large it should be at least or at most."""

    figure: str
    sense: str
    bound: float

    def is_met_by(self, value: float) -> bool:
        return value >= self.bound if self.sense == AT_LEAST else value <= self.bound


GOALS = (
    Goal("detail_vs_v3", AT_LEAST, 40),
    Goal("detail_vs_floor", AT_LEAST, 0.2),
    Goal("by_path_vs_v3", AT_LEAST, 40),
    Goal("cards_vs_v3", AT_LEAST, 15),
    Goal("full_vs_v2", AT_LEAST, 300),
    Goal("search_rare_vs_v3", AT_LEAST, 40),
    Goal("search_common_vs_v3", AT_LEAST, 40),
    Goal("detail_growth", AT_MOST, 1.2),
    Goal("cards_growth", AT_MOST, 1.2),
    Goal("full_growth", AT_MOST, 1.2),
    Goal("deep_cursor_vs_first_page", AT_MOST, 1.1),
    Goal("search_common_facets_ms", AT_MOST, 30),
    Goal("export_documents_per_second", AT_LEAST, 5000),
    Goal("export_growth_mib", AT_MOST, 16),
    Goal("rebuild_documents_per_second", AT_LEAST, 1000),
    Goal("publish_extra_ms", AT_MOST, 10),
    Goal("worker_mib", AT_MOST, 140),
    Goal("queries_detail", AT_MOST, 1),
    Goal("queries_cards", AT_MOST, 2),
    Goal("queries_full", AT_MOST, 2),
    Goal("queries_search_facets", AT_MOST, 3),
)


def ratio(first: Sequence[float], second: Sequence[float]) -> float:
    """How many times the first is the second: the median over rounds, each taken at one time."""
    return median(a / b for a, b in zip(first, second, strict=True))


def judged(figures: Mapping[str, float]) -> dict[str, dict[str, object]]:
    """Each goal with the figure it is about, as far as that was measured."""
    return {
        goal.figure: {
            "goal": f"{goal.sense} {goal.bound:g}",
            "value": figures[goal.figure],
            "verdict": "met" if goal.is_met_by(figures[goal.figure]) else "missed",
        }
        for goal in GOALS
        if goal.figure in figures
    }
