"""Stream blocks that keep the blocks nobody knows."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.html import format_html_join
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks import StreamValue
from wagtail.blocks.stream_block import StreamBlockAdapter, StreamBlockValidationError

from integra_cms.blocks.ids import assign_ids
from integra_cms.blocks.segments import by_first_step, extract, refuse_left_over, restore
from integra_cms.blocks.struct import StructBlock
from integra_cms.blocks.unknown import PLACEHOLDER, ChildBlocks, Forged, UnknownBlock, malformed


class StreamBlock(blocks.StreamBlock):
    """A stream block that loses nothing on the way from storage through forms and back.

    A block of a type nobody registers is in the value like any other, with an ``UnknownBlock``
    and its raw value. It renders, answers and is found as nothing.
    """

    def __init__(self, local_blocks: Any = None, **kwargs: Any) -> None:
        super().__init__(local_blocks, **kwargs)
        self.child_blocks = ChildBlocks(self.child_blocks)

    def knows(self, name: str) -> bool:
        """Whether a block of this name is registered."""
        return name in self.child_blocks

    def to_python(self, value: Any) -> StreamValue:
        raw = value
        if isinstance(value, str):
            try:
                raw = json.loads(value)
            except ValueError:
                return super().to_python(value)
        if isinstance(raw, list) and raw and isinstance(raw[0], dict):
            return StreamValue(self, assign_ids(raw, self), is_lazy=True)
        self._refuse_unknown_names(raw)
        return super().to_python(raw)

    def _refuse_unknown_names(self, value: Any) -> None:
        """A (name, value) pair with an unknown name holds no raw value that could be kept."""
        pairs = value if isinstance(value, list) else []
        for name in (pair[0] for pair in pairs if isinstance(pair, tuple)):
            if not self.knows(name):
                raise ValueError(
                    f"No block called {name!r} is registered. Pass stored content as a list of "
                    f"dicts if it shall be kept."
                )

    def bulk_to_python(self, values: Any) -> list[StreamValue]:
        streams = [assign_ids(list(raw or []), self) for raw in values]
        by_type = defaultdict(list)
        for item in (item for stream in streams for item in stream):
            by_type[item["type"]].append(item)
        native = {}
        for name, items in by_type.items():
            results = self.child_blocks[name].bulk_to_python([item["value"] for item in items])
            native.update(zip(map(id, items), results, strict=True))
        return [
            StreamValue(self, [(item["type"], native[id(item)], item["id"]) for item in stream])
            for stream in streams
        ]

    def clean(self, value: Any) -> StreamValue:
        cleaned = super().clean(value)
        errors: dict[int, ValidationError] = {}
        for name, child in self.child_blocks.items():
            if isinstance(child, StructBlock):
                errors |= child.problems_together(
                    {n: item.value for n, item in enumerate(cleaned) if item.block_type == name}
                )
        if errors:
            raise StreamBlockValidationError(block_errors=errors)
        return cleaned

    def get_form_state(self, value: Any) -> list[dict[str, Any]]:
        state = super().get_form_state(value)
        for item in state:
            if not self.knows(item["type"]):
                item["type"] = PLACEHOLDER
        return state

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> StreamValue:
        posted = super().value_from_datadict(data, files, prefix)
        return StreamValue(self, [self._opened(child) for child in posted])

    def _opened(self, child: Any) -> tuple[str, Any, str | None]:
        """A posted block; of a placeholder, what is in it."""
        content = child.value
        if self.knows(child.block_type) or isinstance(content, Forged):
            return child.block_type, content, child.id
        if content.keys() != {"type", "value"} or self.knows(content["type"]):
            return child.block_type, Forged(child.block.get_form_state(content)), child.id
        return content["type"], content["value"], child.id

    def map_children(self, raw: Any, change: Callable[[Any, Any], Any]) -> list[dict[str, Any]]:
        """Raw blocks with ``change(child block, raw value)`` in place of each known value."""
        return [
            {**item, "value": change(self.child_blocks[item["type"]], item["value"])}
            if self.knows(item["type"])
            else dict(item)
            for item in raw or []
        ]

    def raw_children(self, raw: Any) -> Iterator[tuple[str, str, Any, Any]]:
        """Path step, type, block (None: unknown) and raw value of each block."""
        if not isinstance(raw, list):
            raise malformed(self.name or "stream", raw)
        for index, item in enumerate(raw):
            if not (isinstance(item, dict) and item.keys() >= {"type", "value"}):
                raise malformed(self.name or "stream", item)
            step = item.get("id") or str(index)
            yield step, item["type"], self.child_blocks.get(item["type"]), item["value"]

    def get_api_representation(self, value: Any, context: Any = None) -> list[dict[str, Any]]:
        return [
            {
                "type": child.block_type,
                "id": child.id,
                "value": child.block.get_api_representation(child.value, context=context),
            }
            for child in value or []
            if self.knows(child.block_type)
        ]

    def render_basic(self, value: Any, context: Any = None) -> str:
        return format_html_join("\n", "{}", ((child.render(context=context),) for child in value))

    def get_translatable_segments(self, value: StreamValue) -> list[Any]:
        return [
            segment.wrap(child.id)
            for child in value
            for segment in extract(child.block, child.value)
        ]

    def restore_translated_segments(self, value: StreamValue, segments: list[Any]) -> StreamValue:
        by_id = by_first_step(segments)
        children = [
            (
                child.block_type,
                restore(child.block, child.value, by_id.pop(child.id))
                if child.id in by_id
                else child.value,
                child.id,
            )
            for child in value
        ]
        refuse_left_over(by_id, self)
        return StreamValue(self, children)


class TolerantStreamBlockAdapter(StreamBlockAdapter):
    """Gives the form a block to show unknown blocks in; the script keeps it out of the menu."""

    js_constructor = "integra_cms.blocks.StreamBlock"

    def js_args(self, block: StreamBlock) -> list[Any]:
        name, groups, states, meta = super().js_args(block)
        return [name, [*groups, ("", [UnknownBlock(PLACEHOLDER)])], states, meta]

    @cached_property
    def media(self) -> forms.Media:
        return super().media + forms.Media(js=["integra_cms/blocks/unknown.js"])


register(TolerantStreamBlockAdapter(), StreamBlock)
