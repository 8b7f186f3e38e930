"""Parameters of lists as a question to the catalogue, and the way to its next page."""

from __future__ import annotations

import re
from urllib.parse import urlencode

from django.http import HttpRequest

from integra_cms.api.parameters import CODE, LONGEST_CODE, ListParameters, strictness
from integra_cms.api.problems import parameter_problem
from integra_cms.delivery.reading.questions import ListQuestion, facet_names

CODE_PATTERN = re.compile(CODE)


def list_question(request: HttpRequest, parameters: ListParameters) -> ListQuestion:
    """What is asked.

    Raises:
        Problem: A code of a facet is none.
        QuestionRefused: It cannot be answered.
    """
    chain, strict = strictness(parameters.fallback)
    return ListQuestion(
        asked=parameters.asked,
        chain=chain,
        strict=strict,
        kinds=tuple(parameters.kind),
        cities=tuple(parameters.city),
        facets=chosen_facets(request),
        updated_since=parameters.updated_since,
        q=parameters.q,
        sort=parameters.sort,
        view=parameters.view,
        limit=parameters.limit,
        cursor=parameters.cursor,
        with_total=parameters.total,
        with_facets=parameters.facets,
    )


def chosen_facets(request: HttpRequest) -> dict[str, tuple[str, ...]]:
    """The codes of each facet that is named in the query."""
    chosen = {}
    for name in facet_names():
        if codes := request.GET.getlist(name):
            for code in codes:
                if len(code) > LONGEST_CODE or not CODE_PATTERN.fullmatch(code):
                    allowed = f"codes of terms: at most {LONGEST_CODE} letters, digits, . _ -"
                    raise parameter_problem(name, code, allowed)
            chosen[name] = tuple(codes)
    return chosen


def address_without_cursor(request: HttpRequest) -> str:
    """Where a list stands, ready for the cursor to be written behind it."""
    query = {name: values for name, values in request.GET.lists() if name != "cursor"}
    return f"{request.path}?{urlencode([*query.items(), ('cursor', '')], doseq=True)}"


def next_link(address: str, cursor: str | None) -> dict[str, str]:
    """A ``Link`` header to the next page, where there is one (RFC 8288).

    Args:
        address: What ``address_without_cursor`` says.
        cursor: Of the next page. Nothing in it needs to be escaped.
    """
    return {} if cursor is None else {"Link": f'<{address}{cursor}>; rel="next"'}
