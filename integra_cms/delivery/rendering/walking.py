"""Stored (raw) streams in the form in which answers have them, without making values of them.

For each block a function is made once that takes a raw value, puts its API form into a place and
notes what it refers to. The result is what ``get_api_representation`` gives, many times faster
and without queries. A block whose class has an API form of its own is asked for it.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail import blocks
from wagtail.models import Page

from integra_cms.blocks import ListBlock, StreamBlock, StructBlock, choosers, codes
from integra_cms.blocks.ids import assign_ids, with_ids
from integra_cms.blocks.terms import TermBlock, TermsBlock
from integra_cms.blocks.wording import CharBlock, RichTextBlock, TextBlock
from integra_cms.delivery.media.facts import models_by_type
from integra_cms.delivery.rendering import rich_text
from integra_cms.delivery.rendering.gathering import Gathered

Walk = Callable[[Any, Any, Any, Gathered], None]
"""Puts the API form of a raw value into a container, under a key."""

READING = ("to_python", "bulk_to_python", "get_api_representation")
"""The methods of a block class that decide what its API form is."""


def walk_for(block: Any, *, searched: bool = True) -> Walk:
    """The function for a block.

    Args:
        block: The block.
        searched: Whether words inside may be found by search.
    """
    searched = searched and getattr(block, "search_index", True)
    for container, made in ((StreamBlock, _stream), (StructBlock, _struct), (ListBlock, _list)):
        if isinstance(block, container):
            inner = made(block, searched)
            return inner if _reads_like(block, container) else _opaque(block, inner)
    return _leaf(block, searched)


def _reads_like(block: Any, *classes: Any) -> bool:
    """Whether the API form of a block is that of one of these classes."""
    return any(
        all(getattr(type(block), name) is getattr(known, name) for name in READING)
        for known in classes
    )


def _stream(block: StreamBlock, searched: bool) -> Walk:
    children = {
        name: walk_for(child, searched=searched) for name, child in block.child_blocks.items()
    }

    def walk_stream(raw: Any, container: Any, place: Any, found: Gathered) -> None:
        forms: list[dict[str, Any]] = []
        container[place] = forms
        for item in _identified(block, raw, _is_block):
            child = children.get(item["type"])
            if child is not None:
                form = {"type": item["type"], "id": item["id"]}
                forms.append(form)
                child(item["value"], form, "value", found)

    return walk_stream


def _struct(block: StructBlock, searched: bool) -> Walk:
    children = [
        (name, walk_for(child, searched=searched), _Default(child))
        for name, child in block.child_blocks.items()
    ]

    def walk_struct(raw: Any, container: Any, place: Any, found: Gathered) -> None:
        if not isinstance(raw, dict):
            raw = {}
        form: dict[str, Any] = {}
        container[place] = form
        for name, child, default in children:
            child(raw[name] if name in raw else default.raw(), form, name, found)

    return walk_struct


def _list(block: ListBlock, searched: bool) -> Walk:
    child = walk_for(block.child_block, searched=searched)
    of_structs = isinstance(block.child_block, blocks.StructBlock)

    def walk_list(raw: Any, container: Any, place: Any, found: Gathered) -> None:
        items = _identified(block, raw, _is_item)
        forms: list[Any] = [None] * len(items)
        container[place] = forms
        for index, item in enumerate(items):
            child(item["value"], forms, index, found)
            if of_structs and isinstance(forms[index], dict):
                forms[index].setdefault("id", item["id"])

    return walk_list


def _is_block(item: Any) -> bool:
    return isinstance(item, dict) and isinstance(item.get("type"), str) and "value" in item


def _is_item(item: Any) -> bool:
    return isinstance(item, dict) and item.get("type") == "item" and "value" in item


def _identified(block: Any, raw: Any, well_formed: Callable[[Any], bool]) -> list[dict[str, Any]]:
    """The items of a stream or list, each with its id; what is no item is left out of streams."""
    if not isinstance(raw, list):
        return []
    if all(well_formed(item) and item.get("id") for item in raw):
        return raw
    if isinstance(block, StreamBlock):
        raw = [item for item in raw if well_formed(item)]
    try:
        items: list[dict[str, Any]] = assign_ids(raw, block)
    except (AttributeError, KeyError, TypeError):
        # Something deeper is damaged; ids then follow from the items as they are.
        wrapped = [item if well_formed(item) else {"type": "item", "value": item} for item in raw]
        items = with_ids(wrapped)
    return items


class _Default:
    """What stands for a field that the stored content does not have, as raw content."""

    def __init__(self, block: Any) -> None:
        self.block = block
        self.known: list[Any] = []

    def raw(self) -> Any:
        """Made at the first need: a default may need the database, as those of choosers."""
        if not self.known:
            prepared = self.block.get_prep_value(self.block.get_default())
            plain = _without_ids(_as_json(prepared), self.block)
            self.known.append(assign_ids(plain, self.block) if plain is not None else None)
        return self.known[0]


def _without_ids(raw: Any, block: Any) -> Any:
    """Ids made up for a default would be others in every process."""
    if isinstance(raw, list) and isinstance(block, StreamBlock | ListBlock):
        raw = [{**item, "id": None} for item in raw]
    if hasattr(block, "map_children") and raw is not None:
        return block.map_children(raw, lambda child, value: _without_ids(value, child))
    return raw


def _leaf(block: Any, searched: bool) -> Walk:
    if isinstance(block, blocks.RichTextBlock) and _reads_like(
        block, RichTextBlock, blocks.RichTextBlock
    ):
        return _rich_text(searched)
    if isinstance(block, blocks.ChooserBlock):
        return _chooser(block)
    if _reads_like(block, TermBlock, TermsBlock):
        return _terms(block.vocabulary, several=isinstance(block, TermsBlock))
    if _reads_like(block, CharBlock, TextBlock):
        return _text(searched)
    if _reads_like(block, codes.CodeBlock, codes.UrlBlock):
        return _text(False)
    if (
        _reads_like(block, blocks.Block)
        and type(block).get_prep_value is blocks.Block.get_prep_value
    ):
        return _as_it_is
    return _native(block, searched)


def _as_it_is(raw: Any, container: Any, place: Any, found: Gathered) -> None:
    container[place] = raw


def _text(searched: bool) -> Walk:
    def walk_text(raw: Any, container: Any, place: Any, found: Gathered) -> None:
        container[place] = text = raw or ""
        if searched and text and isinstance(text, str):
            found.words.append(text)

    return walk_text


def _rich_text(searched: bool) -> Walk:
    def walk_rich_text(raw: Any, container: Any, place: Any, found: Gathered) -> None:
        html = raw if isinstance(raw, str) else ""
        put_html(html, container, place, found)
        if searched and html:
            found.words.append(rich_text.plain(html))

    return walk_rich_text


def put_html(html: str, container: Any, place: Any, found: Gathered) -> None:
    """Puts a rich text into a container: now, or once its links are known."""
    container[place] = html
    if rich_text.ENTITY.search(html):
        found.links.extend(rich_text.links(html))
        found.html.append((html, (container, place)))
    elif html:
        container[place] = rich_text.resolved(html, lambda _sort, _key: None)


def file_sorts() -> dict[Any, str]:
    """The models of the media library, each with what its files are called."""
    return {model: sort for sort, model in models_by_type().items()}


def _chooser(block: Any) -> Walk:
    """Pages and files by their public identifiers, also for choosers that know only keys."""
    known = (
        choosers.PageBlock, choosers.ImageBlock, choosers.DocumentBlock, choosers.AudioBlock,
        choosers.VideoBlock,
    )  # fmt: skip
    form = type(block).get_api_representation
    own_form = all(
        form is not other.get_api_representation for other in (*known, blocks.ChooserBlock)
    )
    sort = file_sorts().get(block.model_class)
    if own_form or not (sort or issubclass(block.model_class, Page)):
        return _native(block, False)

    def walk_page(raw: Any, container: Any, place: Any, found: Gathered) -> None:
        found.page(raw, container, place)

    def walk_file(raw: Any, container: Any, place: Any, found: Gathered) -> None:
        found.file(sort or "", raw, container, place)

    return walk_file if sort else walk_page


def _terms(vocabulary: str, *, several: bool) -> Walk:
    def walk_term(raw: Any, container: Any, place: Any, found: Gathered) -> None:
        container[place] = raw or None
        found.term(vocabulary, raw)

    def walk_terms(raw: Any, container: Any, place: Any, found: Gathered) -> None:
        container[place] = chosen = list(raw) if isinstance(raw, list) else []
        for code in chosen:
            found.term(vocabulary, code)

    return walk_terms if several else walk_term


def _native(block: Any, searched: bool) -> Walk:
    """A leaf that is asked itself."""
    if isinstance(block, blocks.ChooserBlock | blocks.RichTextBlock):
        return _opaque(block, _rich_text(searched))
    is_choice = _reads_like(block, codes.ChoiceBlock)
    has_words = searched and isinstance(block, CharBlock | TextBlock)
    vocabulary = getattr(block, "vocabulary", "")

    def walk_native(raw: Any, container: Any, place: Any, found: Gathered) -> None:
        if is_choice and isinstance(raw, str):
            # A choice that is text reads as that text: no need to look through all choices.
            container[place] = raw or None
            return
        container[place] = form_of(block, raw)
        if has_words and isinstance(raw, str) and raw:
            found.words.append(raw)
        if vocabulary:
            for code in raw if isinstance(raw, list) else [raw]:
                found.term(vocabulary, code)

    return walk_native


def _opaque(block: Any, inner: Walk) -> Walk:
    """A block with an API form of its own, asked for it when links are known."""

    def walk_opaque(raw: Any, container: Any, place: Any, found: Gathered) -> None:
        noted = Gathered()
        inner(raw, {}, "", noted)
        found.words.extend(noted.words)
        found.terms.update(noted.terms)
        found.links.extend(noted.links)
        scratch: dict[str, Any] = {}
        found.pages.extend((key, (scratch, "")) for key, _place in noted.pages)
        found.files.extend((sort, key, (scratch, "")) for sort, key, _place in noted.files)
        container[place] = {} if isinstance(block, blocks.StructBlock) else None
        found.opaque.append((block, raw, (container, place)))

    return walk_opaque


def form_of(block: Any, raw: Any, context: dict[str, Any] | None = None) -> Any:
    """The API form as the block itself gives it; null for content that it cannot read."""
    try:
        form = block.get_api_representation(block.to_python(raw), context=context)
    except (ArithmeticError, AttributeError, KeyError, TypeError, ValueError):
        # One damaged value must not keep everything else from being served.
        return None
    return form if form is None or type(form) in (str, int, bool, float) else _as_json(form)


def _as_json(value: Any) -> Any:
    return json.loads(json.dumps(value, cls=DjangoJSONEncoder))
