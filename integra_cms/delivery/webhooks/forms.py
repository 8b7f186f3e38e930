"""The form for webhooks."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm

from integra_cms.delivery.models import WebhookSubscription
from integra_cms.delivery.webhooks.addresses import AddressRefused, check_address
from integra_cms.delivery.webhooks.events import EVENTS
from integra_cms.languages.locales import locale_codes, native_name
from integra_cms.pages.documents import document_types

EVERYTHING = _("Nothing ticked: everything.")


def event_choices() -> list[tuple[str, str]]:
    """Events with their names for programs and for people."""
    return [(event, f"{event}: {label}") for event, label in EVENTS.items()]


def kind_choices() -> list[tuple[str, str]]:
    """Everything a document can be."""
    return [(name, capfirst(found.label_plural)) for name, found in document_types().items()]


def locale_choices() -> list[tuple[str, str]]:
    """The locales of the site."""
    return [(code, f"{native_name(code)} ({code})") for code in locale_codes()]


class WebhookForm(WagtailAdminModelForm):
    """Where messages go and which; the address is looked at before it is saved."""

    url = forms.URLField(
        label=_("Address"),
        max_length=1000,
        assume_scheme="https",
        help_text=_("Begins with https:// and leads to a computer in the public internet."),
    )
    events = forms.MultipleChoiceField(
        label=_("Events"),
        help_text=EVERYTHING,
        choices=event_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    kinds = forms.MultipleChoiceField(
        label=_("Kinds of pages"),
        help_text=_("Nothing ticked: everything. Files and registers are not narrowed by it."),
        choices=kind_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    locales = forms.MultipleChoiceField(
        label=_("Locales"),
        help_text=_("Nothing ticked: everything. What has no locale is not narrowed by it."),
        choices=locale_choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = WebhookSubscription
        fields = ("name", "url", "events", "kinds", "locales")

    def clean_url(self) -> str:
        """Refuses addresses that no message may go to; sending looks again each time."""
        url: str = self.cleaned_data["url"]
        try:
            check_address(url)
        except AddressRefused as error:
            raise ValidationError(str(error), code=error.code) from error
        return url
