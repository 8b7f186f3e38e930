"""Keywords of resources: words of one language, so they belong to an edition."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from taggit.models import ItemBase


class ResourceKeyword(ItemBase):
    """A keyword of one edition, for all kinds of resources, plugins' kinds included.

    It hangs on the page rather than on a kind, so that revisions carry it along, and it says its
    locale, so that keywords of one language can be listed without their pages.
    """

    tag = models.ForeignKey(
        "taggit.Tag", on_delete=models.CASCADE, related_name="integra_resource_keywords"
    )
    content_object = ParentalKey(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="keyword_items"
    )
    locale = models.ForeignKey(
        "wagtailcore.Locale", on_delete=models.PROTECT, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("keyword")
        verbose_name_plural = _("keywords")
        constraints = [
            models.UniqueConstraint(
                fields=["content_object", "tag"], name="integra_keyword_once_per_edition"
            )
        ]

    def __str__(self) -> str:
        return self.tag.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        """The locale is that of the edition, whatever a copied row says."""
        self.locale_id = self.content_object.locale_id
        super().save(*args, **kwargs)
