"""Ogg with Vorbis, Opus, Speex or Theora: comments become zeros in place, no page moves."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from mmap import mmap

from django.utils.translation import gettext as _

from integra_cms.media.cleaning.errors import Unreadable, UnsupportedFormat

from .pieces import Piece

_COMMENT_PREFIXES = {  # how a stream of each codec begins, and how its comment packet does
    b"\x01vorbis": b"\x03vorbis",
    b"OpusHead": b"OpusTags",
    b"\x80theora": b"\x81theora",
    b"Speex   ": b"",
}
_BEGINS = 0x02


@dataclass(frozen=True, slots=True)
class _Page:
    start: int
    table: int
    body: int
    end: int


@dataclass(slots=True)
class _Stream:
    """One logical stream while we look for its second packet."""

    prefix: bytes
    packets: int = 0
    comment: list[tuple[int, int]] = field(default_factory=list)


def scrub(data: mmap) -> list[Piece]:
    """Blank the comments of all streams in place.

    Raises:
        Unreadable: The chain of pages is broken.
        UnsupportedFormat: A stream we do not know.
    """
    streams: dict[bytes, _Stream] = {}
    touched: list[_Page] = []
    end = 0
    for page in _pages(data):
        end = page.end
        serial = data[page.start + 14 : page.start + 18]
        if data[page.start + 5] & _BEGINS:
            streams[serial] = _Stream(_prefix(data, page))
        if (stream := streams.get(serial)) is None:
            raise Unreadable(_("This Ogg file is damaged. Export it anew and try again."))
        if stream.packets < 2:
            touched.append(page)
            _collect(data, page, stream)
    for stream in streams.values():
        _blank(data, stream)
    for page in touched:
        _seal(data, page)
    return [slice(0, end)]


def blank_comment(prefix: bytes, size: int) -> bytes:
    """A comment packet of ``size`` bytes without vendor and comments."""
    framing = b"\x01" if prefix == b"\x03vorbis" else b""
    return (prefix + bytes(8) + framing).ljust(size, b"\0")


def _pages(data: mmap) -> Iterator[_Page]:
    at = 0
    while data[at : at + 4] == b"OggS" and at + 27 <= len(data):
        table = at + 27
        body = table + data[at + 26]
        end = body + sum(data[table:body])
        if end > len(data):
            return  # a recording that was cut off: the page before is its last
        yield _Page(at, table, body, end)
        at = end


def _prefix(data: mmap, page: _Page) -> bytes:
    first = data[page.body : page.body + 8]
    for head, prefix in _COMMENT_PREFIXES.items():
        if first.startswith(head):
            return prefix
    raise UnsupportedFormat(
        _("This Ogg file has a stream of an unknown kind. Export it as Opus, MP3 or WebM.")
    )


def _collect(data: mmap, page: _Page, stream: _Stream) -> None:
    """Note where the second packet of the stream lies in this page."""
    at = page.body
    for lacing in data[page.table : page.body]:
        if stream.packets == 1:
            stream.comment.append((at, at + lacing))
        at += lacing
        stream.packets += lacing < 255  # a full segment says that the packet goes on


def _blank(data: mmap, stream: _Stream) -> None:
    size = sum(end - start for start, end in stream.comment)
    blanked = blank_comment(stream.prefix, size)
    if len(blanked) != size or stream.packets < 2:
        raise Unreadable(_("This Ogg file is damaged. Export it anew and try again."))
    for start, end in stream.comment:
        data[start:end], blanked = blanked[: end - start], blanked[end - start :]


@cache
def _checksum_table() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        value = byte << 24
        for _bit in range(8):
            value = (value << 1 ^ (0x04C11DB7 if value & 0x80000000 else 0)) & 0xFFFFFFFF
        table.append(value)
    return tuple(table)


def _seal(data: mmap, page: _Page) -> None:
    """Write the checksum of a changed page."""
    data[page.start + 22 : page.start + 26] = bytes(4)
    table, checksum = _checksum_table(), 0
    for byte in data[page.start : page.end]:
        checksum = (checksum << 8 & 0xFFFFFFFF) ^ table[checksum >> 24 ^ byte]
    data[page.start + 22 : page.start + 26] = checksum.to_bytes(4, "little")
