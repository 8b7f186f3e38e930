"""Things that blocks can refer to, in the test database."""

from __future__ import annotations

from typing import NamedTuple

from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page
from wagtailmedia.models import get_media_model

from integra_cms.blocks.choosers import (
    AudioBlock,
    DocumentBlock,
    ImageBlock,
    PageBlock,
    VideoBlock,
)


class Library(NamedTuple):
    page: Page
    image: object
    document: object
    audio: object
    video: object

    def for_block(self, block):
        """The thing a chooser can refer to; None for other blocks."""
        kinds = {
            PageBlock: self.page,
            ImageBlock: self.image,
            DocumentBlock: self.document,
            AudioBlock: self.audio,
            VideoBlock: self.video,
        }
        return kinds.get(type(block))


def stock_library() -> Library:
    """One of each. Only the picture has a real file: no test reads the bytes of the others."""
    document, media = get_document_model(), get_media_model()
    image = get_image_model().objects.create(title="Map", file=get_test_image_file(size=(80, 60)))
    document.objects.bulk_create([document(title="Sheet", file="documents/sheet.vtt")])
    media.objects.bulk_create(
        [
            media(title="Voices", file="media/voices.mp3", type="audio", duration=9),
            media(title="Walk", file="media/walk.mp4", type="video", duration=9),
        ]
    )
    return Library(
        page=Page.objects.get(depth=1),
        image=image,
        document=document.objects.get(),
        audio=media.objects.get(type="audio"),
        video=media.objects.get(type="video"),
    )


def with_references(block, value, library):
    """The value with something in every chooser that is required."""
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            value[name] = with_references(child, value[name], library)
    elif isinstance(block, blocks.ListBlock):
        for item in value.bound_blocks:
            item.value = with_references(item.block, item.value, library)
    elif value is None and block.required and library.for_block(block):
        return library.for_block(block)
    return value
