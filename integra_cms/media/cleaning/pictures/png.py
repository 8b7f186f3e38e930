"""PNG and animated PNG: keep the chunks that carry the picture and its plain colour numbers."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator

from django.utils.translation import gettext as _

from integra_cms.media.cleaning.errors import Unreadable

from .cut import Cut

SIGNATURE = b"\x89PNG\r\n\x1a\n"
_PICTURE = {b"IHDR", b"PLTE", b"tRNS", b"IDAT", b"acTL", b"fcTL", b"fdAT"}
_COLOUR = {b"gAMA", b"cHRM", b"sRGB", b"cICP", b"sBIT", b"bKGD", b"pHYs"}
_XMP = b"XML:com.adobe.xmp\0"
_MAX_TEXT = 16 * 1024 * 1024  # what a profile or packet may unpack to


def cut(data: bytes) -> Cut:
    """The picture without texts, times, EXIF, XMP, profiles, private chunks and what follows.

    Raises:
        Unreadable: The chain of chunks is broken or a checksum is wrong.
    """
    kept = bytearray(SIGNATURE)
    found: dict[str, bytes] = {"exif": b"", "xmp": b"", "icc": b""}
    width = height = 0
    frames = 1
    for kind, body in _chunks(data):
        if kind == b"IHDR":
            width, height = struct.unpack_from(">II", body)
        elif kind == b"acTL":
            (frames,) = struct.unpack_from(">I", body)
        if kind in _PICTURE or kind in _COLOUR:
            kept += _chunk(kind, body)
        elif kind == b"eXIf":
            found["exif"] = body.removeprefix(b"Exif\0\0")
        elif kind == b"iTXt" and body.startswith(_XMP):
            found["xmp"] = _xmp(body)
        elif kind == b"iCCP":
            found["icc"] = _unpacked(body.partition(b"\0")[2][1:])
    return Cut(bytes(kept + _chunk(b"IEND", b"")), width, height, max(frames, 1), **found)


def tag_srgb(data: bytes) -> bytes:
    """A cut picture with PNG's own sRGB mark where a profile was."""
    tagged = bytearray(SIGNATURE)
    for kind, body in _chunks(data):
        if kind in {b"gAMA", b"cHRM", b"sRGB", b"cICP"}:  # the profile stood above these
            continue
        tagged += _chunk(kind, body)
        if kind == b"IHDR":
            tagged += _chunk(b"sRGB", b"\0")
    return bytes(tagged + _chunk(b"IEND", b""))


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def _chunks(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Type and content of each chunk before IEND."""
    at = len(SIGNATURE)
    while True:
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        (checksum,) = struct.unpack_from(">I", data, at + 8 + length)
        if checksum != zlib.crc32(kind + body) and kind in _PICTURE:
            raise Unreadable(
                _("This PNG file is damaged at byte %(at)s. Export it anew and try again.")
                % {"at": at}
            )
        if kind == b"IEND":
            return
        yield kind, body
        at += 12 + length


def _unpacked(packed: bytes) -> bytes:
    """What zlib data unpack to, or nothing when that is damaged or a bomb."""
    unpacker = zlib.decompressobj()
    try:
        text = unpacker.decompress(packed, _MAX_TEXT)
    except zlib.error:
        return b""
    return b"" if unpacker.unconsumed_tail else text


def _xmp(body: bytes) -> bytes:
    compressed = body[len(_XMP) : len(_XMP) + 1] == b"\x01"
    _language, _nul, rest = body[len(_XMP) + 2 :].partition(b"\0")
    _keyword, _nul, text = rest.partition(b"\0")
    return _unpacked(text) if compressed else text
