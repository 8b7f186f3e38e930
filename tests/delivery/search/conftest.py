"""Fixtures for search: dictionaries as a site has them."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path

import pytest

from integra_cms.languages.lemma_building import build_tries
from integra_cms.languages.lemma_sources import MANIFEST, TRIES_AVAILABLE
from tests.delivery.search.corpus import LANGUAGES


@pytest.fixture(scope="session")
def tries(tmp_path_factory) -> Path:
    """The tries of all six languages, built once for all processes of a run."""
    if not TRIES_AVAILABLE:
        pytest.skip("marisa-trie is not installed")
    common = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        common = common.parent
    directory = common / "search-tries"
    with (common / "search-tries.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (directory / MANIFEST).exists():
            build_tries(directory, LANGUAGES, lambda language: None)
    return directory


@pytest.fixture
def with_tries(tries: Path, settings) -> None:
    settings.INTEGRA = {**settings.INTEGRA, "LEMMAS_DIR": tries}
