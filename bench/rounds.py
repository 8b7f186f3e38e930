"""Rounds in which everybody is measured in turn, so that a busy moment hits all alike."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import median

from bench.goals import ratio
from bench.load import Load, Task, put_load

WARMING = 0.3


class Rounds:
    """What each peer did in each round, for every figure."""

    def __init__(self) -> None:
        self._loads: dict[tuple[str, str], list[Load]] = defaultdict(list)

    def run(
        self,
        tasks: Mapping[str, Mapping[str, Sequence[Task]]],
        *,
        rounds: int,
        seconds: float,
        clients: int,
    ) -> None:
        """Measures every figure of every peer, once a round; the order of peers goes round.

        Args:
            tasks: Figure → peer → what it is asked.
            rounds: How often each is measured.
            seconds: How long, each time.
            clients: How many ask at once.
        """
        for of_peers in tasks.values():
            for each in of_peers.values():
                put_load(each, WARMING, clients=clients)
        for number in range(rounds):
            for figure, of_peers in tasks.items():
                peers = list(of_peers)
                for peer in peers[number % len(peers) :] + peers[: number % len(peers)]:
                    load = put_load(of_peers[peer], seconds, clients=clients, seed=number * 100)
                    self._loads[figure, peer].append(load)
            sys.stderr.write(f"Round {number + 1}/{rounds} is over.\n")

    def ratio(self, figure: str, peer: str, other: str, *, other_figure: str = "") -> float:
        """How many times as often one peer answers as another."""
        return round(ratio(self.rates(figure, peer), self.rates(other_figure or figure, other)), 3)

    def rates(self, figure: str, peer: str) -> list[float]:
        return [load.rate for load in self._loads[figure, peer]]

    def milliseconds(self, figure: str, peer: str) -> float:
        return round(median(load.milliseconds for load in self._loads[figure, peer]), 2)

    def as_json(self) -> dict[str, dict[str, dict[str, float]]]:
        """Medians over the rounds."""
        shown: dict[str, dict[str, dict[str, float]]] = defaultdict(dict)
        for (figure, peer), loads in self._loads.items():
            shown[figure][peer] = {
                "per_second": round(median(load.rate for load in loads), 1),
                "milliseconds": round(median(load.milliseconds for load in loads), 2),
                "kilobytes": round(median(load.size for load in loads) / 1000, 1),
                "client_share": round(median(load.client_share for load in loads), 2),
            }
        return dict(shown)
