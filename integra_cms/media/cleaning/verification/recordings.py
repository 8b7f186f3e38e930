"""Looking at a clean recording again, by other means than the cutters."""

from __future__ import annotations

from collections.abc import Callable
from mmap import mmap

from .movies import movie_remains
from .telltales import places, telltales

_OGG_COMMENTS = (b"OpusTags", b"\x03vorbis", b"\x81theora")
_MATROSKA_MASTERS = {b"\x18\x53\x80\x67", b"\x15\x49\xa9\x66", b"\x16\x54\xae\x6b", b"\xae"}
_MATROSKA_FORBIDDEN = {
    b"\x12\x54\xc3\x67": "tags",
    b"\x19\x41\xa4\x69": "attachments",
    b"\x7b\xa9": "title",
    b"\x44\x61": "date",
    b"\x73\xa4": "identifier",
    b"\x73\x84": "file name",
    b"\x53\x6e": "track name",
}
_MATROSKA_PROGRAMS = {b"\x4d\x80", b"\x57\x41"}


def recording_remains(name: str, data: mmap) -> list[str]:
    """What is left in a clean recording of the format ``name``."""
    return [*telltales(data), *_CHECKS[name](data)]


def _mp3(data: mmap) -> list[str]:
    found = [] if data[:1] == b"\xff" and data[1] >= 0xE0 else ["a tag before the sound"]
    return [*found, "ID3"] if data[-128:-125] == b"TAG" or data.find(b"ID3\3\0") >= 0 else found


def _wav(data: mmap) -> list[str]:
    found, at = [], 12
    while at < len(data):
        if data[at : at + 4] not in {b"fmt ", b"fact", b"data"}:
            found.append(f"chunk {data[at : at + 4]!r}")
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        at += 8 + size + size % 2
    return found if at == len(data) else [*found, "data behind the end"]


def _flac(data: mmap) -> list[str]:
    kinds, at, head = set(), 4, 0
    while head < 0x80:
        head = data[at]
        kinds.add(head & 0x7F)
        at += 4 + int.from_bytes(data[at + 1 : at + 4], "big")
    found = [f"block {kind}" for kind in kinds - {0, 3}]
    return found if data[at : at + 1] == b"\xff" else [*found, "data before the sound"]


def _ogg(data: mmap) -> list[str]:
    for mark in _OGG_COMMENTS:
        for at in places(data, mark):
            if any(data[at + len(mark) : at + len(mark) + 8]):  # vendor, number of comments
                return ["comments"]
    return []


def _matroska(data: mmap) -> list[str]:
    return _matroska_elements(data, 0, len(data))


def _matroska_elements(data: mmap, at: int, end: int) -> list[str]:
    found: list[str] = []
    while at < end:
        identity = data[at : at + 9 - data[at].bit_length()]
        at += len(identity)
        width = 9 - data[at].bit_length()
        size = int.from_bytes(data[at : at + width], "big") - (1 << 7 * width)
        at += width
        if size == (1 << 7 * width) - 1:  # written live: look into it as if it were laid open
            continue
        if identity in _MATROSKA_FORBIDDEN:
            found.append(_MATROSKA_FORBIDDEN[identity])
        if identity in _MATROSKA_PROGRAMS and any(data[at : at + size]):
            found.append("program")
        if identity in _MATROSKA_MASTERS:
            found += _matroska_elements(data, at, min(at + size, end))
        at += size
    return found


_CHECKS: dict[str, Callable[[mmap], list[str]]] = {
    "mp4": movie_remains,
    "m4a": movie_remains,
    "mov": movie_remains,
    "mp3": _mp3,
    "wav": _wav,
    "flac": _flac,
    "ogg": _ogg,
    "webm": _matroska,
    "mkv": _matroska,
}
