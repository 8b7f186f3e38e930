"""Addresses of the front end that are no pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponsePermanentRedirect
from django.shortcuts import render
from wagtail.models import Page

from integra_cms.languages.locales import resolve_locale

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def locale_alias(request: HttpRequest, alias: str, rest: str = "") -> HttpResponse:
    """Leads from the address of a locale's alias to the locale: ``/sl/…`` → ``/sk/…``."""
    target = f"/{resolve_locale(alias)}/{rest}"
    if query := request.META.get("QUERY_STRING"):
        target += f"?{query}"
    return HttpResponsePermanentRedirect(target)


def sitemap(request: HttpRequest) -> HttpResponse:
    """All public pages, each with its editions in other languages (sitemaps.org, hreflang).

    Three queries, whatever the number of pages.
    """
    pages = (
        Page.objects.live()
        .public()
        .filter(edition__isnull=False)
        .select_related("locale")
        .order_by("path")
    )
    editions: dict[object, list[dict[str, object]]] = {}
    for page in pages:
        editions.setdefault(page.translation_key, []).append(
            {
                "url": page.get_full_url(request),
                "locale": page.locale.language_code,
                "changed": page.last_published_at,
            }
        )
    return render(
        request,
        "integra_cms/sitemap.xml",
        {"resources": editions.values()},
        content_type="application/xml",
    )
