"""Sharing as a Django app: packs and what was loaded from them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from integra_cms.plugins import ToolkitPlugin


class SharingConfig(ToolkitPlugin):
    """Label ``integra_sharing`` is for ever: tables carry it."""

    default = True  # the module also holds ToolkitPlugin, and Django must not have to choose
    name = "integra_cms.sharing"
    label = "integra_sharing"
    verbose_name = _("Sharing")
    contract = 1
