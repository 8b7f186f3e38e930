"""Settings of the test suite: the reference site, quick and without outside effects."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from integra_cms.project.settings.base import *  # noqa: F403 - settings are layered this way
from integra_cms.project.settings.base import CACHES, INSTALLED_APPS, INTEGRA, REDIS_URL

INSTALLED_APPS = [*INSTALLED_APPS, "tests.plugins.neighbours", "tests.migrated"]

SECRET_KEY = "only for tests"
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = Path(tempfile.gettempdir()) / "integra-tests-media"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
INTEGRA["LEMMAS_DIR"] = None

if REDIS_URL:
    # Each worker has a database of its own: clearing one must not empty another's.
    server, _, number = REDIS_URL.rpartition("/")
    worker = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))
    CACHES["default"]["LOCATION"] = f"{server}/{int(number) + worker}"
