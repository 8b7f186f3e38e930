"""Delivery keys: made, limited, taken back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.ui.tables import Column, DateColumn
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.widgets.button import Button

from integra_cms.delivery.access import forget_key, issue_key, revoke_key
from integra_cms.delivery.models import DeliveryKey, Scope
from integra_cms.delivery.viewsets.base import USAGE, DeliveryViewSet
from integra_cms.delivery.viewsets.operations import OperationView, shown_once

NAME = "integra_delivery_keys"


def state_of(key: DeliveryKey) -> str:
    """Whether a key opens something."""
    if key.revoked_at is not None:
        return _("Revoked")
    return _("Valid") if key.is_valid_at(timezone.now()) else _("Expired")


def scopes_of(key: DeliveryKey) -> str:
    """What a key is limited to, in words."""
    return "; ".join(str(Scope(scope).label) for scope in key.scopes) or _("Everything")


class KeyForm(WagtailAdminModelForm):
    """What can be said about a key."""

    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("Limited to"),
        help_text=gettext_lazy("Nothing ticked: everything."),
        choices=Scope.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = DeliveryKey
        fields = ("name", "scopes", "rate", "expires_at")

    def clean_rate(self) -> int:
        """A key without any request would be no key."""
        rate: int = self.cleaned_data["rate"]
        if rate < 1:
            raise ValidationError(
                _("Allow at least one request per minute, or revoke the key."),
                code="rate_too_small",
            )
        return rate


class CreateKeyView(CreateView):
    """Shows the key once, on the page that answers the form."""

    def save_instance(self) -> DeliveryKey:
        """Makes the key."""
        given = self.form.cleaned_data
        key, self.text = issue_key(
            given["name"],
            scopes=given["scopes"],
            rate=given["rate"],
            expires_at=given["expires_at"],
            user=self.request.user,
        )
        return key

    def save_action(self) -> HttpResponse:
        """The page with the key."""
        return shown_once(
            self.request,
            title=_("The new delivery key “%(name)s”") % {"name": self.object},
            label=_("Delivery key"),
            value=self.text,
            next_url=reverse(self.index_url_name),
        )


class EditKeyView(EditView):
    """What changes counts at once."""

    def save_instance(self) -> DeliveryKey:
        """Saves, and makes caches forget what was."""
        key: DeliveryKey = super().save_instance()
        forget_key(key)
        return key

    @property
    def header_more_buttons(self) -> list[Any]:
        """A key that was not revoked can be."""
        if self.object.revoked_at is not None:
            return []
        url = reverse(f"{NAME}:revoke", args=[self.object.pk])
        return [Button(_("Revoke"), url=url, icon_name="no-view")]


class RevokeKeyView(OperationView):
    """Takes a key back."""

    model = DeliveryKey
    page_title = gettext_lazy("Revoke the delivery key")
    question = gettext_lazy(
        "Whoever uses “%(name)s” is served as everybody else from now on. This cannot be undone."
    )
    submit_label = gettext_lazy("Revoke")
    serious = True
    success_message = gettext_lazy("The delivery key “%(name)s” was revoked.")

    def perform(self) -> None:
        """Revokes it."""
        if self.object.revoked_at is None:
            revoke_key(self.object, user=self.request.user)


class KeyViewSet(DeliveryViewSet):
    """All keys, the revoked ones too."""

    model = DeliveryKey
    name = NAME
    icon = "key"
    menu_label = gettext_lazy("Delivery keys")
    absent = ("delete_url_name", USAGE)
    add_view_class = CreateKeyView
    edit_view_class = EditKeyView
    list_display = (
        "name",
        Column("prefix", label=gettext_lazy("Begins with")),
        Column("scopes", label=gettext_lazy("Limited to"), accessor=scopes_of),
        Column("rate", label=gettext_lazy("Requests per minute")),
        DateColumn("expires_at", label=gettext_lazy("Expires")),
        Column("state", label=gettext_lazy("State"), accessor=state_of),
    )

    def get_form_class(self, for_update: bool = False) -> type[KeyForm]:
        """The same form for making and changing."""
        return KeyForm

    def get_urlpatterns(self) -> list[Any]:
        """Wagtail's, and revoking."""
        return [
            *super().get_urlpatterns(),
            path("revoke/<int:pk>/", self.construct_view(RevokeKeyView), name="revoke"),
        ]
