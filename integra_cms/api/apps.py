"""The API as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApiConfig(AppConfig):
    name = "integra_cms.api"
    label = "integra_api"
    verbose_name = _("API")

    def ready(self) -> None:
        """Registers the checks."""
        from integra_cms.api import checks  # noqa: F401 - registers itself
