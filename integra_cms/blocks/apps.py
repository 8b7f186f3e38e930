"""The blocks of the toolkit as a plugin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from integra_cms.plugins import ToolkitPlugin


class BlocksConfig(ToolkitPlugin):
    name = "integra_cms.blocks"
    label = "integra_blocks"
    verbose_name = _("Blocks")
    contract = 1
