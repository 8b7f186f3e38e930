"""JPEG: keep the segments that carry the picture, nothing else."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from django.utils.translation import gettext as _

from integra_cms.media.cleaning.colour import STOCK_PROFILE
from integra_cms.media.cleaning.errors import Unreadable

from .cut import Cut

SOI, EOI, SOS = 0xD8, 0xD9, 0xDA
_APP0, _APP1, _APP2, _APP14 = 0xE0, 0xE1, 0xE2, 0xEE
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}
_PICTURE = _FRAMES | {0xC4, 0xCC, 0xDB, 0xDC, 0xDD, 0xDE, 0xDF}  # tables and their like
_STANDALONE = {0x01, *range(0xD0, 0xD8)}
_EXIF = b"Exif\0\0"
_XMP = b"http://ns.adobe.com/xap/1.0/\0"
_ICC = b"ICC_PROFILE\0"
_END_OF_SCAN = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")


def cut(data: bytes) -> Cut:
    """The picture with its JFIF and Adobe headers (they say how to read colours), bare.

    Thumbnails, EXIF, XMP, IPTC, maker notes, comments and all that follows the end marker go.

    Raises:
        Unreadable: The chain of segments is broken.
    """
    head, body = b"", bytearray()
    found: dict[str, bytes] = {"exif": b"", "xmp": b"", "icc": b""}
    width = height = components = 0
    for marker, payload, scan in _segments(data):
        if marker in _FRAMES:
            height, width, components = struct.unpack_from(">HHB", payload, 1)
        if marker == _APP0 and payload[:5] == b"JFIF\0" and not head:
            head = _segment(_APP0, payload[:12].ljust(12, b"\0") + b"\0\0")
        elif marker == _APP14 and payload[:5] == b"Adobe" and len(payload) >= 12:
            body += _segment(_APP14, payload[:12])
        elif marker in _PICTURE or marker == SOS:
            body += _segment(marker, payload) + scan
        elif marker == _APP1 and payload.startswith(_EXIF):
            found["exif"] = found["exif"] or payload[len(_EXIF) :]
        elif marker == _APP1 and payload.startswith(_XMP):
            found["xmp"] = found["xmp"] or payload[len(_XMP) :]
        elif marker == _APP2 and payload.startswith(_ICC):
            found["icc"] += payload[len(_ICC) + 2 :]
    if not width or not components:
        raise Unreadable(_("This JPEG file has no picture in it. Export it anew and try again."))
    if found["icc"] == STOCK_PROFILE:
        head, found["icc"] = head + _PROFILE_SEGMENT, b""
    clean = b"\xff\xd8" + head + bytes(body) + b"\xff\xd9"
    return Cut(clean, width, height, cmyk=components == 4, **found)


def tag_srgb(data: bytes) -> bytes:
    """A cut picture with the stock profile where a profile of its own was."""
    after = 4 + int.from_bytes(data[4:6], "big") if data[3] == _APP0 else 2
    return data[:after] + _PROFILE_SEGMENT + data[after:]


def _segment(marker: int, payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


_PROFILE_SEGMENT = _segment(_APP2, _ICC + b"\x01\x01" + STOCK_PROFILE)


def _segments(data: bytes) -> Iterator[tuple[int, bytes, bytes]]:
    """Marker, payload and, after SOS, the coded scan of each segment up to the end marker."""
    at = 2
    while at < len(data):
        if data[at] != 0xFF:
            raise Unreadable(
                _("This JPEG file is damaged at byte %(at)s. Export it anew and try again.")
                % {"at": at}
            )
        while data[at] == 0xFF:  # any number of fill bytes may stand before a marker
            at += 1
        marker = data[at]
        at += 1
        if marker == EOI:
            return
        if marker in _STANDALONE:
            continue
        (length,) = struct.unpack_from(">H", data, at)
        payload = data[at + 2 : at + length]
        at += length
        scan = b""
        if marker == SOS:
            end = _END_OF_SCAN.search(data, at)
            stop = end.start() if end else len(data)
            scan = data[at:stop].rstrip(b"\xff")
            at = stop
        yield marker, payload, scan
