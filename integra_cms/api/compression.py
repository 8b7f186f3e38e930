"""Compressed answers, at the level that costs the least: a proxy may do better."""

from __future__ import annotations

import zlib

from django.http import HttpResponse
from django.utils.cache import patch_vary_headers

from integra_cms.api.conditional import GZIP_SUFFIX

LEVEL = 1
SMALLEST = 1024
"""Below this many bytes compressing gains nothing worth its time."""

GZIP_WINDOW = 16 + zlib.MAX_WBITS

COMPRESSIBLE = (
    "application/json", "application/ld+json", "application/problem+json", "application/atom+xml",
    "application/x-ndjson", "application/vnd.oai.openapi+json", "text/",
)  # fmt: skip


def accepts_gzip(header: str) -> bool:
    """Whether an ``Accept-Encoding`` header allows gzip."""
    if "gzip" not in header and "*" not in header:
        return False
    weights = {}
    for part in header.split(","):
        coding, _, parameters = part.partition(";")
        name, _, value = parameters.strip().partition("=")
        weights[coding.strip().lower()] = value if name.strip().lower() == "q" else "1"
    weight = weights.get("gzip", weights.get("*", "0"))
    return weight.strip("0.") != ""


def compress(response: HttpResponse, accepted: str) -> None:
    """Compresses a body that is worth it; says in any case that it could have."""
    if not response["Content-Type"].startswith(COMPRESSIBLE) or len(response.content) < SMALLEST:
        return
    patch_vary_headers(response, ("Accept-Encoding",))
    if not accepts_gzip(accepted):
        return
    squeezer = zlib.compressobj(LEVEL, zlib.DEFLATED, GZIP_WINDOW)
    response.content = squeezer.compress(response.content) + squeezer.flush()
    response["Content-Encoding"] = "gzip"
    if etag := response.get("ETag"):
        response["ETag"] = f'{etag[:-1]}{GZIP_SUFFIX}"'
