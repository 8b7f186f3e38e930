"""Addresses that lead to others, for front ends that are not this site."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from integra_cms.delivery.registers.contents import RegisterContent
from integra_cms.delivery.rendering.places import Addresses, Restrictions
from integra_cms.languages.locales import aliases


def build(locale: str = "") -> RegisterContent:
    """The same in every locale. What leads to a page that is not public is left out."""
    rows = list(Redirect.objects.select_related("site"))
    rows.sort(key=lambda row: (row.old_path, _precedence(row), row.pk))
    addresses = _addresses({row.redirect_page_id for row in rows if row.redirect_page_id})
    entries: dict[str, dict[str, Any]] = {}
    for row in rows:
        if target := _target(row, addresses):
            entry = {"source": row.old_path, "target": target, "permanent": row.is_permanent}
            entries.setdefault(row.old_path, entry)
    prefixes = [
        {"source": f"/{alias}/", "target": f"/{code}/"} for alias, code in sorted(aliases().items())
    ]
    return RegisterContent({"redirects": list(entries.values()), "prefixes": prefixes})


def _precedence(row: Redirect) -> int:
    """Answers know no host, so one of several sites counts: what is for the default site first."""
    if row.site is None:
        return 1
    return 0 if row.site.is_default_site else 2


def _target(row: Redirect, addresses: Mapping[int, str]) -> str:
    if row.redirect_page_id is None:
        return str(row.redirect_link)
    address = addresses.get(row.redirect_page_id, "")
    if address and row.redirect_page_route_path:
        return address.rstrip("/") + str(row.redirect_page_route_path)
    return address


def _addresses(keys: Iterable[int]) -> dict[int, str]:
    """Where the pages are that everybody may see."""
    addresses, restrictions = Addresses(), Restrictions()
    rows = Page.objects.filter(pk__in=list(keys), live=True).values_list("pk", "path", "url_path")
    return {
        pk: address
        for pk, path, url_path in rows
        if not restrictions.cover(path) and (address := addresses.of(url_path))
    }
