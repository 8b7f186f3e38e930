"""Things that pages show."""

from __future__ import annotations

from typing import Any

from wagtail.images.tests.utils import get_test_image_file

from integra_cms.media.models import ToolkitImage


def image(title: str = "A square", **fields: Any) -> ToolkitImage:
    """A small picture in the media library."""
    return ToolkitImage.objects.create(
        title=title, file=get_test_image_file(f"{title}.png", size=(64, 48)), **fields
    )


def picture_block(shown: ToolkitImage) -> dict[str, Any]:
    """A block that shows it."""
    return {
        "type": "picture",
        "value": {
            "image": shown.pk,
            "alt_text": "A square of one colour",
            "decorative": False,
            "caption": "",
        },
    }
