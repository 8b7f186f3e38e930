"""Shows drafts in an outside front end, from Wagtail's preview panel."""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from django.http import HttpResponseRedirect
from django.utils.translation import gettext_lazy as _

from integra_cms.conf import integra_settings
from integra_cms.delivery.previewing import open_preview
from integra_cms.delivery.rendering.places import Addresses
from integra_cms.pages.preview_modes import PreviewMode

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from wagtail.models import Page

PLACES = frozenset({"token", "locale", "path"})
"""What can stand in braces in the address."""

ON_THIS_MACHINE = frozenset({"localhost", "127.0.0.1", "::1"})


def is_usable(address: Any) -> bool:
    """Whether drafts can be shown at an address: it has a place for the token and keeps it."""
    try:
        parts = urlsplit(address)
        places = {
            name for _text, name, _form, _how in Formatter().parse(address) if name is not None
        }
        address.format(**dict.fromkeys(PLACES, ""))
        host = parts.hostname
    except (AttributeError, ValueError, LookupError, TypeError):
        return False
    if not host or "{" in parts.netloc or "token" not in places or places - PLACES:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and host in ON_THIS_MACHINE)


def show(request: HttpRequest, page: Page) -> HttpResponse:
    """Leads to the front end, with a link to the draft that nobody else learns of.

    Raises:
        PermissionDenied: Whoever asks may not edit the page.
    """
    token = open_preview(page, user=request.user)
    given = {
        "token": token,
        "locale": page.locale.language_code,
        "path": Addresses().of(page.url_path or "") or "/",
    }
    address = integra_settings.FRONT_END_PREVIEW_URL.format(
        **{name: quote(value, safe="") for name, value in given.items()}
    )
    headers = {"Cache-Control": "private, no-store", "Referrer-Policy": "no-referrer"}
    return HttpResponseRedirect(address, headers=headers)


FRONT_END = PreviewMode(
    name="front_end",
    label=_("Outside front end"),
    is_available=lambda: integra_settings.FRONT_END_PREVIEW_URL is not None,
    serve=show,
)
