"""The movie box of MP4, QuickTime and animated AVIF: tracks stay, who and when and where go.

Everything is changed in place and keeps its size: chunk offsets count from the start of the file.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from django.utils.translation import gettext as _

from integra_cms.media.cleaning.boxes import Box, Buffer, Writable, blank, boxes, free
from integra_cms.media.cleaning.errors import UnsupportedFormat

_CONTAINERS = {
    b"moov": {b"mvhd", b"trak", b"mvex"},
    b"mvex": {b"mehd", b"trex", b"leva"},
    b"trak": {b"tkhd", b"edts", b"mdia", b"tref", b"tapt", b"clip", b"matt"},
    b"mdia": {b"mdhd", b"hdlr", b"minf", b"elng"},
    b"minf": {b"vmhd", b"smhd", b"nmhd", b"sthd", b"gmhd", b"hdlr", b"dinf", b"stbl"},
    b"dinf": {b"dref"},
    b"stbl": {
        *(b"stsd", b"stts", b"ctts", b"cslg", b"stss", b"stps", b"stsc", b"stsz", b"stz2"),
        *(b"stco", b"co64", b"sdtp", b"sgpd", b"sbgp", b"subs", b"saio", b"saiz"),
    },
}
_SHOWN = {b"vide", b"soun", b"text", b"sbtl", b"subt", b"clcp", b"pict", b"auxv"}
_TIMES = {b"mvhd", b"tkhd", b"mdhd"}


def scrub_movie(data: Writable, moov: Box, *, fragmented: bool = False) -> None:
    """Free all metadata of a movie, zero its times, and remove tracks nobody sees or hears.

    A timed metadata track holds positions along the way; a timecode track the time of day.

    Raises:
        UnsupportedFormat: Such a track is spread over fragments.
    """
    removed = False
    for trak in [box for box in boxes(data, moov.body, moov.end) if box.kind == b"trak"]:
        if _handler(data, trak) in _SHOWN:
            continue
        if fragmented:
            raise UnsupportedFormat(
                _("This video has a data track in pieces. Export it as an ordinary MP4 file.")
            )
        for start, end in _samples(data, trak):
            blank(data, start, min(end, len(data)))
        free(data, trak)
        removed = True
    _scrub(data, moov, drop_references=removed)


def samples(data: Buffer, moov: Box) -> Iterator[tuple[int, int]]:
    """Where the samples of all tracks lie in the file."""
    for trak in _traks(data, moov):
        yield from _samples(data, trak)


def frame_count(data: Buffer, moov: Box) -> int:
    """The number of samples of the longest track."""
    tables = (_find(data, trak, b"mdia", b"minf", b"stbl", b"stsz") for trak in _traks(data, moov))
    return max((_uint32(data, table.body + 8) for table in tables if table), default=0)


def _traks(data: Buffer, moov: Box) -> Iterator[Box]:
    return (box for box in boxes(data, moov.body, moov.end) if box.kind == b"trak")


def _uint32(data: Buffer, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "big")


def _find(data: Buffer, box: Box, *path: bytes) -> Box | None:
    found: Box | None = box
    for kind in path:
        if found is None:
            return None
        inside = boxes(data, found.body, found.end)
        found = next((child for child in inside if child.kind == kind), None)
    return found


def _handler(data: Buffer, trak: Box) -> bytes:
    box = _find(data, trak, b"mdia", b"hdlr")
    return bytes(data[box.body + 8 : box.body + 12]) if box else b""


def _scrub(data: Writable, container: Box, *, drop_references: bool) -> None:
    allowed = _CONTAINERS[container.kind]
    for box in list(boxes(data, container.body, container.end)):
        if box.kind not in allowed or (box.kind == b"tref" and drop_references):
            free(data, box)
        elif box.kind in _CONTAINERS:
            _scrub(data, box, drop_references=drop_references)
        elif box.kind in _TIMES:
            blank(data, box.body + 4, box.body + 4 + (16 if data[box.body] == 1 else 8))
        elif box.kind == b"hdlr":
            _blank_handler(data, box)
        elif box.kind == b"dref":
            _blank_references(data, box)
        elif box.kind == b"stsd":
            _blank_encoder_names(data, box)


def _blank_handler(data: Writable, box: Box) -> None:
    """Only the handler type stays, and QuickTime's component type before it."""
    blank(data, box.body + 12, box.end)


def _blank_references(data: Writable, box: Box) -> None:
    """Paths of files the movie was once made from."""
    for reference in boxes(data, box.body + 8, box.end):
        blank(data, reference.body + 4, reference.end)


def _blank_encoder_names(data: Writable, box: Box) -> None:
    """Vendor and compressor name of picture tracks; a sound entry has only the vendor."""
    for entry in boxes(data, box.body + 8, box.end):
        vendor = entry.body + 12
        if entry.size >= 86 and _uint32(data, entry.body + 28) == 0x00480000:  # 72 dpi: a picture
            blank(data, vendor, vendor + 4)
            blank(data, entry.body + 42, entry.body + 74)


def _samples(data: Buffer, trak: Box) -> Iterator[tuple[int, int]]:
    """Where the samples of a track lie in the file."""
    table = _find(data, trak, b"mdia", b"minf", b"stbl")
    parts = {box.kind: box for box in boxes(data, table.body, table.end)} if table else {}
    if not {b"stsc", b"stsz"} <= set(parts) or not {b"stco", b"co64"} & set(parts):
        return
    offsets = _chunk_offsets(data, parts)
    sizes = _sample_sizes(data, parts[b"stsz"])
    runs = _runs(data, parts[b"stsc"])
    for number, offset in enumerate(offsets, start=1):
        per_chunk = next((count for first, count in reversed(runs) if first <= number), 0)
        length = sum(next(sizes, 0) for _sample in range(per_chunk))
        yield offset, offset + length


def _chunk_offsets(data: Buffer, parts: dict[bytes, Box]) -> list[int]:
    wide = b"co64" in parts
    box = parts[b"co64" if wide else b"stco"]
    count = min(_uint32(data, box.body + 4), (box.size - 16) // (8 if wide else 4))
    return list(struct.unpack_from(f">{count}{'Q' if wide else 'I'}", data, box.body + 8))


def _sample_sizes(data: Buffer, box: Box) -> Iterator[int]:
    same, count = struct.unpack_from(">II", data, box.body + 4)
    for number in range(count):
        yield same or _uint32(data, box.body + 12 + 4 * number)


def _runs(data: Buffer, box: Box) -> list[tuple[int, int]]:
    """First chunk and samples per chunk of each run."""
    count = min(_uint32(data, box.body + 4), (box.size - 16) // 12)
    return [struct.unpack_from(">II", data, box.body + 8 + 12 * number) for number in range(count)]
