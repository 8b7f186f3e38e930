"""Where the site is on the web, as its operator says in ``SITE_URL``."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from wagtail.models import Site

PLACEHOLDER = ("localhost", 80)
"""The address that Wagtail gives to the site of a new installation."""

DEFAULT_PORTS = {"http": 80, "https": 443}


def adopt_site_address() -> bool:
    """Gives the default site the address of ``SITE_URL``, unless somebody gave it one already.

    Canonical addresses, alternates and the sitemap are made from it.

    Returns:
        Whether it was changed.
    """
    site = Site.objects.filter(is_default_site=True).first()
    if site is None or (site.hostname, site.port) != PLACEHOLDER:
        return False
    address = urlsplit(settings.WAGTAILADMIN_BASE_URL)
    wanted = (address.hostname, address.port or DEFAULT_PORTS.get(address.scheme, 80))
    if None in wanted or wanted == PLACEHOLDER:
        return False
    site.hostname, site.port = wanted
    site.site_name = site.site_name or settings.WAGTAIL_SITE_NAME
    site.save()
    return True
