"""System checks: what rights by membership need of a site's settings."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

BACKEND = "integra_cms.sections.backends.MembershipBackend"


@register("integra")
def check_backend(**kwargs: Any) -> list[CheckMessage]:
    """Members are let into the admin by an authentication backend."""
    if BACKEND in settings.AUTHENTICATION_BACKENDS:
        return []
    return [
        Error(
            f"AUTHENTICATION_BACKENDS lacks {BACKEND}: members of cities cannot enter the admin.",
            hint="Add it after django.contrib.auth.backends.ModelBackend.",
            id="integra.E401",
        )
    ]
