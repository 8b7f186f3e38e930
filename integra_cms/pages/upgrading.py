"""Content upgrades of one page: its streams, wherever they are stored."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from integra_cms.blocks.fields import StreamField
from integra_cms.blocks.ids import assign_ids
from integra_cms.blocks.upgrades import Removed, Upgraded, current_version, upgrade_stream

if TYPE_CHECKING:
    from django.db.models import Model

VERSION = "content_version"


@dataclass(frozen=True)
class UpgradedContent:
    """The content of a page or revision after all due upgrades.

    Attributes:
        content: Field → value, in the form it came in.
        streams: Name of each stream field that was looked at → what became of it.
    """

    content: dict[str, Any]
    streams: Mapping[str, Upgraded] = field(default_factory=dict)

    @property
    def changed(self) -> bool:
        return any(upgraded.changed for upgraded in self.streams.values())

    @property
    def removed(self) -> list[Removed]:
        """What upgrades took out, with paths that start with the field."""
        return [
            Removed(f"{name}.{removed.path}", removed.raw)
            for name, upgraded in self.streams.items()
            for removed in upgraded.removed
        ]

    def map_path(self, path: str) -> tuple[str, ...]:
        """Where the text of an old path (``field.block-id.…``) is now; empty if it is gone."""
        name, _dot, rest = path.partition(".")
        if not rest or name not in self.streams:
            return (path,)
        return tuple(f"{name}.{new}" for new in self.streams[name].map_path(rest))


def streams_of(model: type[Model]) -> list[StreamField]:
    """The stream fields of a page model."""
    return [each for each in model._meta.concrete_fields if isinstance(each, StreamField)]


def stream_name(stream_field: StreamField) -> str:
    """The name upgrades know the stream of a field by."""
    owner = stream_field.model._meta.label
    return stream_field.stream or f"{owner}.{stream_field.name}"


def upgrade_content(
    model: type[Model], content: Mapping[str, Any], from_version: int | None = None
) -> UpgradedContent:
    """Brings the streams of a page up to date; everything else stays as it is.

    Args:
        model: The page model.
        content: Field → value, as a revision stores it: streams as lists or as JSON text.
        from_version: By default what the content says itself, else the first version.

    Content of a later version than this site knows stays as it is: a plugin that is switched off
    may have written it.
    """
    version = content.get(VERSION, 1) if from_version is None else from_version
    target = current_version()
    if version >= target:
        return UpgradedContent(dict(content))
    new, streams = dict(content), {}
    for stream_field in streams_of(model):
        name = stream_field.name
        stored = content.get(name)
        raw = json.loads(stored) if isinstance(stored, str) and stored else stored
        if not isinstance(raw, list):
            continue
        raw = assign_ids(raw, stream_field.stream_block)
        upgraded = upgrade_stream(raw, stream_name(stream_field), version, target)
        streams[name] = upgraded
        new[name] = json.dumps(upgraded.raw) if isinstance(stored, str) else upgraded.raw
    return UpgradedContent({**new, VERSION: target}, streams)
