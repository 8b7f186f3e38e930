"""The library for feed readers."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from integra_cms.api import caching
from integra_cms.api.answering import composed
from integra_cms.api.atom import atom
from integra_cms.api.parameters import LocaleParameters
from integra_cms.delivery.reading.lists import latest

router = Router(tags=["Following"])

ATOM = "application/atom+xml; charset=utf-8"
ENTRIES = 50


@router.get("feed.atom", operation_id="feed_show", url_name="feed_show")
def feed_show(request: HttpRequest, parameters: Query[LocaleParameters]) -> HttpResponse:
    """What changed last in the library, as an Atom feed; each entry says its language."""
    asked = parameters.asked
    body = atom(
        latest(asked, ENTRIES).hits,
        locale=asked,
        address=request.build_absolute_uri(f"{request.path}?locale={asked}"),
        page=request.build_absolute_uri,
    )
    return composed(request, body, caching.CONTENT, ATOM, keys=("list", f"l-{asked}"))
