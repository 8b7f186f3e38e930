"""Who gets more than anybody: delivery keys, and links to drafts."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class DeliveryKey(models.Model):
    """A key that gives a front end a rate of its own. What it may read is public anyway.

    Only a digest is stored; the key is shown once, when it is made.
    """

    name = models.CharField(_("name"), max_length=120)
    prefix = models.CharField(max_length=12, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.JSONField(_("scopes"), default=list, blank=True)
    rate = models.PositiveIntegerField(_("requests per minute"), default=6000)
    expires_at = models.DateTimeField(_("expires"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        verbose_name = _("delivery key")
        verbose_name_plural = _("delivery keys")
        ordering = ("name", "pk")

    def __str__(self) -> str:
        return self.name


class PreviewGrant(models.Model):
    """A draft of one page in one locale, for whoever has the signed link, for a short time."""

    grant = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = models.ForeignKey("wagtailcore.Page", on_delete=models.CASCADE, related_name="+")
    resource = models.UUIDField()
    locale = models.CharField(max_length=35)
    body = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")

    def __str__(self) -> str:
        return f"{self.grant} ({self.locale})"
