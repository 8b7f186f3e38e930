"""Who is told about changes, and what is still to be told."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class WebhookSubscription(models.Model):
    """An address that wants to hear of changes.

    The secret is shown once, when it is made. Empty lists mean everything.
    """

    name = models.CharField(_("name"), max_length=120)
    url = models.URLField(_("address"), max_length=1000)
    secret = models.CharField(max_length=120, editable=False)
    events = models.JSONField(_("events"), default=list, blank=True)
    kinds = models.JSONField(_("kinds"), default=list, blank=True)
    locales = models.JSONField(_("locales"), default=list, blank=True)
    active = models.BooleanField(_("active"), default=True)
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
    """One message to one address: the outbox, and what became of it."""

    class State(models.TextChoices):
        PENDING = "pending", _("Waiting")
        DELIVERED = "delivered", _("Delivered")
        DEAD = "dead", _("Given up")

    message_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    subscription = models.ForeignKey(
        WebhookSubscription, on_delete=models.CASCADE, related_name="messages"
    )
    sequence = models.BigIntegerField()
    event = models.CharField(max_length=60)
    payload = models.TextField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    attempts = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(auto_now_add=True)
    next_attempt_at = models.DateTimeField()
    status_code = models.PositiveSmallIntegerField(null=True, blank=True)
    error = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = _("webhook message")
        verbose_name_plural = _("webhook messages")
        ordering = ("-pk",)
        indexes = [
            models.Index(fields=["state", "next_attempt_at"], name="integra_webhook_due"),
        ]

    def __str__(self) -> str:
        return f"{self.event} {self.message_id}"
