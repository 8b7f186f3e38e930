"""How the catalogue follows what is written, and how others follow the catalogue."""

from __future__ import annotations

import secrets

from django.db import models
from django.utils.translation import gettext_lazy as _


class DirtyMark(models.Model):
    """Something a document can depend on was written, in the same transaction as this row.

    Rows are only added by writers and only removed by the drainer, so nobody waits for anybody.
    """

    what = models.CharField(max_length=16)
    key = models.CharField(max_length=255)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("dirty mark")
        verbose_name_plural = _("dirty marks")

    def __str__(self) -> str:
        return f"{self.what}:{self.key}"


def new_token() -> int:
    """A number that was most likely never used, so that nothing old is taken for the same."""
    return secrets.randbits(62) + 1


class CatalogueState(models.Model):
    """The one row that whoever drains locks.

    Attributes:
        sequence: The highest number given in the feed.
        horizon: Changes up to and including this number were compacted away.
        token: Another random number after each change of the catalogue, never 0.
        built_with: What the catalogue depends on besides content: chains, schemas, lemmas.
    """

    sequence = models.BigIntegerField(default=0)
    horizon = models.BigIntegerField(default=0)
    token = models.BigIntegerField(default=new_token)
    built_with = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("state of the catalogue")
        verbose_name_plural = _("state of the catalogue")

    def __str__(self) -> str:
        return str(self.sequence)


class Change(models.Model):
    """One entry of the feed. Numbers have no gaps; the drainer alone gives them.

    Attributes:
        entity: ``edition``, ``media`` or ``register``.
        key: The resource, the file, or the name of the register.
        locale: Of the edition or register; empty for media.
        action: ``put`` or ``remove``.
        reason: Why it was removed; empty for ``put``.
        digest: Of what was put; empty for ``remove``.
    """

    class Entity(models.TextChoices):
        EDITION = "edition", _("Edition")
        MEDIA = "media", _("File")
        REGISTER = "register", _("Register")

    class Action(models.TextChoices):
        PUT = "put", _("Put")
        REMOVE = "remove", _("Remove")

    class Reason(models.TextChoices):
        UNPUBLISHED = "unpublished", _("Unpublished")
        EXPIRED = "expired", _("Expired")
        RESTRICTED = "restricted", _("Restricted to some readers")
        DELETED = "deleted", _("Deleted")
        UNUSED = "unused", _("No longer used by anything public")
        PLUGIN_OFF = "plugin_off", _("Its plugin is switched off")

    sequence = models.BigIntegerField(primary_key=True)
    at = models.DateTimeField()
    entity = models.CharField(max_length=8, choices=Entity.choices)
    key = models.CharField(max_length=120)
    locale = models.CharField(max_length=35, blank=True)
    kind = models.CharField(max_length=64, blank=True)
    action = models.CharField(max_length=6, choices=Action.choices)
    reason = models.CharField(max_length=16, choices=Reason.choices, blank=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("change")
        verbose_name_plural = _("changes")

    def __str__(self) -> str:
        return f"{self.sequence} {self.action} {self.entity} {self.key} {self.locale}".rstrip()
