"""Telling how far a long work has come."""

from __future__ import annotations

from typing import TextIO


class Progress:
    """Writes ``n/total`` to a stream: over itself on a terminal, every 10 % elsewhere.

    Without a stream it says nothing.
    """

    def __init__(self, stream: TextIO | None = None) -> None:
        self.stream = stream
        self._tty = stream is not None and stream.isatty()
        self._label = ""
        self._total = 0
        self._done = 0
        self._told = 0

    def start(self, label: str, total: int) -> None:
        """A new stretch of work begins."""
        self._label, self._total, self._done, self._told = label, total, 0, 0

    def step(self, count: int = 1) -> None:
        """So much more is done."""
        self._done += count
        if self.stream is None or not self._total:
            return
        if self._tty:
            end = "\n" if self._done >= self._total else ""
            self.stream.write(f"\r{self._label}: {self._done}/{self._total}{end}")
        elif self._done * 10 // self._total > self._told:
            self._told = self._done * 10 // self._total
            self.stream.write(f"{self._label}: {self._done}/{self._total}\n")
        self.stream.flush()
