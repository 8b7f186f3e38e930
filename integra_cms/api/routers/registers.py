"""Small answers about the whole site."""

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router

from integra_cms.api import caching
from integra_cms.api.answering import answer_with, known_to
from integra_cms.api.parameters import LocaleParameters
from integra_cms.delivery.reading.registers import register

router = Router(tags=["Registers"])


@router.get("cities", operation_id="city_list", url_name="city_list")
def city_list(request: HttpRequest, parameters: Query[LocaleParameters]) -> HttpResponse:
    """The cities that have a section, by name. Nothing here compares them."""
    return _register(request, "cities", parameters.asked)


@router.get("vocabularies", operation_id="vocabulary_list", url_name="vocabulary_list")
def vocabulary_list(request: HttpRequest, parameters: Query[LocaleParameters]) -> HttpResponse:
    """All vocabularies with their terms: a code, and a label that says its language."""
    return _register(request, "vocabularies", parameters.asked)


@router.get("kinds", operation_id="kind_list", url_name="kind_list")
def kind_list(request: HttpRequest, parameters: Query[LocaleParameters]) -> HttpResponse:
    """What kinds and facets are called, which facets a kind has, and what their codes are."""
    return _register(request, "kinds", parameters.asked)


@router.get("choices", operation_id="choice_list", url_name="choice_list")
def choice_list(request: HttpRequest, parameters: Query[LocaleParameters]) -> HttpResponse:
    """What the values of choices in documents and labels are called."""
    return _register(request, "choices", parameters.asked)


@router.get("project", operation_id="project_show", url_name="project_show")
def project_show(request: HttpRequest, parameters: Query[LocaleParameters]) -> HttpResponse:
    """The projects that paid for the content: partners, funding statements, disclaimers."""
    return _register(request, "project", parameters.asked)


@router.get("menus", operation_id="menu_list", url_name="menu_list")
def menu_list(request: HttpRequest, parameters: Query[LocaleParameters]) -> HttpResponse:
    """What stands in the menus of the site."""
    return _register(request, "menus", parameters.asked)


@router.get("redirects", operation_id="redirect_list", url_name="redirect_list")
def redirect_list(request: HttpRequest) -> HttpResponse:
    """Former addresses, and where they lead now."""
    return _register(request, "redirects", "")


def _register(request: HttpRequest, name: str, locale: str) -> HttpResponse:
    answer = register(name, locale, known=known_to(request))
    return answer_with(
        request,
        answer,
        caching.REGISTER,
        missing=f"The register “{name}” is not made yet. Run: manage.py deliver rebuild.",
    )
