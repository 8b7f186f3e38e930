"""GIF: keep the frames, their timing and the loop."""

from __future__ import annotations

import struct

from django.utils.translation import gettext as _

from integra_cms.media.cleaning.errors import Unreadable

from .cut import Cut

_EXTENSION, _IMAGE, _TRAILER = 0x21, 0x2C, 0x3B
_CONTROL, _APPLICATION = 0xF9, 0xFF
_LOOPS = {b"NETSCAPE2.0", b"ANIMEXTS1.0"}


def cut(data: bytes) -> Cut:
    """The picture without comments, plain texts, XMP, profiles and what follows the trailer.

    Raises:
        Unreadable: The chain of blocks is broken.
    """
    width, height, flags = struct.unpack_from("<HHB", data, 6)
    at = 13 + _table_size(flags)
    kept = bytearray(data[:at])
    frames = 0
    while at < len(data) and (kind := data[at]) != _TRAILER:  # some programs forget the trailer
        if kind == _EXTENSION:
            end = _end_of_blocks(data, at + 2)
            kept += _extension(data[at:end])
        elif kind == _IMAGE:
            end = _end_of_blocks(data, at + 11 + _table_size(data[at + 9]))
            kept += data[at:end]
            frames += 1
        else:
            raise Unreadable(
                _("This GIF file is damaged at byte %(at)s. Export it anew and try again.")
                % {"at": at}
            )
        at = end
    return Cut(bytes(kept) + b"\x3b", width, height, max(frames, 1))


def _extension(block: bytes) -> bytes:
    """What stays of an extension: timing and transparency whole, the loop bare."""
    if block[1] == _CONTROL:
        return block[:8]
    if block[1] == _APPLICATION and block[3:14] in _LOOPS and block[14:16] == b"\x03\x01":
        return block[:18] + b"\0"
    return b""


def _table_size(flags: int) -> int:
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _end_of_blocks(data: bytes, at: int) -> int:
    while size := data[at]:
        at += size + 1
    return at + 1
