"""Byte strings that give metadata away wherever they stand, too long to occur by chance."""

from __future__ import annotations

import re
from mmap import mmap

_TELLTALES = {
    "EXIF": rb"Exif\0\0",
    "XMP": rb"<x:xmpmeta|<\?xpacket begin|http://ns\.adobe\.com/|XMP DataXMP",
    "IPTC": rb"Photoshop 3\.0\0",
    "location": rb"com\.apple\.quicktime\.location|\xa9xyz[\0-\xff]{4}[+-]\d",
    "camera": rb"com\.apple\.quicktime\.(?:make|model|creationdate)",
    "tags": rb"APETAGEX|LYRICSBEGIN",
}
_PATTERN = re.compile(
    b"|".join(b"(?P<%s>%s)" % (name.encode(), seen) for name, seen in _TELLTALES.items())
)


def telltales(data: bytes | bytearray | mmap) -> list[str]:
    """The kinds of metadata whose marks are found in ``data``."""
    return sorted({str(match.lastgroup) for match in _PATTERN.finditer(data)})
