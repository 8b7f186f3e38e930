"""Looking at a clean MP4, QuickTime file or animated AVIF again, by its own walk."""

from __future__ import annotations

from mmap import mmap

_CONTAINERS = {b"moov", b"trak", b"mdia", b"minf", b"dinf", b"stbl", b"mvex", b"moof", b"traf"}
_FORBIDDEN = {b"udta", b"meta", b"uuid", b"iods", b"pssh", b"xml ", b"bxml", b"name", b"ctry"}
_SPACE = {b"free", b"skip", b"wide"}


def movie_remains(data: bytes | mmap, start: int = 0, end: int | None = None) -> list[str]:
    """What is left in the boxes of ``data[start:end]``."""
    found: list[str] = []
    at, end = start, len(data) if end is None else end
    while at + 8 <= end:
        size, kind = int.from_bytes(data[at : at + 4], "big"), bytes(data[at + 4 : at + 8])
        head = 16 if size == 1 else 8
        size = int.from_bytes(data[at + 8 : at + 16], "big") if size == 1 else size or end - at
        found += _box(data, kind, at + head, at + size)
        at += max(size, 8)
    return found if at == end else [*found, "data behind the end"]


def _box(data: bytes | mmap, kind: bytes, start: int, end: int) -> list[str]:
    if kind in _CONTAINERS:
        return movie_remains(data, start, end)
    if kind in _FORBIDDEN:
        return [kind.decode("latin-1")]
    if kind in _SPACE:
        return [] if not _has_content(data, start, end) else ["filled space"]
    if kind in {b"mvhd", b"tkhd", b"mdhd"}:
        width = 8 if data[start] == 1 else 4
        return ["times"] if any(data[start + 4 : start + 4 + 2 * width]) else []
    if kind == b"hdlr":
        handler = bytes(data[start + 8 : start + 12])
        named = any(data[start + 12 : end])
        return [*(["handler name"] if named else []), *_data_track(handler)]
    return []


def _data_track(handler: bytes) -> list[str]:
    return ["data track"] if handler in {b"meta", b"tmcd", b"camm", b"gpmd"} else []


def _has_content(data: bytes | mmap, start: int, end: int) -> bool:
    step = 1024 * 1024
    return any(any(data[at : min(at + step, end)]) for at in range(start, end, step))
