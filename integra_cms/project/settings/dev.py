"""Settings for one machine: trying the site out and working on it."""

from __future__ import annotations

from django.core.management.utils import get_random_secret_key

from integra_cms.project.settings.base import *  # noqa: F403 - settings are layered this way
from integra_cms.project.settings.base import DATA

DEBUG = True
ALLOWED_HOSTS = ["*"]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# Demonstration accounts may exist here, and nowhere else.
INTEGRA_DEMO = True


def kept_secret() -> str:
    """A random key of this checkout, kept so that sessions outlive a restart."""
    DATA.mkdir(parents=True, exist_ok=True)
    path = DATA / "secret-key"
    if not path.exists():
        path.write_text(get_random_secret_key())
        path.chmod(0o600)
    return path.read_text()


SECRET_KEY = kept_secret()
