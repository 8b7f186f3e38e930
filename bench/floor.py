"""Ready bytes from gunicorn: what no application behind it can surpass."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from typing import Any


@lru_cache
def _ready(size: int) -> tuple[bytes, list[tuple[str, str]]]:
    body = b"x" * size
    return body, [("Content-Type", "application/json"), ("Content-Length", str(size))]


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answers ``/<size>`` with so many bytes."""
    body, headers = _ready(int(environ["PATH_INFO"].strip("/") or 0))
    start_response("200 OK", headers)
    return [body]
