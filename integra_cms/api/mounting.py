"""Where the API stands on this site."""

from __future__ import annotations

from functools import lru_cache

from django.conf import settings
from django.urls import NoReverseMatch, get_script_prefix, reverse

NAMESPACE = "integra-api"


def api_root() -> str | None:
    """The path that all addresses of the API begin with, below the script's own prefix.

    None where a site has not mounted it.
    """
    return _root(settings.ROOT_URLCONF, get_script_prefix())


@lru_cache(maxsize=8)
def _root(urlconf: str, script_prefix: str) -> str | None:
    try:
        path = reverse(f"{NAMESPACE}:api-root", urlconf=urlconf)
    except NoReverseMatch:
        return None
    return "/" + path.removeprefix(script_prefix)
