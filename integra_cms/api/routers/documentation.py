"""What the API says about itself: for programs, and for people to try it out."""

import json
from functools import lru_cache
from pathlib import Path

from django.http import HttpRequest, HttpResponse
from django.template import Context, Engine
from django.templatetags.static import static
from django.urls import reverse
from ninja import Router

from integra_cms.api import caching
from integra_cms.api.answering import JSON, composed
from integra_cms.api.description import TITLE
from integra_cms.api.mounting import NAMESPACE
from integra_cms.api.problems import Problem

router = Router(tags=["About"])

TEMPLATES = Path(__file__).resolve().parents[1] / "templates/integra_cms/api"

FILES = {
    "style": "swagger-ui.css",
    "icon": "favicon.svg",
    "bundle": "swagger-ui-bundle.js",
    "start": "swagger-ui-init.js",
}

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'none'"
)
"""Everything comes from this site. Swagger UI writes styles into its elements."""


@router.get("openapi.json", operation_id="openapi_show", url_name="openapi_show")
def openapi_show(request: HttpRequest) -> HttpResponse:
    """This description, as OpenAPI 3.1."""
    return composed(request, description_of(request.path), caching.DESCRIPTION, JSON)


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
    page = Context({"title": TITLE, "settings": settings, "files": static_files()})
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": caching.DESCRIPTION}
    return HttpResponse(engine().get_template("docs.html").render(page), headers=headers)


@lru_cache(maxsize=1)
def engine() -> Engine:
    """Templates of the API alone.

    The site's own engine imports the template tags of all apps and runs the site's context
    processors: whatever is wrong with one of them must not keep this page from being read.
    """
    return Engine(dirs=[str(TEMPLATES)])


def static_files() -> dict[str, str]:
    """Where the files of Swagger UI stand.

    Raises:
        Problem: They are not collected yet.
    """
    try:
        return {name: static(f"ninja/{file}") for name, file in FILES.items()}
    except ValueError:
        raise Problem(
            "unavailable",
            "The files of this page are not collected. Run: manage.py collectstatic. "
            "openapi.json can be read without them.",
        ) from None


@lru_cache(maxsize=4)
def description_of(path: str) -> bytes:
    """The description as JSON: computed once, as what it describes cannot change meanwhile."""
    from integra_cms.api.api import api

    described = api().get_openapi_schema()
    return json.dumps(described, ensure_ascii=False, separators=(",", ":")).encode()
