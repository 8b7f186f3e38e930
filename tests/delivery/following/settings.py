"""Settings of the processes: those of the test that starts them."""

from __future__ import annotations

import os
from pathlib import Path

from tests.settings import *  # noqa: F403 - settings are layered this way

MEDIA_ROOT = Path(os.environ["TEST_MEDIA_ROOT"])
