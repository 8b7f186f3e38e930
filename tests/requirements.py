"""What some tests need from the machine: without it they are skipped, in CI they fail."""

from __future__ import annotations

import os
import shutil

import pytest


def needs(program: str, package: str) -> pytest.MarkDecorator:
    """Skips a test where a program is missing; with CI=true the test runs and fails instead."""
    missing = shutil.which(program) is None and os.environ.get("CI") != "true"
    return pytest.mark.skipif(missing, reason=f"needs {program} (Debian: apt install {package})")


needs_chromium = needs("chromium", "chromium")
needs_exiftool = needs("exiftool", "libimage-exiftool-perl")
needs_nginx = needs("nginx", "nginx-light")
