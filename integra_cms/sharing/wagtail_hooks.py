"""What this package adds to Wagtail's admin: the names of its log entries."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from integra_cms.sharing.revisions import LOG_ACTION


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]  # Wagtail
def register_log_actions(actions: Any) -> None:
    """How loading a pack reads in the history of a page."""
    actions.register_action(LOG_ACTION, _("Load from a pack"), _("Loaded from a pack"))
