"""Files that something public shows or leads to, and their renditions."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Path, Router
from pydantic import StringConstraints

from integra_cms.api import caching
from integra_cms.api.answering import answer_with, known_to
from integra_cms.api.files import leads_to, send
from integra_cms.api.mounting import api_root
from integra_cms.api.parameters import Identifier
from integra_cms.api.problems import Problem
from integra_cms.delivery.media.serving import Elsewhere, find_original, find_rendition
from integra_cms.delivery.reading.registers import media

router = Router(tags=["Files"])

FileName = Annotated[
    str, StringConstraints(pattern=r"^[0-9a-f]{64}\.[a-z0-9]{1,16}$", max_length=81)
]
Version = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{12}$")]
RenditionName = Annotated[
    str, StringConstraints(pattern=r"^[a-z0-9_-]{1,32}\.[a-z0-9]{1,8}$", max_length=41)
]

GONE = "No public file has this address (any more). Ask media/{id} for the ones there are."


@router.get("media/{media_id}", operation_id="media_show", url_name="media_show")
def media_show(request: HttpRequest, media_id: Identifier) -> HttpResponse:
    """What is known of a file: licence, credit, alternative text, sizes it comes in."""
    answer = media(media_id, known=known_to(request))
    return answer_with(
        request,
        answer,
        caching.CONTENT,
        missing=f"Nothing public shows or leads to a file {media_id}.",
    )


@router.get("media/files/{name}", operation_id="media_file", url_name="media_file")
def media_file(request: HttpRequest, name: Path[FileName]) -> HttpResponseBase:
    """A file as it was uploaded, without data about place, time or device."""
    sha256, _, extension = name.partition(".")
    stored = find_original(sha256, extension)
    if stored is None:
        raise Problem("not_found", GONE)
    return send(request, stored)


@router.get(
    "media/renditions/{media_id}/{version}/{name}",
    operation_id="media_rendition",
    url_name="media_rendition",
)
def media_rendition(
    request: HttpRequest,
    media_id: Identifier,
    version: Path[Version],
    name: Path[RenditionName],
) -> HttpResponseBase:
    """A picture in another size or format; as long as it is not made, the way to the original."""
    preset, _, extension = name.partition(".")
    found = find_rendition(media_id, version, preset, extension)
    if found is None:
        raise Problem("not_found", GONE)
    if isinstance(found, Elsewhere):
        return leads_to(f"{api_root()}{found.file}", found.media)
    return send(request, found)
