"""Telling how far a long work has come."""

from __future__ import annotations

from django.core.management.base import OutputWrapper


class Progress:
    """Writes ``n/total`` to a stream: over itself on a terminal, every 10 % elsewhere.

    Without a stream it says nothing.
    """

    def __init__(self, stream: OutputWrapper | None = None) -> None:
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
        text = f"{self._label}: {self._done}/{self._total}"
        tenths = self._done * 10 // self._total
        if self._tty:
            _write(self.stream, f"\r{text}" + ("\n" if self._done >= self._total else ""))
        elif tenths > self._told:
            self._told = tenths
            _write(self.stream, f"{text}\n")


def _write(stream: OutputWrapper, text: str) -> None:
    # Progress is no error, whatever stream it goes to, so it is not coloured as one.
    stream.write(text, style_func=str, ending="")
    stream.flush()
