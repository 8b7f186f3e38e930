"""Answers about the shipped toolkit, as the description shows them: ``tools.examples``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).resolve().parent


def example(name: str) -> Any:
    """An answer as values; None where there is no example of that name."""
    file = FOLDER / f"{name}.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else None
