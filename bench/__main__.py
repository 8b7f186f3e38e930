"""Measures in a folder of its own, prints a table and writes ``bench/results.json``.

Times depend on the machine and are goals, not gates; the ratios are what counts.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "bench" / "results.json"
ROUNDS = 3


def measured(*command: str, data: str) -> tuple[float, int, str]:
    """Seconds, peak memory in MiB and standard output of a process.

    Raises:
        SystemExit: The process failed.
    """
    environment = {
        **os.environ,
        "INTEGRA_DATA_DIR": data,
        "DATABASE_URL": f"sqlite:///{data}/bench.sqlite3",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
    }
    start = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own commands
        [sys.executable, *command], cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    )
    output = process.stdout.read() if process.stdout else ""
    _pid, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        raise SystemExit(f"{' '.join(command)} failed.")
    return seconds, usage.ru_maxrss // 1024, output


def main() -> None:
    """One line for each figure; medians of several rounds where a round is cheap."""
    figures: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as data:
        measured("manage.py", "migrate", "--verbosity=0", data=data)
        first, memory, _ = measured("manage.py", "toolkit", "load", data=data)
        again, _, _ = measured("manage.py", "toolkit", "load", data=data)
        figures |= {
            "toolkit_load_seconds": round(first, 2),
            "toolkit_load_peak_mib": memory,
            "toolkit_load_again_seconds": round(again, 2),
        }
        rounds = []
        for _ in range(ROUNDS):
            copy = Path(data) / "round"
            copy.mkdir()
            original = Path(data) / "bench.sqlite3"
            (copy / "bench.sqlite3").write_bytes(original.read_bytes())
            _, peak, output = measured("-m", "bench.importing", data=str(copy))
            rounds.append(json.loads(output) | {"peak": peak})
            shutil.rmtree(copy)
    median = sorted(rounds, key=lambda each: each["loader"] / each["wagtail"])[ROUNDS // 2]
    figures |= {
        "import_ms_per_edition": round(median["loader"] * 1000, 1),
        "copy_and_publish_ms_per_edition": round(median["wagtail"] * 1000, 1),
        "import_vs_copy_and_publish": round(median["loader"] / median["wagtail"], 2),
        "import_peak_mib": median["peak"],
    }
    width = max(map(len, figures))
    for name, value in figures.items():
        sys.stdout.write(f"{name:<{width}}  {value}\n")
    RESULTS.write_text(json.dumps(figures, indent=2) + "\n")


if __name__ == "__main__":
    main()
