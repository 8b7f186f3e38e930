"""Errors as RFC 9457 writes them: one shape, stable codes, and what to do instead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpResponse

from integra_cms.delivery.canonical import canonical
from integra_cms.delivery.reading.exceptions import CursorError, FeedError, QuestionRefused
from integra_cms.exceptions import IntegraError

MEDIA_TYPE = "application/problem+json"

SHOWN_LENGTH = 80
"""So much of a refused value is repeated in the answer."""

UNPRINTABLE = "\N{REPLACEMENT CHARACTER}"

CODES: Mapping[str, int] = {
    "parameter_invalid": 400,
    "cursor_invalid": 400,
    "request_invalid": 400,
    "key_invalid": 401,
    "scope_missing": 403,
    "forbidden": 403,
    "not_found": 404,
    "method_not_allowed": 405,
    "gone": 410,
    "address_too_long": 414,
    "range_not_satisfiable": 416,
    "too_many_requests": 429,
    "internal_error": 500,
    "unavailable": 503,
}
"""What programs may rely on, with the status each comes with."""


@dataclass(frozen=True)
class ParameterError:
    """One parameter that cannot be used, why, and what could stand there."""

    parameter: str
    message: str
    allowed: str


class Problem(IntegraError):
    """Something the API refuses or cannot do; it becomes an answer of its own.

    Attributes:
        code: One of ``CODES``.
        detail: What happened and what to do, in a sentence or two.
        errors: The parameters it is about.
        headers: What the answer carries besides.
    """

    def __init__(
        self,
        code: str,
        detail: str,
        *,
        errors: Sequence[ParameterError] = (),
        headers: Mapping[str, str] | None = None,
        status: int | None = None,
    ) -> None:
        super().__init__(detail)
        self.code = code
        self.detail = detail
        self.errors = errors
        self.headers = headers or {}
        self.status = status or CODES[code]


def parameter_problem(parameter: str, value: object, allowed: str, code: str = "") -> Problem:
    """A value that a parameter cannot have."""
    message = f"{shown(value)} cannot be used."
    return Problem(
        code or "parameter_invalid",
        f"{parameter}: {message} Allowed: {allowed}.",
        errors=[ParameterError(parameter, message, allowed)],
    )


def shown(value: object) -> str:
    """A refused value in quotation marks, shortened, without what could not be printed."""
    text = str(value)
    start = "".join(
        letter if letter.isprintable() else UNPRINTABLE for letter in text[:SHOWN_LENGTH]
    )
    return f"“{start}…”" if len(text) > SHOWN_LENGTH else f"“{start}”"


def problem_of(error: Exception) -> Problem | None:
    """What an exception of reading or of Django means here; None for what nobody expected."""
    if isinstance(error, Problem):
        return error
    if isinstance(error, QuestionRefused):
        return _refused(error)
    if isinstance(error, Http404):
        return Problem("not_found", "There is nothing at this address. See openapi.json.")
    if isinstance(error, PermissionDenied):
        return Problem("forbidden", "This may not be read.")
    if isinstance(error, SuspiciousOperation):
        return Problem("request_invalid", "The request cannot be read. Correct it.")
    return None


def _refused(refusal: QuestionRefused) -> Problem:
    code = "parameter_invalid"
    if isinstance(refusal, FeedError):
        code = "gone"
    elif isinstance(refusal, CursorError):
        code = "cursor_invalid"
    allowed = ", ".join(refusal.allowed) or str(refusal)
    return Problem(
        code,
        f"{refusal.parameter}: {refusal}",
        errors=[ParameterError(refusal.parameter, str(refusal), allowed)],
    )


def problem_response(problem: Problem) -> HttpResponse:
    """A problem as an answer. Caches must not keep it: it can be over in a second."""
    body = {
        "type": "about:blank",
        "title": HTTPStatus(problem.status).phrase,
        "status": problem.status,
        "code": problem.code,
        "detail": problem.detail,
        "errors": [vars(error) for error in problem.errors],
    }
    return HttpResponse(
        canonical(body).encode(),
        status=problem.status,
        content_type=MEDIA_TYPE,
        headers={"Cache-Control": "no-store", **problem.headers},
    )


def code_of(status: int) -> str:
    """The code of an error that only has a status: a plugin's, or Django's."""
    by_status = {
        400: "request_invalid", 401: "key_invalid", 403: "forbidden", 404: "not_found",
        405: "method_not_allowed", 410: "gone", 414: "address_too_long",
        416: "range_not_satisfiable", 429: "too_many_requests", 503: "unavailable",
    }  # fmt: skip
    return by_status.get(status, "request_invalid" if status < 500 else "internal_error")
