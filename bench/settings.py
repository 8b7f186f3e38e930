"""The reference site as in production, on a database of its own.

No debugging, connections that stay open, no limits on how often somebody asks.
"""

from __future__ import annotations

from integra_cms.project.settings.base import *  # noqa: F403 - settings are layered this way
from integra_cms.project.settings.base import DATABASES, INTEGRA

SECRET_KEY = "only for timings"  # noqa: S105 - guards nothing
ALLOWED_HOSTS = ["*"]
DATABASES["default"]["CONN_MAX_AGE"] = None
INTEGRA["API_RATE"] = 0
