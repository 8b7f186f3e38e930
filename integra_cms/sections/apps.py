"""Sections as a Django app: rights are wired here."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from integra_cms.plugins import ToolkitPlugin


class SectionsConfig(ToolkitPlugin):
    """Label ``integra_sections`` is for ever: tables carry it."""

    name = "integra_cms.sections"
    label = "integra_sections"
    verbose_name = _("Cities and people")
    contract = 1

    def ready(self) -> None:
        """Registers the policies that compute rights from memberships."""
        from integra_cms.sections import checks  # noqa: F401 - importing registers them
        from integra_cms.sections.policies import register_policies

        register_policies()
