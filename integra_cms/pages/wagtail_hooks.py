"""What pages of the toolkit add to Wagtail: pages without a model, and names of log entries."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from integra_cms.pages.exceptions import ModelGone
from integra_cms.pages.orphans import is_orphan, orphans_in, published_texts, refuse_deletion
from integra_cms.pages.sources import LOG_ACTION
from integra_cms.pages.viewsets import StoredPageViewSet, stored_page_viewset


# After Wagtail's own views for bare pages, which it replaces.
@hooks.register("register_admin_viewset", order=100)
def register_stored_pages() -> StoredPageViewSet:
    """Pages whose model is gone are shown instead of breaking the admin."""
    return stored_page_viewset


# After Wagtail's own check of view restrictions, so inside of it.
@hooks.register("on_serve_page", order=100)
def serve_orphan(serve: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Visitors go on reading a page whose model is gone."""

    def serve_stored_content(
        page: Page, request: HttpRequest, args: Any, kwargs: Any
    ) -> HttpResponse:
        if not is_orphan(page):
            return serve(page, request, args, kwargs)
        context = {"page": page, "texts": published_texts(page)}
        return TemplateResponse(request, "integra_cms/orphan_page.html", context)

    return serve_stored_content


@hooks.register("before_delete_page")
def refuse_to_delete_orphans(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Says why before anything breaks."""
    return _refused(request, [page])


@hooks.register("before_bulk_action")
def refuse_to_delete_orphans_in_bulk(
    request: HttpRequest, action_type: str, objects: Iterable[Model], action: Any
) -> HttpResponse | None:
    """As for one page."""
    if action_type != "delete":
        return None
    return _refused(request, [each for each in objects if isinstance(each, Page)])


@hooks.register("register_log_actions")
def register_log_actions(actions: Any) -> None:
    """Names what we write into the log."""
    actions.register_action(
        LOG_ACTION, _("Change source edition"), _("Made this the source edition")
    )


def _refused(request: HttpRequest, pages: Iterable[Page]) -> HttpResponse | None:
    for page in pages:
        try:
            refuse_deletion(orphans_in(page))
        except ModelGone as error:
            messages.error(request, str(error))
            parent = page.get_parent()
            return redirect("wagtailadmin_explore", parent.pk)
    return None
