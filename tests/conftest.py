"""Fixtures for every test."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def media_in_a_folder_of_its_own(settings, tmp_path: Path) -> None:
    """No test sees the files of another."""
    settings.MEDIA_ROOT = tmp_path / "media"
