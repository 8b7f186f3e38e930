"""Answers everything below the API's address itself, before sessions, people and languages.

What the API serves is the same for everybody, so nothing of that is needed, and each of it costs
time. It also means that whatever goes wrong below that address is answered in one shape.
"""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

from integra_cms.api.kernel import respond
from integra_cms.api.mounting import api_root


class ApiMiddleware:
    """Stands right after Django's SecurityMiddleware, and after WhiteNoise where that is used."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        root = api_root()
        if root is None or not request.path_info.startswith(root):
            return self.get_response(request)
        request.get_host()  # refuses a host that is not ours, as Django does everywhere else
        return respond(request)
