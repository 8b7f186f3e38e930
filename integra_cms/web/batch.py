"""Everything one page refers to, read in a few queries instead of one per link or picture.

Wagtail resolves each rich text and each picture by itself, so a page would cost more queries the
more blocks it has. While a page is rendered inside :func:`batch_for`, links in its rich texts are
answered from one lookup for the whole page, and renditions of its pictures are prefetched.

A link leads to the edition in the language of the page it stands on, where that is live.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

A_TAG = re.compile(r"<a\b([^>]*)>")
PAGE_ID = re.compile(r'\bid=\\?"(\d+)')
PAGE_LINK = re.compile(r'\blinktype=\\?"page')

_current: ContextVar[Batch | None] = ContextVar("integra_web_batch", default=None)


class Batch:
    """What one page refers to."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def url_for(self, key: str) -> str | None:
        """Address of the page a rich text links to by primary key; None when it is gone."""
        return self._urls.get(key)

    @cached_property
    def _urls(self) -> dict[str, str]:
        keys = set(self._linked_keys())
        if not keys:
            return {}
        targets = {page.pk: page for page in Page.objects.filter(pk__in=keys)}
        local = {
            page.translation_key: page
            for page in Page.objects.live().filter(
                locale_id=self.page.locale_id,
                translation_key__in={target.translation_key for target in targets.values()},
            )
        }
        return {
            str(key): local.get(target.translation_key, target).url or ""
            for key, target in targets.items()
        }

    def _linked_keys(self) -> Iterator[int]:
        for text in self._rich_texts():
            for attributes in A_TAG.findall(text):
                if PAGE_LINK.search(attributes) and (found := PAGE_ID.search(attributes)):
                    yield int(found.group(1))

    def _rich_texts(self) -> Iterator[str]:
        for field in self.page._meta.get_fields():
            if isinstance(field, RichTextField):
                yield field.value_from_object(self.page) or ""
            elif isinstance(field, StreamField):
                yield field.value_to_string(self.page)

    def prefetch_renditions(self) -> None:
        """One query for the renditions of all pictures in the page's streams."""
        images = [
            image
            for field in self.page._meta.get_fields()
            if isinstance(field, StreamField)
            for image in _images_in(field.value_from_object(self.page))
        ]
        if images:
            manager = type(images[0])._meta.get_field("renditions").related_model.objects
            prefetch_related_objects(
                images, Prefetch("renditions", manager.all(), to_attr="prefetched_renditions")
            )


def _images_in(value: Any) -> Iterator[AbstractImage]:
    if isinstance(value, AbstractImage):
        yield value
    elif isinstance(value, StreamValue):
        for child in value:
            yield from _images_in(child.value)
    elif isinstance(value, StructValue):
        for child in value.values():
            yield from _images_in(child)
    elif isinstance(value, ListValue):
        for child in value:
            yield from _images_in(child)


@contextmanager
def batch_for(page: Page) -> Iterator[Batch]:
    """Inside, rich texts and pictures of the page cost no query of their own."""
    batch = Batch(page)
    batch.prefetch_renditions()
    token = _current.set(batch)
    try:
        yield batch
    finally:
        _current.reset(token)


def current_batch() -> Batch | None:
    """The batch of the page being rendered, if one is."""
    return _current.get()
