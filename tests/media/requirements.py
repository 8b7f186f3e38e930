"""What some tests need from the machine."""

from __future__ import annotations

import os
import shutil

import pytest

# In CI a missing tool is a failure, not a reason to look away.
needs_exiftool = pytest.mark.skipif(
    shutil.which("exiftool") is None and os.environ.get("CI") != "true",
    reason="exiftool is missing (Debian: apt install libimage-exiftool-perl)",
)
