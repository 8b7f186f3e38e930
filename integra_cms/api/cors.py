"""Pages of any site may read what is public; nothing here knows a cookie."""

from __future__ import annotations

from collections.abc import Mapping

from django.http import HttpResponse

EXPOSED = (
    "Accept-Ranges, Content-Language, Content-Range, ETag, Link, RateLimit, RateLimit-Policy, "
    "Retry-After"
)
ALLOWED_HEADERS = "Accept, Authorization, If-None-Match, If-Range, Range"
READING_METHODS = "GET, HEAD, OPTIONS"
SECONDS_KEPT = 86_400

HEADERS: Mapping[str, str] = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": EXPOSED,
    "Cross-Origin-Resource-Policy": "cross-origin",
    "X-Content-Type-Options": "nosniff",
}


def preflight(allowed: str) -> HttpResponse:
    """What a browser asks before it asks: who may call, how, with which headers."""
    return HttpResponse(
        status=204,
        headers={
            "Allow": allowed,
            "Access-Control-Allow-Methods": READING_METHODS,
            "Access-Control-Allow-Headers": ALLOWED_HEADERS,
            "Access-Control-Max-Age": str(SECONDS_KEPT),
            "Cache-Control": f"public, max-age={SECONDS_KEPT}",
        },
    )
