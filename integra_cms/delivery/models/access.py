"""Who gets more than anybody: delivery keys, and links to drafts."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from datetime import datetime


class Scope(models.TextChoices):
    """What a delivery key can be limited to."""

    READ = "read", _("Documents, lists, search, registers and files")
    FEED = "feed", _("The feed of changes")
    EXPORT = "export", _("The export of everything")


class DeliveryKey(models.Model):
    """A key that gives a front end a rate of its own. What it may read is public anyway.

    Only a digest is stored; the key is shown once, when it is made. No scopes mean all of them.
    """

    name = models.CharField(_("name"), max_length=120)
    prefix = models.CharField(_("begins with"), max_length=12, editable=False)
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

    def allows(self, scope: Scope) -> bool:
        """Whether it is meant for this kind of request."""
        return not self.scopes or scope in self.scopes

    def is_valid_at(self, moment: datetime) -> bool:
        """Whether it is neither revoked nor expired then."""
        return self.revoked_at is None and (self.expires_at is None or moment < self.expires_at)


class PreviewGrant(models.Model):
    """A draft of one page in one locale, for whoever has the signed link, for a short time.

    Attributes:
        page: None for a page that was not stored when the link was made.
        body: Canonical JSON: label and document.
    """

    grant = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    page = models.ForeignKey(
        "wagtailcore.Page",
        on_delete=models.CASCADE,
        null=True,
        related_name="+",
        verbose_name=_("page"),
    )
    title = models.CharField(_("title"), max_length=255, blank=True)
    resource = models.UUIDField()
    locale = models.CharField(_("locale"), max_length=35)
    body = models.TextField()
    created_at = models.DateTimeField(_("made"), auto_now_add=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="+",
        verbose_name=_("made by"),
    )
    expires_at = models.DateTimeField(_("expires"))
    revoked_at = models.DateTimeField(_("revoked"), null=True, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("preview link")
        verbose_name_plural = _("preview links")

    def __str__(self) -> str:
        return f"{self.grant} ({self.locale})"
