"""Which sizes and formats of public pictures are made, and which could not be."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from integra_cms.delivery.models.catalogue import PublicMedia


class PublicRendition(models.Model):
    """One preset in one format of a public picture: made, or tried in vain.

    Attributes:
        version: Stands for file, focal point and presets it was made from.
        rendition: What is served; empty where making it failed.
        attempts: How often making it failed.
        tried_at: When it failed the last time.
        error: Why it failed the last time.
    """

    media = models.ForeignKey(PublicMedia, on_delete=models.CASCADE, related_name="renditions")
    version = models.CharField(max_length=12)
    preset = models.CharField(max_length=32)
    extension = models.CharField(max_length=8)
    rendition = models.ForeignKey(
        "integra_media.ToolkitRendition", on_delete=models.CASCADE, null=True, related_name="+"
    )
    bytes = models.PositiveBigIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    tried_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=500, blank=True)

    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("public rendition")
        verbose_name_plural = _("public renditions")
        constraints = [
            models.UniqueConstraint(
                fields=["media", "version", "preset", "extension"],
                name="integra_public_rendition_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.media_id} {self.preset}.{self.extension}"
