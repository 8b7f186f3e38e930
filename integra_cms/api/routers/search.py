"""Suggestions while somebody types. Search itself is the parameter ``q`` of lists."""

from dataclasses import asdict

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from integra_cms.api import caching
from integra_cms.api.answering import JSON, composed
from integra_cms.api.parameters import SuggestParameters
from integra_cms.delivery.canonical import canonical
from integra_cms.delivery.reading.suggestions import suggest

router = Router(tags=["Resources"])


@router.get("search/suggest", operation_id="search_suggest", url_name="search_suggest")
def search_suggest(request: HttpRequest, parameters: Query[SuggestParameters]) -> HttpResponse:
    """Titles that continue what was typed so far; accents and case do not count."""
    found = suggest(parameters.q, asked=parameters.asked, limit=parameters.limit)
    items = [asdict(each) | {"resource": str(each.resource)} for each in found]
    body = canonical({"asked": parameters.asked, "items": items}).encode()
    return composed(request, body, caching.CONTENT, JSON)
