"""The two forms of a resource: the document as it is, or in the words of schema.org."""

from __future__ import annotations

import json

from django.http import HttpRequest, HttpResponse

from integra_cms.api import caching
from integra_cms.api.answering import (
    JSON,
    about,
    answer_with,
    known_to,
    response_of,
)
from integra_cms.api.conditional import ANY, is_known
from integra_cms.api.jsonld import jsonld
from integra_cms.api.mounting import api_root
from integra_cms.delivery.canonical import canonical
from integra_cms.delivery.reading.answers import Answer

JSON_LD = "application/ld+json"

ETAG_SUFFIX = "-ld"
"""The same content in another form has another entity tag."""


def form_of(request: HttpRequest, asked: str | None) -> str:
    """The media type that is wanted: what the parameter says, else what is accepted."""
    if asked is not None:
        return JSON_LD if asked == "jsonld" else JSON
    return JSON_LD if JSON_LD in request.META.get("HTTP_ACCEPT", "") else JSON


def known_in(request: HttpRequest, form: str) -> frozenset[str]:
    """The entity tags of what whoever asks has in this form, as reading knows them."""
    known = known_to(request)
    if form == JSON:
        return known
    return frozenset(
        tag.removesuffix(ETAG_SUFFIX) for tag in known if tag == ANY or tag.endswith(ETAG_SUFFIX)
    )


def show(request: HttpRequest, answer: Answer | None, form: str, missing: str) -> HttpResponse:
    """One resource in the form that is wanted.

    Raises:
        Problem: There is none.
    """
    if answer is None or form == JSON:
        return answer_with(request, answer, caching.CONTENT, missing=missing)
    body = None
    if answer.body is not None and not is_known(answer.etag, known_in(request, form)):
        found = json.loads(answer.body)
        root = api_root() or "/"
        body = canonical(
            jsonld(
                found["label"],
                found["document"],
                page=request.build_absolute_uri,
                file=lambda path: request.build_absolute_uri(root + path),
            )
        ).encode()
    return response_of(
        body,
        answer.etag + ETAG_SUFFIX,
        caching.CONTENT,
        headers=about(answer),
        content_type=JSON_LD,
    )
