"""The same site, but no process keeps its answers: each is read from the catalogue."""

from __future__ import annotations

from bench.settings import *  # noqa: F403 - settings are layered this way
from bench.settings import INTEGRA

INTEGRA["API_MEMORY"] = 0
