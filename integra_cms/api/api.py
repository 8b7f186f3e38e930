"""The API itself: which routers it consists of, and how ninja's refusals become ours."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationErrorContext

from integra_cms.api.declared import checked
from integra_cms.api.description import DESCRIPTION, TITLE, VERSION, Description, describe
from integra_cms.api.mounting import NAMESPACE
from integra_cms.api.problems import Problem, code_of, problem_of, problem_response
from integra_cms.api.refusals import refused_values
from integra_cms.api.routers import ROUTERS
from integra_cms.plugins import contributions

PLUGIN_PREFIX = "x"
"""Below it stand the addresses of plugins: no name of theirs can take one of ours."""


class DeliveryAPI(NinjaAPI):
    """Ninja, with every error as a problem and a description that names everything."""

    def on_exception(self, request: HttpRequest, exc: Any) -> HttpResponse:
        """A refusal becomes an answer; everything else goes on to whoever logs it."""
        problem = problem_of(exc)
        if problem is None and isinstance(exc, HttpError):
            problem = Problem(code_of(exc.status_code), exc.message, status=exc.status_code)
        if problem is None:
            raise exc
        return problem_response(problem)

    def validation_error_from_error_contexts(  # type: ignore[override] # we have our own shape
        self, error_contexts: list[ValidationErrorContext[Any]]
    ) -> Problem:
        """Parameters that do not fit, each with its value and what is allowed."""
        return refused_values(error_contexts)

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> Any:
        """The description, completed: see ``description``."""
        prefix = self.get_root_path(path_params or {}) if path_prefix is None else path_prefix
        return describe(Description(self, prefix))


def build_api() -> DeliveryAPI:
    """An API of our routers and those of the switched-on plugins."""
    api = DeliveryAPI(
        title=TITLE,
        version=VERSION,
        description=DESCRIPTION,
        urls_namespace=NAMESPACE,
        openapi_url="",
        docs_url="",
    )
    api.add_decorator(checked, mode="view")
    for router in ROUTERS:
        api.add_router("", router)
    for contributed in contributions.routers.values():
        api.add_router(
            f"{PLUGIN_PREFIX}/{contributed.name}",
            contributed.router,
            tags=[contributed.name],
            url_name_prefix=f"x-{contributed.name}",
        )
    return api


@lru_cache(maxsize=1)
def api() -> DeliveryAPI:
    """The one that this process serves."""
    return build_api()
