"""Querysets of files that tell what they write, as when several get another collection at once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from wagtail.documents.models import DocumentQuerySet
from wagtail.images.models import ImageQuerySet
from wagtailmedia.models import MediaQuerySet

from integra_cms.media.signals import files_changed

if TYPE_CHECKING:
    Base = models.QuerySet[Any]
else:
    Base = object


class TellingQuerySet(Base):
    """Says which files it wrote past their model."""

    def update(self, **kwargs: Any) -> int:
        """As Django's, ``bulk_update`` too; whoever follows files is told which they were."""
        with transaction.atomic(using=self.db):
            uuids = set(self.values_list("uuid", flat=True))
            rows = super().update(**kwargs)
            if uuids:
                files_changed.send(sender=self.model, uuids=uuids)
        return rows

    update.alters_data = True  # type: ignore[attr-defined]  # as Django marks its own


class ToolkitImageQuerySet(TellingQuerySet, ImageQuerySet):
    """Pictures."""


class ToolkitDocumentQuerySet(TellingQuerySet, DocumentQuerySet):
    """Documents."""


class ToolkitMediaQuerySet(TellingQuerySet, MediaQuerySet):
    """Recordings."""
