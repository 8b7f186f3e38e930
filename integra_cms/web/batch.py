"""Everything one page refers to, read in a few queries instead of one per link or picture.

Wagtail resolves each rich text and each picture by itself, so a page would cost more queries the
more blocks it has. While a page is rendered inside :func:`batch_for`, links in its rich texts are
answered from one lookup for the whole page, and renditions of its pictures are prefetched.

Links and chosen pages lead to the edition in the language of the page they stand on, else to
another one, which is named. What is not public is neither linked nor named.
"""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Prefetch, prefetch_related_objects
from wagtail.blocks import StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.fields import RichTextField, StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from integra_cms.web.editions import best_editions

if TYPE_CHECKING:
    from collections.abc import Iterator

A_TAG = re.compile(r"<a\b([^>]*)>")
PAGE_ID = re.compile(r'\bid=\\?"(\d+)')
PAGE_LINK = re.compile(r'\blinktype=\\?"page')

T = TypeVar("T")

_current: ContextVar[Batch | None] = ContextVar("integra_web_batch", default=None)


@dataclass(frozen=True)
class Chosen:
    """The edition that readers get of a page somebody chose or linked to.

    Attributes:
        page: The edition.
        locale: Its language.
        asked: The language of the page it is shown on.
    """

    page: Page
    locale: str
    asked: str

    @property
    def foreign(self) -> bool:
        """It is in another language, which has to be said."""
        return self.locale != self.asked


class Batch:
    """What one page refers to."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def chosen(self, page: Page | None) -> Chosen | None:
        """The edition of a chosen page that readers of this page may see, if there is one."""
        return self._editions.get(page.translation_key) if page else None

    def url_for(self, key: str) -> str | None:
        """Address for a page that a rich text links to by primary key; None: nothing to show."""
        chosen = self._editions.get(self._linked.get(key))
        return chosen.page.url if chosen else None

    @cached_property
    def _editions(self) -> dict[Any, Chosen]:
        """Everything the page refers to, in its best public edition, by resource: one query."""
        keys = {page.translation_key for page in self._instances(Page)}
        keys.update(self._linked.values())
        if not keys:
            return {}
        asked = self.page.locale.language_code
        found = best_editions(Page.objects.filter(translation_key__in=keys), asked)
        return {
            page.translation_key: Chosen(page, page.locale.language_code, asked)
            for page in found.select_related("locale")
        }

    @cached_property
    def _linked(self) -> dict[str, Any]:
        """Resources of the pages that rich texts link to, by the key in the link."""
        keys = set(self._linked_keys())
        rows = Page.objects.filter(pk__in=keys).values_list("pk", "translation_key") if keys else ()
        return {str(key): resource for key, resource in rows}

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

    def _instances(self, kind: type[T]) -> Iterator[T]:
        """Pictures or pages that the blocks of the page hold."""
        for field in self.page._meta.get_fields():
            if isinstance(field, StreamField):
                yield from _instances_in(field.value_from_object(self.page), kind)

    def prefetch_renditions(self) -> None:
        """One query for the renditions of all pictures in the page's streams."""
        images = list(self._instances(AbstractImage))
        if images:
            manager = type(images[0])._meta.get_field("renditions").related_model.objects
            prefetch_related_objects(
                images, Prefetch("renditions", manager.all(), to_attr="prefetched_renditions")
            )


def _instances_in(value: Any, kind: type[T]) -> Iterator[T]:
    if isinstance(value, kind):
        yield value
    elif isinstance(value, StreamValue):
        for child in value:
            yield from _instances_in(child.value, kind)
    elif isinstance(value, StructValue):
        for child in value.values():
            yield from _instances_in(child, kind)
    elif isinstance(value, ListValue):
        for child in value:
            yield from _instances_in(child, kind)


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
