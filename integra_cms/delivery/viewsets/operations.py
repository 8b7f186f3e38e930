"""Views that do one thing to one row after a question, and pages that show something once."""

from __future__ import annotations

from typing import Any

from django.contrib.admin.utils import quote
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import add_never_cache_headers
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.views.generic.base import BaseObjectMixin, WagtailAdminTemplateMixin
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin


class OperationView(PermissionCheckedMixin, WagtailAdminTemplateMixin, BaseObjectMixin, View):
    """Asks with GET, does with POST.

    Attributes:
        question: What is going to happen, in whole sentences.
        submit_label: What the button says.
        serious: The button warns.
        success_message: What is said afterwards.
    """

    template_name = "integra_cms/delivery/operation.html"
    permission_required = "change"
    index_url_name = ""
    edit_url_name = ""
    question: Any = ""
    submit_label: Any = gettext_lazy("Yes")
    serious = False
    success_message: Any = ""

    def get(self, _request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """The question."""
        response: HttpResponse = self.render_to_response(self.get_context_data())
        return response

    def post(self, request: HttpRequest, *_args: Any, **_kwargs: Any) -> HttpResponse:
        """Does it."""
        return self.perform() or self.finished(request)

    def perform(self) -> HttpResponse | None:
        """What the view is for. May answer itself."""
        raise NotImplementedError

    def finished(self, request: HttpRequest) -> HttpResponse:
        """Back to where one came from."""
        messages.success(request, self.success_message % {"name": self.object})
        return redirect(self.back_url)

    @property
    def back_url(self) -> str:
        """The page of the row, or the list where rows have none."""
        if self.edit_url_name:
            return reverse(self.edit_url_name, args=[quote(self.object.pk)])
        return reverse(self.index_url_name)

    def get_page_subtitle(self) -> str:
        """What it is about."""
        return str(self.object)

    def get_breadcrumbs_items(self) -> list[dict[str, Any]]:
        """The list, the row, and this."""
        items = [
            {
                "url": reverse(self.index_url_name),
                "label": capfirst(self.model._meta.verbose_name_plural),
            }
        ]
        if self.edit_url_name:
            items.append({"url": self.back_url, "label": str(self.object)})
        return [
            *super().get_breadcrumbs_items(),
            *items,
            {"url": "", "label": self.get_page_title()},
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """With what the template asks."""
        context: dict[str, Any] = super().get_context_data(
            question=self.question % {"name": self.object},
            submit_label=self.submit_label,
            serious=self.serious,
            back_url=self.back_url,
            **kwargs,
        )
        return context


def shown_once(
    request: HttpRequest, *, title: str, label: str, value: str, next_url: str
) -> HttpResponse:
    """A page with something that nobody can see again; no cache keeps it."""
    response = render(
        request,
        "integra_cms/delivery/shown_once.html",
        {
            "header_title": title,
            "page_title": title,
            "header_icon": "key",
            "label": label,
            "value": value,
            "next_url": next_url,
        },
    )
    add_never_cache_headers(response)
    return response
