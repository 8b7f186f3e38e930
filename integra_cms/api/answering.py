"""Answers of reading as answers of HTTP."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence

from django.http import HttpRequest, HttpResponse

from integra_cms.api.conditional import is_known, known_tags, quoted
from integra_cms.api.problems import Problem
from integra_cms.delivery.labels import ETAG_LENGTH
from integra_cms.delivery.reading.answers import Answer

JSON = "application/json"

VARY = "Accept, Accept-Encoding"
"""What of a request an answer depends on, besides its address."""


def known_to(request: HttpRequest) -> frozenset[str]:
    """The entity tags of what whoever asks already has."""
    return known_tags(request.META.get("HTTP_IF_NONE_MATCH", ""))


def answer_with(
    request: HttpRequest,
    answer: Answer | None,
    cache: str,
    *,
    missing: str,
    headers: Mapping[str, str] | None = None,
) -> HttpResponse:
    """An answer with what caches need to know.

    Args:
        request: It says what whoever asks already has.
        answer: What was found; None where there is nothing.
        cache: One of the classes in ``caching``.
        missing: What to say where there is nothing.
        headers: What it carries besides.

    Raises:
        Problem: There is nothing.
    """
    if answer is None:
        raise Problem("not_found", missing)
    return response_of(
        None if is_known(answer.etag, known_to(request)) else answer.body,
        answer.etag,
        cache,
        headers={**about(answer), **(headers or {})},
    )


def about(answer: Answer) -> dict[str, str]:
    """What an answer says of itself in headers: what it shows, and in which language."""
    found = {"Surrogate-Key": " ".join(answer.keys)}
    if answer.locale:
        found["Content-Language"] = answer.locale
    return found


def response_of(
    body: bytes | None,
    etag: str,
    cache: str,
    *,
    headers: Mapping[str, str] | None = None,
    content_type: str = JSON,
) -> HttpResponse:
    """A body under its entity tag; without one, 304: whoever asks has it already."""
    common = {"ETag": quoted(etag), "Cache-Control": cache, "Vary": VARY, **(headers or {})}
    if body is None:
        return HttpResponse(status=304, headers=common)
    return HttpResponse(body, content_type=content_type, headers=common)


def composed(
    request: HttpRequest, body: bytes, cache: str, content_type: str, *, keys: Sequence[str] = ()
) -> HttpResponse:
    """A body that had to be composed before its entity tag was known."""
    etag = hashlib.sha256(body).hexdigest()[:ETAG_LENGTH]
    kept = None if is_known(etag, known_to(request)) else body
    headers = {"Surrogate-Key": " ".join(keys)} if keys else None
    return response_of(kept, etag, cache, headers=headers, content_type=content_type)
