"""Delivery as a Django app."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from integra_cms.plugins import ToolkitPlugin


class DeliveryConfig(ToolkitPlugin):
    """Label ``integra_delivery`` is for ever: tables carry it."""

    name = "integra_cms.delivery"
    label = "integra_delivery"
    verbose_name = _("Delivery")
    contract = 1

    def ready(self) -> None:
        """Writes dirty marks whenever something changes that a document may depend on."""
        from integra_cms.delivery import signal_handlers

        signal_handlers.connect()
