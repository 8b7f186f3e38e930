"""Files in the media library, public or not."""

from __future__ import annotations

from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw
from wagtail.models import Collection

from integra_cms.delivery.canonical import canonical, digest
from integra_cms.delivery.media.publishing import describe
from integra_cms.delivery.models import DirtyMark, PublicMedia
from integra_cms.media.models import ToolkitDocument, ToolkitImage, ToolkitMedia
from tests.media import papers, pictures, recordings

CREDIT = {"licence": "CC-BY-4.0", "credit_line": "City of Sofia"}
RED, WHITE = (255, 0, 0), (255, 255, 255)


def image(data: bytes | None = None, **fields: Any) -> ToolkitImage:
    """A stored picture of 48 × 32 pixels, or the one in ``data``."""
    file = ContentFile(data or pictures.jpeg(), name="walk.jpg")
    return ToolkitImage.objects.create(**{"title": "Walk", "file": file, **CREDIT, **fields})


def document(**fields: Any) -> ToolkitDocument:
    """A stored PDF."""
    file = ContentFile(papers.pdf(), name="plan.pdf")
    return ToolkitDocument.objects.create(**{"title": "План 1", "file": file, **CREDIT, **fields})


def recording(**fields: Any) -> ToolkitMedia:
    """A stored recording of sound."""
    given = {"title": "Voices", "type": "audio", "duration": 12.5, **CREDIT, **fields}
    return ToolkitMedia.objects.create(
        file=ContentFile(recordings.mp3(), name="voices.mp3"), **given
    )


def large(width: int = 800, height: int = 600, mode: str = "RGB") -> Image.Image:
    """White, with a red square of a quarter of its height in the upper right corner."""
    canvas = Image.new("RGB", (width, height), WHITE)
    side = height // 4
    ImageDraw.Draw(canvas).rectangle((width - side, 0, width, side), fill=RED)
    return canvas.convert(mode)


def on_the_square(width: int = 800, height: int = 600) -> dict[str, int]:
    """The focal point that is the red square of ``large()``."""
    side = height // 4
    return {
        "focal_point_x": width - side // 2,
        "focal_point_y": side // 2,
        "focal_point_width": side,
        "focal_point_height": side,
    }


def collection(*, parent: Collection | None = None, private: bool = False) -> Collection:
    """A collection of the library."""
    made = (parent or Collection.get_first_root_node()).add_child(name="Drawer")
    if private:
        made.view_restrictions.create(restriction_type="login")
    return made


def publish(*files: Any) -> None:
    """Writes the rows of public files and works off all marks, as the drainer does."""
    for uuid, content in describe([file.uuid for file in files]).items():
        body = canonical(content.body)
        PublicMedia.objects.update_or_create(
            media=uuid,
            defaults={
                "type": content.type,
                "sha256": content.sha256,
                "filename": content.filename,
                "body": body,
                "digest": digest(body),
                "pending": content.pending,
            },
        )
    DirtyMark.objects.all().delete()
