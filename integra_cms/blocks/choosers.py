"""Leaves that refer to something else: a page, a picture, a document, a recording.

Stored by primary key, as Wagtail does. In the API form a page is its resource and a file is its
UUID: the same everywhere, and in every language. Both forms can be written back.
"""

from __future__ import annotations

from typing import Any

from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtailmedia.blocks import AudioChooserBlock, VideoChooserBlock

from integra_cms.blocks.segments import NotTranslated


class _Reference(NotTranslated):
    """A chooser with an API form that names things without their primary key."""

    reference_key = "media"
    reference_field = "uuid"

    def to_python(self, value: Any) -> Any:
        return self.bulk_to_python([value])[0]

    def bulk_to_python(self, values: Any) -> list[Any]:
        keys = self._primary_keys(list(values))
        return super().bulk_to_python(keys) if any(keys) else [None for _key in keys]

    def _primary_keys(self, values: list[Any]) -> list[Any]:
        """The values, with primary keys in place of API forms; None if there is no such thing."""
        asked = {value[self.reference_key] for value in values if isinstance(value, dict)}
        if not asked:
            return values
        found = self.model_class.objects.filter(**{f"{self.reference_field}__in": asked})
        # A resource has a page per language; the oldest stands for it.
        pairs = found.order_by("-pk").values_list(self.reference_field, "pk")
        by_reference = {str(reference): pk for reference, pk in pairs}
        return [
            by_reference.get(str(value[self.reference_key])) if isinstance(value, dict) else value
            for value in values
        ]

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any] | None:
        if value is None:
            return None
        return {self.reference_key: str(getattr(value, self.reference_field))}


class PageBlock(_Reference, blocks.PageChooserBlock):
    """A page of this site. Readers get it in their language where it exists."""

    reference_key = "resource"
    reference_field = "translation_key"


class ImageBlock(_Reference, ImageChooserBlock):
    """A picture of the media library."""

    def get_api_representation(self, value: Any, context: Any = None) -> dict[str, Any] | None:
        form = super().get_api_representation(value, context)
        return form and {**form, "width": value.width, "height": value.height}


class DocumentBlock(_Reference, DocumentChooserBlock):
    """A file of the media library."""


class AudioBlock(_Reference, AudioChooserBlock):
    """A sound recording of the media library."""


class VideoBlock(_Reference, VideoChooserBlock):
    """A film of the media library."""
