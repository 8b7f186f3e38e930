"""The item index of AVIF and HEIC files: what is in the file, and where."""

from __future__ import annotations

import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from integra_cms.media.cleaning.boxes import Box, Buffer, blank, boxes, free
from integra_cms.media.cleaning.errors import Unreadable, UnsupportedFormat

_PROFILES = {b"prof", b"rICC"}


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of the index; its free-text name stands from ``name_start`` to ``end``."""

    id: int
    kind: bytes
    name_start: int
    end: int


@dataclass(frozen=True, slots=True)
class Place:
    """One stretch of an item's data, in offsets of the file."""

    item: int
    start: int
    end: int


def _uint(data: Buffer, at: int, size: int) -> int:
    return int.from_bytes(data[at : at + size], "big")


def _child(data: Buffer, meta: Box, kind: bytes) -> Box | None:
    return next((box for box in boxes(data, meta.body + 4, meta.end) if box.kind == kind), None)


def items(data: Buffer, meta: Box) -> Iterator[Item]:
    """The entries of the item index."""
    index = _child(data, meta, b"iinf")
    if index is None:
        return
    for box in _entries(data, index):
        wide = 4 if data[box.body] >= 3 else 2
        kind_at = box.body + 4 + wide + 2
        kind = bytes(data[kind_at : kind_at + 4])
        yield Item(_uint(data, box.body + 4, wide), kind, kind_at + 4, box.end)


def _entries(data: Buffer, index: Box) -> Iterator[Box]:
    at = index.body + (6 if data[index.body] == 0 else 8)
    for box in boxes(data, at, index.end):
        if box.kind != b"infe" or data[box.body] < 2:
            raise UnsupportedFormat(
                _("The index of this picture is of an old kind. Save it as PNG and try again.")
            )
        yield box


@dataclass(frozen=True, slots=True)
class _Location:
    """An entry of ``iloc``: the item, its bytes in the box, its stretches."""

    item: int
    raw: bytes
    places: tuple[Place, ...]


def locations(data: Buffer, meta: Box) -> Iterator[Place]:
    """Where the data of each item lie."""
    for entry in _locations(data, meta):
        yield from entry.places


def _locations(data: Buffer, meta: Box) -> Iterator[_Location]:
    box = _child(data, meta, b"iloc")
    if box is None:
        return
    inner = _child(data, meta, b"idat")
    version = data[box.body]
    sizes = _uint(data, box.body + 4, 2)
    offset_size, length_size, base_size = sizes >> 12, sizes >> 8 & 15, sizes >> 4 & 15
    index_size = sizes & 15 if version else 0
    wide = 4 if version == 2 else 2
    at = box.body + 6
    count = _uint(data, at, wide)
    at += wide
    for _number in range(count):
        start = at
        item = _uint(data, at, wide)
        at += wide
        method = 0
        if version:
            method = _uint(data, at, 2) & 15
            at += 2
        external = _uint(data, at, 2)
        base = _uint(data, at + 2, base_size)
        at += 2 + base_size
        extents = _uint(data, at, 2)
        at += 2
        if at > box.end or external or method > 1 or (method == 1 and inner is None):
            raise Unreadable(_("The index of this picture is damaged. Export it anew."))
        origin = base + (inner.body if method == 1 and inner else 0)
        places = []
        for _extent in range(extents):
            at += index_size
            first = origin + _uint(data, at, offset_size)
            at += offset_size
            places.append(Place(item, first, first + _uint(data, at, length_size)))
            at += length_size
        yield _Location(item, bytes(data[start:at]), tuple(places))


def cut_index(data: bytearray, meta: Box, dropped: set[int], *, keep: set[bytes]) -> None:
    """Take items out of the index and free all boxes of ``meta`` that are not in ``keep``.

    What a box loses becomes free space right behind it.
    """
    rebuild: dict[bytes, Callable[[bytearray, Box, Box, set[int]], bytes]] = {
        b"iinf": _cut_infos,
        b"iloc": _cut_locations,
        b"iref": _cut_references,
    }
    for box in list(boxes(data, meta.body + 4, meta.end)):
        if box.kind not in keep:
            free(data, box)
        elif box.kind == b"hdlr":
            blank(data, box.body + 12, box.end)  # behind the handler type: maker and name
        elif box.kind in rebuild and dropped:
            content = rebuild[box.kind](data, meta, box, dropped)
            _shrink(data, box, content)


def _shrink(data: bytearray, box: Box, content: bytes) -> None:
    left = box.end - box.body - len(content)
    if left == 0:
        return
    if left < 8 or box.body - box.start != 8:
        raise UnsupportedFormat(
            _("The metadata of this picture cannot be cut. Save it as PNG and try again.")
        )
    space = struct.pack(">I4s", left, b"free") + bytes(left - 8)
    head = struct.pack(">I4s", 8 + len(content), box.kind)
    data[box.start : box.end] = head + content + space


def _cut_infos(data: bytearray, meta: Box, box: Box, dropped: set[int]) -> bytes:
    kept = [
        bytes(data[entry.start : entry.end])
        for entry, item in zip(_entries(data, box), items(data, meta), strict=True)
        if item.id not in dropped
    ]
    count = len(kept).to_bytes(2 if data[box.body] == 0 else 4, "big")
    return bytes(data[box.body : box.body + 4]) + count + b"".join(kept)


def _cut_locations(data: bytearray, meta: Box, box: Box, dropped: set[int]) -> bytes:
    kept = [entry.raw for entry in _locations(data, meta) if entry.item not in dropped]
    count = len(kept).to_bytes(4 if data[box.body] == 2 else 2, "big")
    return bytes(data[box.body : box.body + 6]) + count + b"".join(kept)


def _cut_references(data: bytearray, meta: Box, box: Box, dropped: set[int]) -> bytes:
    wide = 4 if data[box.body] else 2
    kept = b""
    for reference in boxes(data, box.body + 4, box.end):
        source = _uint(data, reference.body, wide)
        targets = {
            _uint(data, at, wide)
            for at in range(reference.body + wide + 2, reference.end - wide + 1, wide)
        }
        if source not in dropped and not targets & dropped:
            kept += bytes(data[reference.start : reference.end])
    return bytes(data[box.body : box.body + 4]) + kept


def properties(data: Buffer, meta: Box) -> tuple[int, int, bytes]:
    """Width and height of the largest picture, and its colour profile if it has one."""
    width = height = 0
    icc = b""
    holder = _child(data, meta, b"iprp")
    for container in boxes(data, holder.body, holder.end) if holder else ():
        if container.kind != b"ipco":
            continue
        for box in boxes(data, container.body, container.end):
            if box.kind == b"ispe":
                size = struct.unpack_from(">II", data, box.body + 4)
                width, height = max((width, height), size, key=lambda s: s[0] * s[1])
            elif box.kind == b"colr" and bytes(data[box.body : box.body + 4]) in _PROFILES:
                icc = bytes(data[box.body + 4 : box.end])
    return width, height, icc
