"""Translation as a Django app."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from integra_cms.plugins import ToolkitPlugin


class TranslationConfig(ToolkitPlugin):
    """Stands before ``wagtail_localize``, whose command ``sync_locale_trees`` it replaces."""

    default = True  # the module also holds ToolkitPlugin, and Django must not have to choose
    name = "integra_cms.translation"
    label = "integra_translation"
    verbose_name = _("Translation")
    contract = 1

    def ready(self) -> None:
        """Registers the checks on how wagtail-localize is set up."""
        from integra_cms.translation import checks  # noqa: F401 - importing registers them
