"""What was told to whom, what still waits, and what was given up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import django_filters  # type: ignore[import-untyped]  # has no types
from django import forms
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django.views import View
from wagtail.admin import messages
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn
from wagtail.admin.views.generic import IndexView
from wagtail.admin.views.generic.permissions import PermissionCheckedMixin

from integra_cms.delivery.models import WebhookMessage, WebhookSubscription
from integra_cms.delivery.viewsets.base import ListViewSet
from integra_cms.delivery.webhooks.events import EVENTS, TEST_EVENT
from integra_cms.delivery.webhooks.subscriptions import send_again

if TYPE_CHECKING:
    from django.db.models import QuerySet

NAME = "integra_webhook_messages"


def messages_url(**filters: Any) -> str:
    """The list of messages, narrowed."""
    return f"{reverse(f'{NAME}:index')}?{urlencode(filters)}"


def event_choices() -> list[tuple[str, str]]:
    """Events by the names programs know; those are what a receiver's log shows, too."""
    return [(event, event) for event in (*EVENTS, TEST_EVENT)]


class MessageFilterSet(WagtailFilterSet):
    """Messages of one webhook, in one state, about one event."""

    state = django_filters.ChoiceFilter(
        label=gettext_lazy("State"),
        choices=WebhookMessage.State.choices,
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )
    subscription = django_filters.ModelChoiceFilter(
        label=gettext_lazy("Webhook"),
        queryset=WebhookSubscription.objects.all(),
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )
    event = django_filters.ChoiceFilter(
        label=pgettext_lazy("webhook", "Event"),
        choices=event_choices,
        empty_label=gettext_lazy("All"),
        widget=forms.RadioSelect,
    )

    class Meta:
        model = WebhookMessage
        fields = ("state", "subscription", "event")


class SelectColumn(BaseColumn):
    """A box to tick for each message that can be sent again."""

    cell_template_name = "integra_cms/delivery/select_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Says whether there is a box."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        context["selectable"] = instance.state == WebhookMessage.State.DEAD
        return context


def next_attempt_of(message: WebhookMessage) -> Any:
    """Only messages that wait have one."""
    waits = message.state == WebhookMessage.State.PENDING
    return message.next_attempt_at if waits else None


class MessageIndexView(IndexView):
    """The messages, newest first, with boxes."""

    results_template_name = "integra_cms/delivery/messages_results.html"
    page_title = gettext_lazy("Messages of webhooks")

    def get_base_queryset(self) -> QuerySet[Any]:
        """With the webhook of each; what was sent is not needed."""
        found: QuerySet[Any] = super().get_base_queryset()
        return found.select_related("subscription").defer("payload")

    @property
    def again_url(self) -> str:
        """Where the form goes."""
        return reverse(f"{NAME}:again")

    @property
    def shown_query(self) -> str:
        """The filters and the page that are shown, to come back to."""
        shown = self.request.GET.copy()
        shown.pop("_w_filter_fragment", None)
        return str(shown.urlencode())


class SendAgainView(PermissionCheckedMixin, View):
    """Sends the messages again whose boxes are ticked."""

    model = WebhookMessage
    permission_required = "send"
    http_method_names = ("post",)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Makes them due and says how many."""
        chosen = [int(pk) for pk in request.POST.getlist("message") if _is_key(pk)]
        report_sent_again(
            request, send_again(WebhookMessage.objects.filter(pk__in=chosen), user=request.user)
        )
        shown = QueryDict(request.POST.get("query", ""))
        return redirect(f"{reverse(f'{NAME}:index')}?{shown.urlencode()}")


def report_sent_again(request: HttpRequest, count: int) -> None:
    """Says how many messages are going to be sent again."""
    if not count:
        messages.warning(
            request,
            _(
                "No message is sent again. "
                "Choose messages that were given up, of webhooks that are switched on."
            ),
        )
        return
    said = ngettext(
        "%(count)d message is going to be sent again.",
        "%(count)d messages are going to be sent again.",
        count,
    )
    messages.success(request, said % {"count": count})


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19


class MessageViewSet(ListViewSet):
    """Nobody writes messages; they are looked at and sent again."""

    model = WebhookMessage
    name = NAME
    icon = "mail"
    menu_label = gettext_lazy("Messages of webhooks")
    index_view_class = MessageIndexView
    index_results_template_name = MessageIndexView.results_template_name
    filterset_class = MessageFilterSet
    list_display = (
        SelectColumn("select", label=gettext_lazy("Selection")),
        "event",
        Column("subscription", label=gettext_lazy("Webhook")),
        Column("sequence", label=gettext_lazy("Number in the feed")),
        Column("state", label=gettext_lazy("State"), accessor="get_state_display"),
        Column("attempts", label=gettext_lazy("Attempts")),
        Column("status_code", label=gettext_lazy("Last answer")),
        Column("error", label=gettext_lazy("What went wrong")),
        DateColumn("made_at", label=gettext_lazy("Made")),
        DateColumn("next_attempt", label=gettext_lazy("Next attempt"), accessor=next_attempt_of),
        Column("message_id", label=gettext_lazy("Identifier")),
    )

    def get_urlpatterns(self) -> list[Any]:
        """The list and its form."""
        return [
            path("", self.index_view, name="index"),
            path("results/", self.index_results_view, name="index_results"),
            path("again/", self.construct_view(SendAgainView), name="again"),
        ]
