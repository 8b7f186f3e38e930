"""The toolkit's content as a plugin."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from integra_cms.plugins import ToolkitPlugin


class ToolkitContentConfig(ToolkitPlugin):
    """Label ``toolkit_content`` is for ever: packs carry it."""

    default = True  # the module also holds ToolkitPlugin, and Django must not have to choose
    name = "toolkit_content"
    label = "toolkit_content"
    verbose_name = _("INTEGRA toolkit")
    contract = 1
