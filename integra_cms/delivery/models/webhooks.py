"""Who is told about changes, and what is still to be told."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class WebhookSubscription(models.Model):
    """An address that wants to hear of changes. Empty lists mean everything.

    Attributes:
        secret: Signs its messages, so it is stored as it is. It is shown once, when it is made.
        previous_secret: The one before; it signs as well until ``previous_until``.
        gone_at: When the receiver answered that it wants no more messages.
    """

    name = models.CharField(_("name"), max_length=120)
    url = models.URLField(_("address"), max_length=1000)
    secret = models.CharField(max_length=120, editable=False)
    previous_secret = models.CharField(max_length=120, blank=True, editable=False)
    previous_until = models.DateTimeField(null=True, blank=True, editable=False)
    events = models.JSONField(_("events"), default=list, blank=True)
    kinds = models.JSONField(_("kinds"), default=list, blank=True)
    locales = models.JSONField(_("locales"), default=list, blank=True)
    active = models.BooleanField(_("active"), default=True, editable=False)
    gone_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("webhook")
        verbose_name_plural = _("webhooks")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class WebhookMessage(models.Model):
    """One message to one address: the outbox, and what became of it.

    Attributes:
        sequence: The number of the change in the feed; 0 for a test message.
        attempts: How often it was claimed for sending. Whoever claimed it knows the number, and
            may write down the outcome only as long as nobody claimed it again.
        next_attempt_at: When it is due. While it is being sent: when it is taken for lost.
    """

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting")
        DELIVERED = "delivered", _("Delivered")
        DEAD = "dead", _("Given up")

    message_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subscription = models.ForeignKey(
        WebhookSubscription,
        on_delete=models.CASCADE,
        related_name="messages",
        verbose_name=_("webhook"),
    )
    sequence = models.BigIntegerField(_("number in the feed"))
    event = models.CharField(_("event"), max_length=60)
    payload = models.TextField()
    state = models.CharField(
        _("state"), max_length=10, choices=State.choices, default=State.PENDING
    )
    attempts = models.PositiveIntegerField(_("attempts"), default=0)
    made_at = models.DateTimeField(_("made"), auto_now_add=True)
    next_attempt_at = models.DateTimeField(_("next attempt"))
    status_code = models.PositiveSmallIntegerField(_("last answer"), null=True, blank=True)
    error = models.CharField(_("what went wrong"), max_length=500, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("webhook message")
        verbose_name_plural = _("webhook messages")
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=["state", "next_attempt_at"], name="integra_webhook_due"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.message_id}"
