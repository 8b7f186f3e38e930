"""The types of blocks in documents, made when they are asked for: plugins add blocks to streams.

Nothing here is kept for longer than it is true: what is made is remembered by the blocks it was
made of, so that other contributions give other types.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Annotated, Any, Literal, Union

from pydantic import BaseModel, Field, RootModel, create_model

from integra_cms.blocks.schemas import Schema
from integra_cms.pages.schema_names import STREAM_PREFIX
from integra_cms.pages.schemas import StreamOf
from integra_cms.plugins import contributions

Blocks = tuple[tuple[str, Any], ...]


def stream_type(stream: str) -> type[BaseModel]:
    """The type of one block of a named stream: any of those that plugins contribute to it."""
    return _stream_type(stream, _blocks_of(stream))


def stream_types() -> dict[str, type[BaseModel]]:
    """Of every stream that a switched-on plugin opens."""
    return {stream: stream_type(stream) for stream in contributions.streams}


def typed(declared: type[BaseModel]) -> type[BaseModel]:
    """The model with the types of all blocks in it, in place of what it declares with StreamOf."""
    streams = streams_of(declared)
    if not streams:
        return declared
    parts = ((field, stream, _blocks_of(stream)) for field, stream in streams.items())
    return _typed(declared, tuple(parts))


def streams_of(model: type[BaseModel]) -> dict[str, str]:
    """The fields of a model that hold the blocks of a named stream, and which."""
    return {
        name: mark.stream
        for name, field in model.model_fields.items()
        for mark in field.metadata
        if isinstance(mark, StreamOf)
    }


def _blocks_of(stream: str) -> Blocks:
    return tuple(contributions.blocks(stream).items())


@lru_cache(maxsize=256)
def _typed(
    declared: type[BaseModel], streams: tuple[tuple[str, str, Blocks], ...]
) -> type[BaseModel]:
    lists: dict[str, Any] = {
        name: list[_stream_type(stream, blocks)]  # type: ignore[misc]
        for name, stream, blocks in streams
    }
    return create_model(
        declared.__name__,
        __base__=declared,
        __doc__=declared.__doc__,
        __module__=declared.__module__,
        **lists,
    )


@lru_cache(maxsize=256)
def _stream_type(stream: str, blocks: Blocks) -> type[BaseModel]:
    items = [_item(name, block) for name, block in blocks]
    one: Any = items[0] if items else dict[str, Any]
    if len(items) > 1:
        one = Annotated[Union[tuple(items)], Field(discriminator="type")]  # noqa: UP007 - from a list
    return create_model(f"{STREAM_PREFIX}{stream}", __base__=RootModel[one], __module__=__name__)


@lru_cache(maxsize=1024)
def _item(name: str, block: Any) -> type[Schema]:
    """One block in a stream: what kind it is, its id, which all languages share, and its value."""
    class_name = block.__name__.removesuffix("Block")
    as_name = "".join(part.capitalize() for part in name.split("_"))
    if as_name != class_name:
        class_name = f"{class_name}As{as_name}"
    fields: dict[str, Any] = {"type": Literal[name], "id": str, "value": block.schema}
    return create_model(f"{class_name}Item", __base__=Schema, __module__=block.__module__, **fields)
