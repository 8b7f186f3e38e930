"""Drafts, for whoever has a signed link to one."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from ninja import Path, Router
from pydantic import Field, StringConstraints

from integra_cms.api.answering import JSON
from integra_cms.api.files import send
from integra_cms.api.parameters import Identifier
from integra_cms.api.problems import Problem
from integra_cms.delivery.previewing import PreviewGone, find_preview_file, read_preview

router = Router(tags=["Preview"])

Token = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9_:-]+$", max_length=300),
    Field(description="What stands in the link that the editor opened."),
]

UNFOUND = {"X-Robots-Tag": "noindex", "Referrer-Policy": "no-referrer"}
"""Nobody finds it or tells others where it was; caches keep no refusals in any case."""

PRIVATELY = {"Cache-Control": "private, no-store", **UNFOUND}
"""Nor keeps it."""

OF_PUBLIC_FILES = ("ETag", "Surrogate-Key")


@router.get("preview/{token}", operation_id="preview_show", url_name="preview_show")
def preview_show(request: HttpRequest, token: Path[Token]) -> HttpResponse:
    """One page in one language, as somebody is writing it.

    A signed link, valid for some minutes, opens it. What is not filled in yet is empty or null,
    also where a published document has to say something.
    """
    try:
        preview = read_preview(token)
    except PreviewGone as gone:
        raise Problem("gone", str(gone), headers=UNFOUND) from None
    return HttpResponse(preview.body, content_type=JSON, headers=PRIVATELY)


@router.get(
    "preview/{token}/media/{media_id}", operation_id="preview_media", url_name="preview_media"
)
def preview_media(
    request: HttpRequest, token: Path[Token], media_id: Identifier
) -> HttpResponseBase:
    """A file that the draft shows or leads to, public or not, as it was uploaded and cleaned."""
    try:
        stored = find_preview_file(token, media_id)
    except PreviewGone as gone:
        raise Problem("gone", str(gone), headers=UNFOUND) from None
    if stored is None:
        raise Problem("not_found", "The draft has no such file.", headers=UNFOUND)
    response = send(request, stored)
    for name in OF_PUBLIC_FILES:
        if name in response:
            del response[name]
    for name, value in PRIVATELY.items():
        response[name] = value
    return response
