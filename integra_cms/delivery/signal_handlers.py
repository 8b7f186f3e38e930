"""Writes dirty marks whenever something changes that a document may depend on."""

from __future__ import annotations


def connect() -> None:
    """Wires the handlers; called once when the app is ready."""
