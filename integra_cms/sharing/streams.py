"""Content of streams as packs write it, and as the database stores it.

In a pack nothing empty is written, and what refers to something names it by UUID. In the database
every field of a block has a value, and references are primary keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.db import models
from wagtail import blocks
from wagtail.documents import get_document_model
from wagtail.models import Page

from integra_cms.blocks import ListBlock, StreamBlock, StructBlock
from integra_cms.blocks.walk import leaves
from integra_cms.sharing import rich_text
from integra_cms.sharing.chapter import Reference
from integra_cms.sharing.formats import is_empty
from integra_cms.sharing.links import Links

Leaf = Callable[[Any, Any], Any]
"""What becomes of a leaf: called with its block and its value."""


def authored(block: Any, stored: Any, links: Links) -> Any:
    """Stored content as a pack writes it."""

    def leaf(leaf_block: Any, value: Any) -> Any:
        if isinstance(leaf_block, blocks.RichTextBlock):
            return rich_text_authored(value or "", links)
        if isinstance(leaf_block, blocks.ChooserBlock):
            return _named(leaf_block, value, links)
        return value

    return tidy(_mapped(block, stored, leaf), block)


def stored(block: Any, form: Any, links: Links, locale_id: int) -> Any:
    """Content of a pack as the database stores it."""

    def leaf(leaf_block: Any, value: Any) -> Any:
        if isinstance(leaf_block, blocks.RichTextBlock):
            return rich_text_stored(value or "", links, locale_id)
        if isinstance(leaf_block, blocks.ChooserBlock):
            return _found(leaf_block, value, links, locale_id)
        return value

    return _mapped(block, complete(form, block), leaf)


def rich_text_authored(html: str, links: Links) -> str:
    """Rich text with its links by UUID."""
    return rich_text.to_authored(html, lambda kind, key: links.name(_model_of(kind), key))


def rich_text_stored(html: str, links: Links, locale_id: int) -> str:
    """Rich text with its links by primary key."""
    return rich_text.to_stored(
        html, lambda kind, uuid: links.find(_model_of(kind), uuid, locale_id)
    )


def tidy(form: Any, block: Any) -> Any:
    """The form with its keys in the order of the blocks, and without what is empty.

    What is not empty by default is written.
    """
    if isinstance(block, StructBlock):
        known = {
            name: tidy(form[name] if name in form else _default(child), child)
            for name, child in block.child_blocks.items()
        }
        kept = {
            name: value
            for name, value in known.items()
            if not (_is_empty(value) and _is_empty(_default(block.child_blocks[name])))
        }
        return kept | {name: form[name] for name in form if name not in block.child_blocks}
    if isinstance(block, StreamBlock | ListBlock):
        items = block.map_children(form, lambda child, value: tidy(value, child))
        return [_in_order(item) for item in items]
    return form


def complete(form: Any, block: Any) -> Any:
    """The form with a value for every field of every block."""
    if isinstance(block, StructBlock):
        known = {
            name: complete(form[name], child) if name in form else _default(child)
            for name, child in block.child_blocks.items()
        }
        return known | {name: form[name] for name in form if name not in block.child_blocks}
    if isinstance(block, StreamBlock | ListBlock):
        return block.map_children(form, lambda child, value: complete(value, child))
    return form


def references(form: Any, block: Any, place: str) -> Iterator[Reference]:
    """Everything that the content of a pack refers to."""
    for path, leaf, value in leaves(form, block):
        here = f"{place}.{path}"
        if isinstance(leaf, blocks.RichTextBlock):
            yield from rich_text_references(value or "", here)
        elif isinstance(leaf, blocks.ChooserBlock) and value:
            key = reference_key(leaf)
            if isinstance(value, dict) and set(value) == {key}:
                yield Reference(chapter_of(key), value[key], here)
        elif vocabulary := getattr(leaf, "vocabulary", ""):
            for code in [value] if isinstance(value, str) else value or []:
                if code:
                    yield Reference("term", f"{vocabulary}:{code}", here)


def rich_text_references(html: str, place: str) -> Iterator[Reference]:
    """Everything that a rich text of a pack links to."""
    for kind, uuid in rich_text.references(html):
        yield Reference("page" if kind == "page" else "media", uuid, place)


def chapter_of(key: str) -> str:
    """The chapter of what is referred to by ``resource`` or ``media``."""
    return "page" if key == "resource" else "media"


def reference_key(block: Any) -> str:
    """What a reference in place of this chooser is called: ``resource`` or ``media``."""
    return "resource" if issubclass(block.model_class, Page) else "media"


def _mapped(block: Any, raw: Any, leaf: Leaf) -> Any:
    if hasattr(block, "map_children"):
        return block.map_children(raw, lambda child, value: _mapped(child, value, leaf))
    return leaf(block, raw)


def _named(block: Any, key: Any, links: Links) -> dict[str, str] | None:
    uuid = links.name(block.model_class, key) if key else None
    return {reference_key(block): uuid} if uuid else None


def _found(block: Any, reference: Any, links: Links, locale_id: int) -> int | None:
    if not reference:
        return None
    return links.find(block.model_class, reference[reference_key(block)], locale_id)


def _default(block: Any) -> Any:
    """What a field without a value stands for, as content."""
    if isinstance(block, StreamBlock | ListBlock):
        return []
    if isinstance(block, StructBlock):
        return {name: _default(child) for name, child in block.child_blocks.items()}
    return block.get_prep_value(block.normalize(block.get_default()))


def _is_empty(value: Any) -> bool:
    if isinstance(value, dict):
        return all(_is_empty(each) for each in value.values())
    return is_empty(value)


def _in_order(item: dict[str, Any]) -> dict[str, Any]:
    return {name: item[name] for name in ("type", "id", "value") if name in item}


def _model_of(kind: str) -> type[models.Model]:
    model: type[models.Model] = Page if kind == "page" else get_document_model()
    return model
