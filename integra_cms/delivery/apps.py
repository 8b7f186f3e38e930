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
