"""What sections add to Wagtail's admin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _
from wagtail import hooks

from integra_cms.sections.policies import IS_SOURCE
from integra_cms.sections.viewsets import MembershipViewSet

if TYPE_CHECKING:
    from django.db.models import QuerySet


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """Names what we write into the log."""
    actions.register_action("integra.city.open", _("Open city"), _("Opened the city"))


@hooks.register("construct_explorer_page_queryset")
def read_editions_along(parent: Any, pages: QuerySet[Any], request: Any) -> QuerySet[Any]:
    """Rights of translators ask each row whether it is a source: one join, not one query a row."""
    return pages.annotate(**{IS_SOURCE: F("edition__is_source")})


@hooks.register("register_admin_viewset")
def register_memberships() -> MembershipViewSet:
    """In the menu "Settings"."""
    return MembershipViewSet("integra_memberships")
