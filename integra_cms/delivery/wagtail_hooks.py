"""What delivery adds to Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.query import PageQuerySet

from integra_cms.delivery.choosing import ChoosablePages
from integra_cms.delivery.rights import register_policies
from integra_cms.delivery.viewsets import DeliveryViewSetGroup

register_policies()


@hooks.register("register_admin_viewset")  # type: ignore[untyped-decorator]  # Wagtail
def register_delivery() -> DeliveryViewSetGroup:
    """The menu "Delivery"."""
    return DeliveryViewSetGroup()


@hooks.register("register_log_actions")  # type: ignore[untyped-decorator]  # Wagtail
def register_log_actions(actions: Any) -> None:
    """Names what we write into the log."""
    for action, label, message in (
        ("webhook.create", _("Make webhook"), _("Made the webhook and its secret")),
        ("webhook.rotate", _("Exchange secret"), _("Exchanged the secret of the webhook")),
        ("webhook.activate", _("Switch on webhook"), _("Switched the webhook on")),
        ("webhook.deactivate", _("Switch off webhook"), _("Switched the webhook off")),
        ("webhook.gone", _("Receiver gone"), _("The receiver said that it is gone")),
        ("webhook.test", _("Test webhook"), _("Sent a test message")),
        ("webhook.replay", _("Send again"), _("Sent given-up messages again")),
        ("key.create", _("Make delivery key"), _("Made the delivery key")),
        ("key.revoke", _("Revoke delivery key"), _("Revoked the delivery key")),
        ("preview.create", _("Make preview link"), _("Made a preview link")),
        ("preview.revoke", _("Revoke preview link"), _("Revoked the preview link")),
    ):
        actions.register_action(f"integra.{action}", label, message)


# Before all others: what they narrow is what is searched.
@hooks.register("construct_page_chooser_queryset", order=-100)  # type: ignore[untyped-decorator]  # Wagtail
def search_with_our_index(pages: PageQuerySet, request: HttpRequest) -> ChoosablePages:
    """Choosers of pages find what the library finds."""
    return ChoosablePages.of(pages)
