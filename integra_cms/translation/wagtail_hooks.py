"""Where the admin meets this package: the stock translation views stay shut."""

from __future__ import annotations

from django.urls import URLPattern, re_path
from wagtail import hooks

from integra_cms.translation.closing import OPEN_ADDRESSES, not_here, withdraw_hooks

withdraw_hooks()


@hooks.register("register_admin_urls", order=-100)  # type: ignore[untyped-decorator]  # Wagtail
def close_stock_views() -> list[URLPattern]:
    """First of all, so that everything below ``localize/`` is answered here."""
    return [re_path(rf"^localize/(?!{OPEN_ADDRESSES})", not_here)]
