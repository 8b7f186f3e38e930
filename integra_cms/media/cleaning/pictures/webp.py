"""WebP: keep the chunks that carry the picture or its frames."""

from __future__ import annotations

import struct
from collections.abc import Iterator

from django.utils.translation import gettext as _

from integra_cms.media.cleaning.colour import STOCK_PROFILE
from integra_cms.media.cleaning.errors import Unreadable

from .cut import Cut

_PICTURE = {b"VP8 ", b"VP8L", b"ALPH"}
_ICC_FLAG, _EXIF_FLAG, _XMP_FLAG = 0x20, 0x08, 0x04


def cut(data: bytes) -> Cut:
    """The picture without EXIF, XMP, profiles, unknown chunks and what follows the RIFF.

    Raises:
        Unreadable: The chain of chunks is broken.
    """
    end = min(8 + int.from_bytes(data[4:8], "little"), len(data))
    found: dict[str, bytes] = {"exif": b"", "xmp": b"", "icc": b""}
    kept: list[tuple[bytes, bytes]] = []
    width = height = frames = 0
    for kind, body in _chunks(data, 12, end):
        if kind == b"VP8X":
            width, height = _uint24(body, 4) + 1, _uint24(body, 7) + 1
            kept.append((kind, bytes([body[0] & ~(_EXIF_FLAG | _XMP_FLAG)]) + body[1:10]))
        elif kind in _PICTURE or kind == b"ANIM":
            kept.append((kind, body))
            width, height = (width, height) if width else _size(kind, body)
        elif kind == b"ANMF":
            kept.append((kind, _frame(body)))
            frames += 1
        elif kind in {b"EXIF", b"XMP ", b"ICCP"}:
            found[{b"EXIF": "exif", b"XMP ": "xmp", b"ICCP": "icc"}[kind]] = body
    found["exif"] = found["exif"].removeprefix(b"Exif\0\0")
    clean = _file(kept, with_profile=found["icc"] == STOCK_PROFILE)
    if found["icc"] == STOCK_PROFILE:
        found["icc"] = b""
    return Cut(clean, width, height, max(frames, 1), **found)


def tag_srgb(data: bytes) -> bytes:
    """A cut picture with the stock profile where a profile of its own was."""
    return _file(list(_chunks(data, 12, len(data))), with_profile=True)


def _file(chunks: list[tuple[bytes, bytes]], *, with_profile: bool) -> bytes:
    body = bytearray(b"WEBP")
    for kind, content in chunks:
        if kind == b"VP8X":
            flag = _ICC_FLAG if with_profile else 0
            content = bytes([content[0] & ~_ICC_FLAG | flag]) + content[1:]
        body += _chunk(kind, content)
        if kind == b"VP8X" and with_profile:
            body += _chunk(b"ICCP", STOCK_PROFILE)
    return b"RIFF" + struct.pack("<I", len(body)) + bytes(body)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return kind + struct.pack("<I", len(body)) + body + bytes(len(body) % 2)


def _chunks(data: bytes, at: int, end: int) -> Iterator[tuple[bytes, bytes]]:
    while at + 8 <= end:
        kind, length = struct.unpack_from("<4sI", data, at)
        if at + 8 + length > end:
            raise Unreadable(
                _("This WebP file is damaged at byte %(at)s. Export it anew and try again.")
                % {"at": at}
            )
        yield kind, data[at + 8 : at + 8 + length]
        at += 8 + length + length % 2


def _frame(body: bytes) -> bytes:
    """One frame of an animation: its header and its picture, no unknown chunks."""
    kept = (_chunk(*chunk) for chunk in _chunks(body, 16, len(body)) if chunk[0] in _PICTURE)
    return body[:16] + b"".join(kept)


def _uint24(body: bytes, at: int) -> int:
    return int.from_bytes(body[at : at + 3], "little")


def _size(kind: bytes, body: bytes) -> tuple[int, int]:
    """The size written in a picture that has no extended header."""
    if kind == b"VP8L":
        (bits,) = struct.unpack_from("<I", body, 1)
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 ":
        width, height = struct.unpack_from("<HH", body, 6)
        return width & 0x3FFF, height & 0x3FFF
    return 0, 0
