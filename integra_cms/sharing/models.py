"""What was loaded from which pack, so that edits made here are never overwritten."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Pack(models.Model):
    """A pack that was loaded into this site.

    Attributes:
        manifest: Its ``pack.json``, so that it can be written back as it was.
    """

    name = models.CharField(_("name"), max_length=100, unique=True)
    manifest = models.JSONField(_("description"))
    loaded_at = models.DateTimeField(_("last loaded"), auto_now=True)

    class Meta:
        verbose_name = _("pack")
        verbose_name_plural = _("packs")
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class PackRecord(models.Model):
    """One object of a pack, as it was last loaded.

    Attributes:
        chapter: Which kind of object it is.
        key: Names it inside its chapter, on every site.
        digest: Of the object as the pack has it.
        stored_digest: Of the object as it was here right after loading. When it is another
            now, somebody has edited it here.
    """

    pack = models.ForeignKey(Pack, on_delete=models.CASCADE, related_name="records")
    chapter = models.CharField(_("kind of object"), max_length=32)
    key = models.CharField(_("key"), max_length=150)
    digest = models.CharField(max_length=64)
    stored_digest = models.CharField(max_length=64)
    loaded_at = models.DateTimeField(_("loaded"), auto_now=True)

    class Meta:
        verbose_name = _("object of a pack")
        verbose_name_plural = _("objects of packs")
        constraints = [
            models.UniqueConstraint(
                fields=["pack", "chapter", "key"], name="integra_pack_record_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.chapter} {self.key}"
