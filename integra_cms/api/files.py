"""Stored files as answers of HTTP."""

from __future__ import annotations

from uuid import UUID

from django.core.files import File
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from integra_cms.api import caching
from integra_cms.api.answering import known_to
from integra_cms.api.conditional import is_known, quoted
from integra_cms.api.problems import Problem
from integra_cms.api.ranges import Part, wanted_range
from integra_cms.delivery.media.serving import StoredFile

SHORTLY = "public, max-age=30"
"""A way that leads somewhere else soon."""


def send(request: HttpRequest, stored: StoredFile) -> HttpResponseBase:
    """A file, a part of it, that whoever asks has it, or where it is.

    Storages that are not on this machine have addresses of their own; sending the bytes through
    this process would only keep it from answering others.

    Raises:
        Problem: It is gone, or the part that is wanted is none of it.
    """
    if not _is_local(stored):
        return leads_to(stored.storage.url(stored.name), stored.media)
    described = dict(stored.headers())
    described.pop("Content-Length", None)  # it is that of what is sent, not of what is stored
    headers = {
        **described,
        "ETag": quoted(stored.etag),
        "Cache-Control": caching.IMMUTABLE,
        "Surrogate-Key": f"m-{stored.media}",
        "Accept-Ranges": "bytes",
    }
    if is_known(stored.etag, known_to(request)):
        return HttpResponse(status=304, headers=headers)
    try:
        file = stored.open()
    except FileNotFoundError:
        raise Problem("not_found", "The file was replaced or deleted a moment ago.") from None
    try:
        wanted = _wanted(request, stored, file.size)
    except Problem:
        file.close()
        raise
    response = _sent(file, wanted, file.size)
    for name, value in headers.items():  # now, because it guesses type and name when it is made
        response[name] = value
    return response


def leads_to(address: str, media: UUID) -> HttpResponse:
    """Somewhere else, for now."""
    headers = {"Location": address, "Cache-Control": SHORTLY, "Surrogate-Key": f"m-{media}"}
    return HttpResponse(status=302, headers=headers)


def _sent(file: File[bytes], wanted: tuple[int, int] | None, size: int) -> HttpResponseBase:
    if wanted is None:
        response = FileResponse(file)
        response["Content-Length"] = str(size)
        return response
    first, last = wanted
    headers = {
        "Content-Range": f"bytes {first}-{last}/{size}",
        "Content-Length": str(last - first + 1),
    }
    return StreamingHttpResponse(Part(file, first, last), status=206, headers=headers)


def _wanted(request: HttpRequest, stored: StoredFile, size: int) -> tuple[int, int] | None:
    header = request.META.get("HTTP_RANGE", "")
    condition = request.META.get("HTTP_IF_RANGE", "")
    if not header or (condition and condition != quoted(stored.etag)):
        return None
    return wanted_range(header, size)


def _is_local(stored: StoredFile) -> bool:
    try:
        stored.storage.path(stored.name)
    except NotImplementedError:
        return False
    return True
