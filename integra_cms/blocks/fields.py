"""The stream field of page models: its blocks are not part of migrations."""

from __future__ import annotations

import json
from typing import Any

from django.db import models
from django.utils.functional import cached_property
from wagtail import fields
from wagtail.blocks import StreamValue

from integra_cms.blocks.ids import assign_ids
from integra_cms.blocks.stream import StreamBlock
from integra_cms.plugins import contributions


class StreamField(fields.StreamField):
    """A stream whose blocks come from a named stream of the plugins, or from a block class.

    Migrations hold the field without blocks: installing a plugin changes no migration. A field
    that was given no blocks, as in a historical model, passes stored content on untouched.

    Args:
        block: A stream block class or instance, for streams that plugins do not add to.
        stream: The name of a stream; its blocks are collected at first access.
    """

    def __init__(self, block: Any = None, *, stream: str | None = None, **kwargs: Any) -> None:
        self.stream = stream
        self.has_blocks = block is not None or stream is not None
        super().__init__(block, **kwargs)

    @cached_property
    def stream_block(self) -> StreamBlock:
        block = self.block_types_arg
        if self.stream is not None:
            block = StreamBlock(
                [(n, cls()) for n, cls in contributions.blocks(self.stream).items()]
            )
        elif block is None:
            block = StreamBlock()
        elif isinstance(block, type):
            block = block()
        block.set_meta_options(self.block_opts)
        return block

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        """Without blocks. The method of the parent class would collect them."""
        return models.Field.deconstruct(self)

    def to_python(self, value: Any) -> Any:
        if self.has_blocks:
            return super().to_python(value)
        if isinstance(value, str) and value:
            try:
                return json.loads(value)
            except ValueError:
                return value
        return value or []

    def get_prep_value(self, value: Any) -> Any:
        prepared = super().get_prep_value(value)
        if isinstance(value, StreamValue) and isinstance(prepared, list):
            return assign_ids(prepared, self.stream_block)
        return prepared

    def get_default(self) -> Any:
        if self.has_blocks:
            return super().get_default()
        return models.Field.get_default(self) or []

    def get_translatable_segments(self, value: StreamValue) -> list[Any]:
        """What translators see of it, as wagtail-localize asks."""
        return self.stream_block.get_translatable_segments(value)

    def restore_translated_segments(self, value: StreamValue, segments: list[Any]) -> StreamValue:
        """A copy of the value with the translated segments in it; the value stays as it is."""
        return self.to_python(
            self.get_prep_value(self.stream_block.restore_translated_segments(value, segments))
        )
