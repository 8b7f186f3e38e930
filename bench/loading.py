"""What loading the toolkit costs, and one more edition, against stock Wagtail. On SQLite."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from bench.processes import Place, measured

ROUNDS = 3


def loading_figures(folder: Path, *, rounds: int = ROUNDS) -> dict[str, float]:
    """Medians of several rounds where a round is cheap."""
    database = folder / "bench.sqlite3"
    place = Place(f"sqlite:///{database}", folder)
    measured("manage.py", "migrate", "--verbosity=0", place=place)
    first = measured("manage.py", "toolkit", "--verbosity=0", "load", place=place)
    again = measured("manage.py", "toolkit", "--verbosity=0", "load", place=place)
    results = []
    for _ in range(rounds):
        copy = folder / "round"
        copy.mkdir()
        shutil.copy(database, copy)
        copied = Place(f"sqlite:///{copy / database.name}", copy)
        imported = measured("-m", "bench.importing", place=copied)
        results.append(json.loads(imported.output) | {"peak": imported.peak})
        shutil.rmtree(copy)
    median = sorted(results, key=lambda each: each["loader"] / each["wagtail"])[len(results) // 2]
    return {
        "toolkit_load_seconds": round(first.seconds, 2),
        "toolkit_load_peak_mib": first.peak,
        "toolkit_load_again_seconds": round(again.seconds, 2),
        "import_ms_per_edition": round(median["loader"] * 1000, 1),
        "copy_and_publish_ms_per_edition": round(median["wagtail"] * 1000, 1),
        "import_vs_copy_and_publish": round(median["loader"] / median["wagtail"], 2),
        "import_peak_mib": median["peak"],
    }
