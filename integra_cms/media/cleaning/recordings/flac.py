"""FLAC: keep the stream information, the seek table and the frames."""

from __future__ import annotations

from mmap import mmap

from django.utils.translation import gettext as _

from integra_cms.media.cleaning.errors import Unreadable

from .pieces import Piece

_STREAM_INFO, _SEEK_TABLE = 0, 3
_LAST = 0x80


def cut(data: mmap) -> list[Piece]:
    """The file without comments, pictures, cue sheets, padding and tags of other formats.

    Raises:
        Unreadable: The blocks are broken.
    """
    kept: list[tuple[int, slice]] = []
    at, last = 4, False
    while not last:
        kind, last = data[at] & 0x7F, bool(data[at] & _LAST)
        size = int.from_bytes(data[at + 1 : at + 4], "big")
        end = at + 4 + size
        if end > len(data) or (kind == _STREAM_INFO and size != 34):
            raise Unreadable(_("This FLAC file is damaged. Export it anew and try again."))
        if kind in {_STREAM_INFO, _SEEK_TABLE}:
            kept.append((kind, slice(at + 1, end)))
        at = end
    pieces: list[Piece] = [b"fLaC"]
    for number, (kind, block) in enumerate(kept, start=1):
        pieces += [bytes([kind | (_LAST if number == len(kept) else 0)]), block]
    end = len(data) - (128 if data[-128:-125] == b"TAG" else 0)
    return [*pieces, slice(at, end)]


def blank_blocks(blocks: bytearray) -> None:
    """Turn the comments and pictures of FLAC blocks inside another container into padding."""
    at, last = 4, False
    while not last and at + 4 <= len(blocks):
        kind, last = blocks[at] & 0x7F, bool(blocks[at] & _LAST)
        end = at + 4 + int.from_bytes(blocks[at + 1 : at + 4], "big")
        if kind not in {_STREAM_INFO, _SEEK_TABLE}:
            blocks[at] = 1 | (_LAST if last else 0)
            blocks[at + 4 : end] = bytes(len(blocks[at + 4 : end]))
        at = end
