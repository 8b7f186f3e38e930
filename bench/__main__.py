"""Measures in folders and databases of its own, prints a table, writes ``bench/results.json``.

Times depend on the machine and are goals, not gates; the ratios are what counts.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import signal
import sys
import tempfile
from pathlib import Path
from typing import Any

from bench.databases import databases
from bench.delivery import Effort, Results, measure
from bench.goals import judged
from bench.loading import loading_figures
from bench.processes import ROOT

RESULTS = ROOT / "bench" / "results.json"


def main() -> None:
    """Loading first, then delivery."""
    options = _options()
    # As Ctrl-C: whoever ends us wants our servers and databases to go, too.
    signal.signal(signal.SIGTERM, lambda *_args: sys.exit("Ended."))
    effort = Effort(
        sizes=options.sizes or ((100,) if options.quick else Effort.sizes),
        rounds=1 if options.quick else Effort.rounds,
    )
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "loading").mkdir()
        (folder / "delivery").mkdir()
        sys.stderr.write("Loading the toolkit\n")
        loading = loading_figures(folder / "loading", rounds=1 if options.quick else 3)
        with databases(folder / "delivery") as made:
            results = measure(made, folder / "delivery", effort)
            engine = made.engine
    document = {
        "machine": {
            "processors": os.cpu_count(),
            "python": platform.python_version(),
            "database": engine,
            "rounds": effort.rounds,
            "sizes": list(effort.sizes),
        },
        **loading,
        **results.figures,
        "ratios": results.ratios,
        "rates": results.rates,
        "builds": results.builds,
        "goals": judged({**results.figures, **results.ratios}),
    }
    RESULTS.write_text(json.dumps(document, indent=2) + "\n")
    _print(loading, results, document["goals"])


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--quick", action="store_true", help="One round on 100 resources: does everything work?"
    )
    parser.add_argument(
        "--sizes",
        type=int,
        nargs="+",
        help="Resources of each toolkit, the smallest first. Default: 100 1000 5000.",
    )
    return parser.parse_args()


def _print(loading: dict[str, float], results: Results, goals: Any) -> None:
    """Rates of all peers, what follows from them, and which goals are met."""
    peers = ("ours", "reread", "v3", "v2", "floor")
    _line("requests per second", *peers, "kB")
    for figure, of_peers in results.rates.items():
        if "ours" in of_peers:
            rates = (of_peers.get(peer, {}).get("per_second", "") for peer in peers)
            _line(figure, *rates, of_peers["ours"]["kilobytes"])
    _line()
    for size, figures in results.builds.items():
        _line(f"{size} resources", *(f"{name}={value}" for name, value in figures.items()))
    _line()
    for name, value in {**loading, **results.figures, **results.ratios}.items():
        judgement = goals.get(name)
        _line(name, value, *(judgement["goal"], judgement["verdict"]) if judgement else ())


def _line(name: str = "", *cells: object) -> None:
    sys.stdout.write(f"{name:<36}" + "".join(f"{cell!s:>12}" for cell in cells) + "\n")


if __name__ == "__main__":
    main()
