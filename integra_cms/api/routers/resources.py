"""Resources: lists of them, one of them, the one that stands at an address."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from integra_cms.api import caching
from integra_cms.api.answering import answer_with, known_to
from integra_cms.api.forms import form_of, known_in, show
from integra_cms.api.keeping import answered
from integra_cms.api.parameters import (
    DetailParameters,
    FindParameters,
    Identifier,
    ListParameters,
    strictness,
)
from integra_cms.api.questions import address_without_cursor, list_question, next_link
from integra_cms.delivery.reading.answers import Answer
from integra_cms.delivery.reading.details import detail, detail_by, find
from integra_cms.delivery.reading.lists import list_answer

router = Router(tags=["Resources"])


@router.get("resources", operation_id="resource_list", url_name="resource_list")
def resource_list(request: HttpRequest, parameters: Query[ListParameters]) -> HttpResponse:
    """Resources that answer a question, in pages.

    Besides the parameters below each facet is one: codes of one facet are alternatives, a resource
    must have one of each facet that is named.
    """
    query = list_answer(list_question(request, parameters), known=known_to(request))
    return answered(request, query, partial(_listed, address=address_without_cursor(request)))


@router.get("resources/{resource}", operation_id="resource_show", url_name="resource_show")
def resource_show(
    request: HttpRequest, resource: Identifier, parameters: Query[DetailParameters]
) -> HttpResponse:
    """One resource in the asked language, or in another that the label names."""
    form = form_of(request, parameters.format)
    asked, steps, known = parameters.asked, parameters.steps, known_in(request, form)
    if steps:
        query = detail_by(resource, asked=asked, steps=steps, known=known)
    else:
        chain, strict = strictness(parameters.fallback)
        query = detail(resource, asked=asked, chain=chain, strict=strict, known=known)
    missing = f"There is no public resource {resource} in “{asked}”, nor one to fall back to."
    return answered(request, query, partial(show, form=form, missing=missing))


@router.get("find", operation_id="resource_find", url_name="resource_find")
def resource_find(request: HttpRequest, parameters: Query[FindParameters]) -> HttpResponse:
    """The resource or page that stands at an address of the site, in the language it has there."""
    form = form_of(request, parameters.format)
    query = find(parameters.path, known=known_in(request, form))
    return answered(
        request, query, partial(show, form=form, missing="There is no public page at this path.")
    )


def _listed(request: HttpRequest, answer: Answer | None, *, address: str) -> HttpResponse:
    headers = next_link(address, answer.next if answer else None)
    return answer_with(request, answer, caching.CONTENT, missing="", headers=headers)
