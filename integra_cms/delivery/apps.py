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
    tasks = [
        "integra_cms.delivery.tasks.SCHEDULE",
        "integra_cms.delivery.tasks.DRAIN",
        "integra_cms.delivery.tasks.RETRY",
        "integra_cms.delivery.tasks.RENDER",
        "integra_cms.delivery.tasks.SEND",
        "integra_cms.delivery.tasks.PURGE",
        "integra_cms.delivery.tasks.FORGET",
    ]

    def ready(self) -> None:
        """Writes dirty marks whenever something changes that a document may depend on."""
        from integra_cms.delivery import checks, signal_handlers  # noqa: F401 - checks register
        from integra_cms.delivery.front_end import FRONT_END
        from integra_cms.pages.preview_modes import register_preview_mode

        signal_handlers.connect()
        register_preview_mode(FRONT_END)
