"""Gunicorn processes with two workers each, on free ports of this machine."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType

WORKERS = 2
PATIENCE = 60
"""Seconds until a server must answer."""


class Server:
    """One application behind gunicorn, from entering the context to leaving it.

    Args:
        application: Module and name, as gunicorn takes it.
        environment: On top of this process's own.
    """

    def __init__(self, application: str, environment: Mapping[str, str], cwd: Path) -> None:
        self._application = application
        self._environment = {**os.environ, **environment}
        self._cwd = cwd
        self.port = _free_port()

    def __enter__(self) -> Server:
        options = ["--workers", str(WORKERS), "--bind", f"127.0.0.1:{self.port}"]
        options += ["--worker-class", "sync", "--log-level", "warning", "--timeout", "300"]
        self._process = subprocess.Popen(  # noqa: S603 - our own command
            [sys.executable, "-m", "gunicorn", *options, self._application],
            cwd=self._cwd,
            env=self._environment,
        )
        deadline = time.monotonic() + PATIENCE
        while not (self._answers() and len(self.workers()) == WORKERS):
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.__exit__(None, None, None)
                raise SystemExit(f"{self._application} did not start behind gunicorn.")
            time.sleep(0.1)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(timeout=15)
        except subprocess.TimeoutExpired:
            workers = self.workers()
            self._process.kill()
            for pid in workers:
                os.kill(pid, signal.SIGKILL)

    def workers(self) -> list[int]:
        """Process ids of the workers."""
        pid = self._process.pid
        try:
            return [int(each) for each in _proc(pid, f"task/{pid}/children").split()]
        except FileNotFoundError:
            return []

    def memory(self) -> float:
        """Resident memory of the largest worker in MiB."""
        return max(_mib(pid, "VmRSS") for pid in self.workers())

    def peak_memory(self) -> float:
        """The most that the largest worker ever had, in MiB."""
        return max(_mib(pid, "VmHWM") for pid in self.workers())

    def seconds_of_processor(self) -> float:
        """What the workers have used so far."""
        ticks = 0
        for pid in self.workers():
            fields = _proc(pid, "stat").rpartition(")")[2].split()
            ticks += int(fields[11]) + int(fields[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    def _answers(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


def _proc(pid: int, name: str) -> str:
    return Path(f"/proc/{pid}/{name}").read_text()


def _mib(pid: int, name: str) -> float:
    found = re.search(rf"{name}:\s+(\d+) kB", _proc(pid, "status"))
    return int(found[1]) / 1024 if found else 0.0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
