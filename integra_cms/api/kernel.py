"""One request: who asks, which operation, its answer, and what every answer carries."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from inspect import iscoroutinefunction

from asgiref.sync import async_to_sync
from django.core.signals import got_request_exception
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import ResolverMatch, resolve
from django.utils import translation
from django.utils.log import log_response

from integra_cms.api import compression, cors
from integra_cms.api.callers import caller_of
from integra_cms.api.keeping import answered_again
from integra_cms.api.problems import (
    MEDIA_TYPE,
    Problem,
    code_of,
    problem_of,
    problem_response,
)
from integra_cms.api.throttling import count
from integra_cms.conf import integra_settings
from integra_cms.delivery.models import Scope

LANGUAGE = "en"
"""Errors are for those who write programs; texts of the content have their own languages."""

SCOPES: Mapping[str, Scope] = {"change_list": Scope.FEED, "export_show": Scope.EXPORT}
"""What a delivery key must be good for, by operation; for all others: to read."""

DETAILS = {
    405: "Only {allowed} can be used at this address.",
}

KEPT_HEADERS = ("Allow", "Retry-After", "WWW-Authenticate")
"""What an error that came about without us may say besides."""

logger = logging.getLogger("django.request")


def respond(request: HttpRequest) -> HttpResponseBase:
    """The answer to a request below the API's address, whatever happens."""
    translation.activate(LANGUAGE)
    try:
        response = _answer(request)
    except Exception as error:  # noqa: BLE001 - the boundary: nobody above answers in this shape
        response = _failed(request, error)
    return _finished(request, response)


def _answer(request: HttpRequest) -> HttpResponseBase:
    match = resolve(request.path_info)
    request.resolver_match = match
    if request.method == "OPTIONS":
        return cors.preflight(_allowed_methods(request, match))
    count(caller_of(request, SCOPES.get(match.url_name or "", Scope.READ)))
    if request.method == "HEAD":
        return _without_body(_read(request, match))
    if request.method == "GET":
        return _read(request, match)
    return _called(request, match, request.method or "GET")


def _read(request: HttpRequest, match: ResolverMatch) -> HttpResponseBase:
    return answered_again(request) or _called(request, match, "GET")


def _called(request: HttpRequest, match: ResolverMatch, method: str) -> HttpResponseBase:
    asked, request.method = request.method, method
    try:
        view = async_to_sync(match.func) if iscoroutinefunction(match.func) else match.func
        response: HttpResponseBase = view(request, *match.args, **match.kwargs)
    finally:
        request.method = asked
    if response.status_code >= 400 and response.get("Content-Type") != MEDIA_TYPE:
        return _as_problem(response)
    return response


def _allowed_methods(request: HttpRequest, match: ResolverMatch) -> str:
    """Asks ninja with a method that no operation has; its refusal names those there are."""
    refused = match.func(request, *match.args, **match.kwargs)
    return _with_reading_methods(refused.get("Allow", "GET"))


def _with_reading_methods(allowed: str) -> str:
    methods = {method.strip() for method in allowed.split(",")}
    if "GET" in methods:
        methods |= {"HEAD"}
    return ", ".join(sorted(methods | {"OPTIONS"}))


def _as_problem(response: HttpResponseBase) -> HttpResponse:
    """An error that came about without us, in our shape and without its details."""
    headers = {name: response[name] for name in KEPT_HEADERS if name in response}
    if "Allow" in headers:
        headers["Allow"] = _with_reading_methods(headers["Allow"])
    detail = DETAILS.get(response.status_code, "The request was refused.")
    problem = Problem(
        code_of(response.status_code),
        detail.format(allowed=headers.get("Allow", "")),
        headers=headers,
        status=response.status_code,
    )
    return _in_place_of(response, problem_response(problem))


def _failed(request: HttpRequest, error: Exception) -> HttpResponse:
    """A refusal as it is; what nobody expected is logged and told without details."""
    problem = problem_of(error)
    if problem is not None:
        return problem_response(problem)
    got_request_exception.send(sender=None, request=request)
    response = problem_response(
        Problem("internal_error", "Something went wrong here. It was logged; try again later.")
    )
    log_response(
        "Internal Server Error: %s",
        request.path,
        response=response,
        request=request,
        exception=error,
        logger=logger,
    )
    return response


def _without_body(response: HttpResponseBase) -> HttpResponseBase:
    """The answer to HEAD: the headers that GET would have. Nothing is read for a stream."""
    if response.streaming:
        empty = HttpResponse(status=response.status_code, headers=response.headers)
        return _in_place_of(response, empty)
    return response


def _in_place_of(response: HttpResponseBase, other: HttpResponse) -> HttpResponse:
    """Another response, with which the files of the first are closed.

    Closing the first itself would tell all of Django that the request is over.
    """
    other._resource_closers += response._resource_closers  # type: ignore[attr-defined]
    return other


def _finished(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    for name, value in cors.HEADERS.items():
        response.headers.setdefault(name, value)
    if isinstance(response, HttpResponse):
        if integra_settings.API_GZIP and response.content:
            compression.compress(response, request.META.get("HTTP_ACCEPT_ENCODING", ""))
        if response.status_code not in (204, 304) and "Content-Length" not in response:
            response["Content-Length"] = str(len(response.content))
        if request.method == "HEAD":
            response.content = b""
    return response
