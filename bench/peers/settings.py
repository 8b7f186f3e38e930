"""The same site with Wagtail's second and third API instead of ours."""

from __future__ import annotations

from bench.settings import *  # noqa: F403 - settings are layered this way
from bench.settings import INSTALLED_APPS

INSTALLED_APPS = [
    "bench.peers",
    *INSTALLED_APPS,
    "wagtail.api.v2",
    "wagtail.api.v3",
    "rest_framework",
]
ROOT_URLCONF = "bench.peers.urls"
# Links as readers can follow them, as our documents have them.
WAGTAILAPI_RICH_TEXT_FORMAT = "html"
