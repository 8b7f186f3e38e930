"""Admin views for pages whose model is gone: shown as they were stored, not edited."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, render
from wagtail.admin.viewsets.pages import PageViewSet, page_viewset_registry
from wagtail.models import Page

from integra_cms.pages.orphans import is_orphan, latest_texts, model_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

PAGE_ARGUMENTS = ("page_id", "parent_page_id", "page_to_move_id", "pk")


class StoredPageViewSet(PageViewSet):
    """Wagtail's views for bare pages. For an orphan, only those that need no model."""

    def on_register(self) -> None:
        """For bare pages, and for what stands below them: page types keep their own views."""
        page_viewset_registry.register(Page, self, exact_class=True, parent_models=[Page])

    @property
    def views_without_model(self) -> tuple[type[Any], ...]:
        """Views that work on any page."""
        return (
            self.delete_view_class,
            self.unpublish_view_class,
            self.set_privacy_view_class,
        )

    def construct_view(self, view_class: type[Any], **kwargs: Any) -> Callable[..., HttpResponse]:
        """The view, or for an orphan its stored content in place of what would break."""
        view = super().construct_view(view_class, **kwargs)
        if view_class in self.views_without_model:
            return view

        @wraps(view)
        def view_or_stored_content(
            request: HttpRequest, *args: Any, **arguments: Any
        ) -> HttpResponse:
            key = next((arguments[name] for name in PAGE_ARGUMENTS if name in arguments), None)
            if key is not None:
                page = get_object_or_404(Page, pk=key)
                if is_orphan(page):
                    return show_stored_content(request, page)
            return view(request, *args, **arguments)

        return view_or_stored_content


def show_stored_content(request: HttpRequest, page: Page) -> HttpResponse:
    """What is stored of an orphan, and what can be done about it.

    Raises:
        PermissionDenied: The user has no right on the page.
    """
    rights = page.permissions_for_user(request.user)
    if not (rights.can_edit() or rights.can_publish() or rights.can_delete()):
        raise PermissionDenied
    return render(
        request,
        "integra_cms/pages/admin/stored_page.html",
        {
            "page": page,
            "model_name": model_name(page),
            "app_label": page.cached_content_type.app_label,
            "texts": latest_texts(page),
            "children": page.get_children(),
            "rights": rights,
        },
    )


stored_page_viewset = StoredPageViewSet()
