"""System checks: what the API needs of a site's settings and of plugins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register
from ninja import Router

from integra_cms.api.parameters import ListParameters
from integra_cms.delivery.reading.questions import facet_names
from integra_cms.plugins import contributions

MIDDLEWARE = "integra_cms.api.middleware.ApiMiddleware"

ROUTER_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@register("integra")
def check_api(**kwargs: Any) -> list[CheckMessage]:
    """All of them."""
    return [*middleware_missing(), *unfit_routers(), *clashing_facets()]


def middleware_missing() -> Iterator[Error]:
    """Without the middleware errors have other shapes, and answers cost more."""
    if MIDDLEWARE not in settings.MIDDLEWARE:
        yield Error(
            f"MIDDLEWARE lacks {MIDDLEWARE}.",
            hint="Add it right after django.middleware.security.SecurityMiddleware.",
            id="integra.E601",
        )


def unfit_routers() -> Iterator[Error]:
    """What plugins contribute must be a router under a name that can stand in addresses."""
    for contributed in contributions.routers.values():
        if not ROUTER_NAME.fullmatch(contributed.name):
            yield Error(
                f"The API router {contributed.name!r} has a name that cannot stand in addresses.",
                hint="Use small letters, digits and hyphens.",
                id="integra.E602",
            )
        if not isinstance(contributed.router, Router):
            yield Error(
                f"The API router {contributed.name!r} holds a "
                f"{type(contributed.router).__name__}, which is no ninja.Router.",
                hint="Give ApiRouter a ninja.Router.",
                id="integra.E603",
            )


def clashing_facets() -> Iterator[Error]:
    """Facets are parameters of lists, so none may have the name of another parameter."""
    for name in facet_names():
        if name in ListParameters.model_fields:
            yield Error(
                f"The facet {name!r} has the name of a parameter of lists in the API.",
                hint="Rename the field of the page model that it is.",
                id="integra.E604",
            )
