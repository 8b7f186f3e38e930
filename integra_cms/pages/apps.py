"""The pages of the toolkit as a plugin: it contributes its kinds as any other does."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from integra_cms.plugins import ToolkitPlugin


class PagesConfig(ToolkitPlugin):
    """Label ``integra_pages`` is for ever: tables carry it."""

    name = "integra_cms.pages"
    label = "integra_pages"
    verbose_name = _("Pages")
    contract = 1
    kinds = [
        "integra_cms.pages.kinds.METHOD",
        "integra_cms.pages.kinds.CHECKLIST",
        "integra_cms.pages.kinds.GOOD_PRACTICE",
        "integra_cms.pages.kinds.AGENDA",
        "integra_cms.pages.kinds.INFOGRAPHIC",
        "integra_cms.pages.kinds.CAMPAIGN_TOOL",
        "integra_cms.pages.kinds.COLLECTION",
    ]
    examinations = [
        "integra_cms.pages.examinations.ORPHANS",
        "integra_cms.pages.examinations.UNKNOWN_CONTENT",
        "integra_cms.pages.examinations.EDITIONS",
    ]

    def ready(self) -> None:
        """Keeps the record of editions in step with pages, and orphans from breaking the admin."""
        from integra_cms.pages import checks, orphans, signal_handlers  # noqa: F401 - registers

        signal_handlers.connect()
        orphans.read_orphans_as_bare_pages()
