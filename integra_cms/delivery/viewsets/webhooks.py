"""Webhooks: made, changed, stopped, tried out."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import HttpResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.views.generic import CreateView, EditView, IndexView
from wagtail.admin.widgets.button import Button

from integra_cms.delivery.models import WebhookMessage, WebhookSubscription
from integra_cms.delivery.viewsets.base import DeliveryViewSet
from integra_cms.delivery.viewsets.messages import messages_url, report_sent_again
from integra_cms.delivery.viewsets.operations import OperationView, shown_once
from integra_cms.delivery.webhooks.forms import WebhookForm
from integra_cms.delivery.webhooks.sending import send_now
from integra_cms.delivery.webhooks.subscriptions import (
    activate,
    create_subscription,
    deactivate,
    queue_test,
    rotate_secret,
    send_again,
)

if TYPE_CHECKING:
    from django.db.models import QuerySet

NAME = "integra_webhooks"
State = WebhookMessage.State


def state_of(webhook: WebhookSubscription) -> str:
    """Whether a webhook hears of changes, and if not, why."""
    if webhook.active:
        return _("Active")
    return _("Receiver is gone") if webhook.gone_at else _("Switched off")


def last_message_of(webhook: Any) -> str:
    """How the latest message fared."""
    if not webhook.last_state:
        return ""
    answer = f" ({webhook.last_status})" if webhook.last_status else ""
    return f"{State(webhook.last_state).label}{answer}"


def _in_state(state: State) -> Coalesce:
    messages_of = WebhookMessage.objects.filter(subscription=OuterRef("pk"), state=state)
    counted = messages_of.order_by().values("subscription").annotate(count=Count("pk"))
    return Coalesce(Subquery(counted.values("count")), 0)


class WebhookIndexView(IndexView):
    """Webhooks with what waits, what was given up, and how the latest message fared."""

    def get_base_queryset(self) -> QuerySet[Any]:
        """With the numbers."""
        found: QuerySet[Any] = super().get_base_queryset()
        latest = WebhookMessage.objects.filter(subscription=OuterRef("pk")).order_by("-pk")
        numbers: QuerySet[Any] = found.annotate(
            waiting=_in_state(State.PENDING),
            given_up=_in_state(State.DEAD),
            last_state=Subquery(latest.values("state")[:1]),
            last_status=Subquery(latest.values("status_code")[:1]),
        )
        return numbers


class SecretView:
    """Answers with the page that shows a secret once."""

    request: Any

    def show_secret(self, webhook: WebhookSubscription, secret: str) -> HttpResponse:
        """The page."""
        return shown_once(
            self.request,
            title=_("The secret of the webhook “%(name)s”") % {"name": webhook},
            label=_("Secret"),
            value=secret,
            next_url=reverse(f"{NAME}:edit", args=[webhook.pk]),
        )


class CreateWebhookView(SecretView, CreateView):
    """Shows the secret once, on the page that answers the form."""

    def save_instance(self) -> WebhookSubscription:
        """Makes the webhook and its secret."""
        webhook: WebhookSubscription = self.form.save(commit=False)
        self.secret = create_subscription(webhook, user=self.request.user)
        return webhook

    def save_action(self) -> HttpResponse:
        """The page with the secret."""
        return self.show_secret(self.object, self.secret)


class EditWebhookView(EditView):
    """The form, and everything else that can be done, as links."""

    @cached_property
    def header_more_buttons(self) -> list[Any]:
        """Each leads to a question."""
        pk = self.object.pk
        operations = [("rotate", _("Exchange the secret"), "rotate")]
        if self.object.active:
            operations += [
                ("test", _("Send a test message"), "mail"),
                ("again", _("Send given-up messages again"), "resubmit"),
                ("deactivate", _("Switch off"), "no-view"),
            ]
        else:
            operations.append(("activate", _("Switch on"), "view"))
        return [
            Button(
                _("Messages"), url=messages_url(subscription=pk), icon_name="list-ul", priority=1
            ),
            *(
                Button(label, url=reverse(f"{NAME}:{name}", args=[pk]), icon_name=icon, priority=5)
                for name, label, icon in operations
            ),
            *super().header_more_buttons,
        ]


class RotateSecretView(SecretView, OperationView):
    """Gives a webhook a new secret."""

    model = WebhookSubscription
    page_title = gettext_lazy("Exchange the secret")
    question = gettext_lazy(
        "“%(name)s” gets a new secret. For 24 hours messages are signed with the old one as well, "
        "so that the receiver can be changed meanwhile."
    )
    submit_label = gettext_lazy("Exchange")

    def perform(self) -> HttpResponse:
        """Shows the new one."""
        return self.show_secret(self.object, rotate_secret(self.object, user=self.request.user))


class SwitchOffView(OperationView):
    """Stops a webhook."""

    model = WebhookSubscription
    page_title = gettext_lazy("Switch off the webhook")
    question = gettext_lazy(
        "“%(name)s” hears of no changes any more. Messages that still wait are given up; they can "
        "be sent again later."
    )
    submit_label = gettext_lazy("Switch off")
    serious = True
    success_message = gettext_lazy("The webhook “%(name)s” is switched off.")

    def perform(self) -> None:
        """Stops it."""
        deactivate(self.object, user=self.request.user)


class SwitchOnView(OperationView):
    """Lets a webhook hear of changes again."""

    model = WebhookSubscription
    page_title = gettext_lazy("Switch on the webhook")
    question = gettext_lazy(
        "“%(name)s” hears of changes from now on. Of what changed meanwhile the feed tells."
    )
    submit_label = gettext_lazy("Switch on")
    success_message = gettext_lazy("The webhook “%(name)s” is switched on.")

    def perform(self) -> None:
        """Starts it."""
        activate(self.object, user=self.request.user)


class SendTestView(OperationView):
    """Sends a message about nothing, and says what came of it."""

    model = WebhookSubscription
    page_title = gettext_lazy("Send a test message")
    question = gettext_lazy("“%(name)s” gets a message of the type webhook.test, once.")
    submit_label = gettext_lazy("Send")

    def perform(self) -> None:
        """Sends it at once; that takes as long as the receiver, at most some 15 seconds."""
        self.message = queue_test(self.object, user=self.request.user)
        send_now(self.message)

    def finished(self, request: Any) -> HttpResponse:
        """What came of it is not always good."""
        self.success_message = _("The test message arrived.")
        if self.message.state != State.DELIVERED:
            reason = self.message.error or _("The webhook is switched off.")
            messages.error(
                request, _("The test message did not arrive: %(reason)s") % {"reason": reason}
            )
            return HttpResponse(status=302, headers={"Location": self.back_url})
        return super().finished(request)


class SendAllAgainView(OperationView):
    """Sends everything again that was given up."""

    model = WebhookSubscription
    page_title = gettext_lazy("Send given-up messages again")
    question = gettext_lazy("All messages that were given up are sent to “%(name)s” again.")
    submit_label = gettext_lazy("Send again")

    def perform(self) -> None:
        """Makes them due."""
        self.count = send_again(self.object.messages.all(), user=self.request.user)

    def finished(self, request: Any) -> HttpResponse:
        """Says how many."""
        report_sent_again(request, self.count)
        return HttpResponse(status=302, headers={"Location": self.back_url})


OPERATIONS = {
    "rotate": RotateSecretView,
    "deactivate": SwitchOffView,
    "activate": SwitchOnView,
    "test": SendTestView,
    "again": SendAllAgainView,
}


class WebhookViewSet(DeliveryViewSet):
    """All webhooks."""

    model = WebhookSubscription
    name = NAME
    icon = "link-external"
    menu_label = gettext_lazy("Webhooks")
    index_view_class = WebhookIndexView
    add_view_class = CreateWebhookView
    edit_view_class = EditWebhookView
    list_display = (
        "name",
        Column("url", label=gettext_lazy("Address")),
        Column("state", label=gettext_lazy("State"), accessor=state_of),
        Column("last", label=gettext_lazy("Latest message"), accessor=last_message_of),
        TitleColumn(
            "waiting",
            label=gettext_lazy("Waiting"),
            get_url=lambda webhook: messages_url(subscription=webhook.pk, state=State.PENDING),
        ),
        TitleColumn(
            "given_up",
            label=gettext_lazy("Given up"),
            get_url=lambda webhook: messages_url(subscription=webhook.pk, state=State.DEAD),
        ),
    )

    def get_form_class(self, for_update: bool = False) -> type[WebhookForm]:
        """The same form for making and changing."""
        return WebhookForm

    def get_urlpatterns(self) -> list[Any]:
        """Wagtail's, and one for each operation."""
        return [
            *super().get_urlpatterns(),
            *(
                path(f"{name}/<int:pk>/", self.construct_view(view), name=name)
                for name, view in OPERATIONS.items()
            ),
        ]
