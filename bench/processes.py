"""Our own commands, each in a process of its own, timed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Place:
    """A database with its settings, and the folder with its files."""

    database: str
    data: Path
    settings: str = "bench.settings"

    @property
    def environment(self) -> Mapping[str, str]:
        return {
            "INTEGRA_DATA_DIR": str(self.data),
            "DATABASE_URL": self.database,
            "DJANGO_SETTINGS_MODULE": self.settings,
        }


@dataclass(frozen=True)
class Measured:
    """A process that ended well.

    Attributes:
        peak: Its largest memory in MiB.
    """

    seconds: float
    peak: int
    output: str


def measured(*command: str, place: Place) -> Measured:
    """Runs one of our modules or scripts to its end.

    Raises:
        SystemExit: The process failed.
    """
    start = time.perf_counter()
    process = subprocess.Popen(  # noqa: S603 - our own commands
        [sys.executable, *command],
        cwd=ROOT,
        env={**os.environ, **place.environment},
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        output = process.stdout.read() if process.stdout else ""
        _pid, status, usage = os.wait4(process.pid, 0)
    except BaseException:
        process.kill()
        raise
    if status:
        raise SystemExit(f"{' '.join(command)} failed.")
    return Measured(time.perf_counter() - start, usage.ru_maxrss // 1024, output)
