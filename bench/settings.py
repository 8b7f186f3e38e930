"""The reference site on a database of its own, without debugging."""

from __future__ import annotations

from integra_cms.project.settings.base import *  # noqa: F403 - settings are layered this way

SECRET_KEY = "only for timings"  # noqa: S105 - guards nothing
ALLOWED_HOSTS = ["*"]
