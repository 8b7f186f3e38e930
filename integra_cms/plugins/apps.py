"""The plugin contract as a Django app: checks and the ``plugins`` command."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PluginsConfig(AppConfig):
    name = "integra_cms.plugins"
    label = "integra_plugins"
    verbose_name = _("Plugins")

    def ready(self) -> None:
        """Registers the checks of the contract."""
        from integra_cms.plugins import checks  # noqa: F401 - importing registers them
