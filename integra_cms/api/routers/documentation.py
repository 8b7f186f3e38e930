"""What the API says about itself: for programs, and for people to try it out."""

import json
from functools import lru_cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from ninja import Router

from integra_cms.api import caching
from integra_cms.api.answering import composed
from integra_cms.api.description import TITLE
from integra_cms.api.mounting import NAMESPACE

router = Router(tags=["About"])

OPENAPI = "application/json"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""Everything comes from this site. Swagger UI writes styles into its elements."""


@router.get("openapi.json", operation_id="openapi_show", url_name="openapi_show")
def openapi_show(request: HttpRequest) -> HttpResponse:
    """This description, as OpenAPI 3.1."""
    return composed(request, description_of(request.path), caching.DESCRIPTION, OPENAPI)


@router.get("docs", operation_id="docs_show", url_name="docs_show")
def docs_show(request: HttpRequest) -> HttpResponse:
    """A page to read about the API and to try it out; it needs no other site."""
    settings = {
        "layout": "BaseLayout",
        "deepLinking": True,
        "url": reverse(f"{NAMESPACE}:openapi_show"),
        "validatorUrl": "none",
        "tryItOutEnabled": True,
    }
    response = render(request, "integra_cms/api/docs.html", {"title": TITLE, "settings": settings})
    response["Content-Security-Policy"] = POLICY
    response["Cache-Control"] = caching.DESCRIPTION
    return response


@lru_cache(maxsize=4)
def description_of(path: str) -> bytes:
    """The description as JSON: computed once, as what it describes cannot change meanwhile."""
    from integra_cms.api.api import api

    described = api().get_openapi_schema()
    return json.dumps(described, ensure_ascii=False, separators=(",", ":")).encode()
