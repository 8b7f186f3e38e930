"""Checks of stream fields and blocks: rules nobody would notice until content is lost."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from wagtail import blocks, fields

from integra_cms.blocks.fields import StreamField
from integra_cms.blocks.list import ListBlock
from integra_cms.blocks.stream import StreamBlock
from integra_cms.blocks.struct import StructBlock
from integra_cms.blocks.unknown import PLACEHOLDER, UNKNOWN_FIELDS
from integra_cms.plugins import ToolkitPlugin, contributions

REQUIRED_META = ("icon", "group", "label", "description", "preview_value")
CONTAINERS = (blocks.StreamBlock, blocks.StructBlock, blocks.ListBlock)
OURS = (StreamBlock, StructBlock, ListBlock)


@register("integra")
def check_stream_fields(**kwargs: Any) -> list[CheckMessage]:
    """All stream fields of the toolkit's apps and their blocks."""
    return [error for field in toolkit_stream_fields() for error in field_errors(field)]


def toolkit_stream_fields() -> Iterator[fields.StreamField]:
    """Every stream field of a model in an app of the toolkit."""
    for config in apps.get_app_configs():
        if isinstance(config, ToolkitPlugin):
            for model in config.get_models():
                for field in model._meta.local_fields:
                    if isinstance(field, fields.StreamField):
                        yield field


def field_errors(field: fields.StreamField) -> Iterator[Error]:
    """What is wrong with one field and the blocks in it."""
    name = f"{field.model._meta.label}.{field.name}"
    if not isinstance(field, StreamField):
        yield Error(
            f"{name} is a stock StreamField: it loses blocks of plugins that are switched off.",
            hint="Use integra_cms.blocks.fields.StreamField.",
            obj=field.model,
            id="integra.E101",
        )
        return
    if not field.has_blocks:
        yield Error(
            f"{name} has no blocks.",
            hint='Give it a stream (stream="body") or a stream block class.',
            obj=field.model,
            id="integra.E102",
        )
    elif field.stream is not None and field.stream not in contributions.streams:
        yield Error(
            f"{name} takes its blocks from the stream {field.stream!r}, which no plugin opens.",
            hint="Correct the name, or switch on the plugin that opens the stream.",
            obj=field.model,
            id="integra.E103",
        )
    yield from container_errors(field.stream_block, name)
    for child_name, child in field.stream_block.child_blocks.items():
        yield from block_errors(child, f"{name}.{child_name}")


def container_errors(block: blocks.Block, path: str) -> Iterator[Error]:
    """Containers and leaves, to any depth, that would lose content or hide text."""
    if isinstance(block, CONTAINERS) and not isinstance(block, OURS):
        yield Error(
            f"{path} is a {type(block).__name__} that loses what it does not know.",
            hint="Use StreamBlock, StructBlock or ListBlock of integra_cms.blocks.",
            obj=block,
            id="integra.E104",
        )
    if not hasattr(block, "get_translatable_segments"):
        yield Error(
            f"{path} ({type(block).__name__}) does not say what of it translators see.",
            hint="Use a leaf of integra_cms.blocks, or add one of the classes in "
            "integra_cms.blocks.segments to its bases.",
            obj=block,
            id="integra.E105",
        )
    for name, child in _children(block):
        if name in (PLACEHOLDER, UNKNOWN_FIELDS):
            yield Error(
                f"{path}.{name}: this name is reserved.",
                hint="Give the block another name.",
                obj=block,
                id="integra.E107",
            )
        yield from container_errors(child, f"{path}.{name}")


def block_errors(block: blocks.Block, path: str) -> Iterator[Error]:
    """What a block lacks that editors or readers of the API need."""
    missing = [attribute for attribute in REQUIRED_META if not _has_meta(block, attribute)]
    if not hasattr(block, "schema"):
        missing.append("schema")
    if missing:
        yield Error(
            f"{path} ({type(block).__name__}) has no {', '.join(missing)}.",
            hint="Set them in its Meta; the schema is an attribute of the class.",
            obj=block,
            id="integra.E106",
        )


def _has_meta(block: blocks.Block, attribute: str) -> bool:
    value = getattr(block.meta, attribute, None)
    return bool(value) and not (attribute == "icon" and value == "placeholder")


def _children(block: blocks.Block) -> list[tuple[str, blocks.Block]]:
    if isinstance(block, blocks.ListBlock):
        return [("item", block.child_block)]
    return list(getattr(block, "child_blocks", {}).items())
