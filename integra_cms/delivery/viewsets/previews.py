"""Links to drafts that somebody made, and taking them back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import Column, DateColumn, UserColumn
from wagtail.admin.views.generic import IndexView

from integra_cms.delivery.access import revoke_grant
from integra_cms.delivery.models import PreviewGrant
from integra_cms.delivery.viewsets.base import ListViewSet
from integra_cms.delivery.viewsets.operations import OperationView

if TYPE_CHECKING:
    from django.db.models import QuerySet

NAME = "integra_previews"


def state_of(grant: PreviewGrant) -> str:
    """Whether a link still opens something."""
    if grant.revoked_at is not None:
        return _("Revoked")
    return _("Valid") if timezone.now() < grant.expires_at else _("Expired")


class PreviewIndexView(IndexView):
    """Links, newest first."""

    def get_base_queryset(self) -> QuerySet[Any]:
        """With people; the drafts themselves are not needed."""
        found: QuerySet[Any] = super().get_base_queryset()
        return found.select_related("created_by").defer("body").order_by("-created_at")

    def get_list_more_buttons(self, instance: PreviewGrant) -> list[Any]:
        """A link that is valid can be revoked."""
        if instance.revoked_at is not None or timezone.now() >= instance.expires_at:
            return []
        url = reverse(f"{NAME}:revoke", args=[instance.pk])
        return [MenuItem(_("Revoke"), url=url, icon_name="no-view")]


class RevokePreviewView(OperationView):
    """Ends a link."""

    model = PreviewGrant
    permission_required = "revoke"
    page_title = gettext_lazy("Revoke the preview link")
    question = gettext_lazy("Whoever has this link will not see the draft any more.")
    submit_label = gettext_lazy("Revoke")
    serious = True
    success_message = gettext_lazy("The preview link was revoked.")

    def perform(self) -> None:
        """Revokes it."""
        revoke_grant(self.object, user=self.request.user)


class PreviewViewSet(ListViewSet):
    """Links are made at the page they show; here they are only looked at and revoked."""

    model = PreviewGrant
    name = NAME
    icon = "view"
    menu_label = gettext_lazy("Preview links")
    index_view_class = PreviewIndexView
    list_display = (
        "title",
        "locale",
        UserColumn("created_by", label=gettext_lazy("Made by")),
        DateColumn("created_at", label=gettext_lazy("Made")),
        DateColumn("expires_at", label=gettext_lazy("Expires")),
        Column("state", label=gettext_lazy("State"), accessor=state_of),
    )

    def get_urlpatterns(self) -> list[Any]:
        """The list and the question before revoking."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("revoke/<uuid:pk>/", self.construct_view(RevokePreviewView), name="revoke"),
        ]
