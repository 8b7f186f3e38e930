"""Which way up a picture is, as its metadata say."""

from __future__ import annotations

import re
import struct

from PIL.Image import Transpose

UPRIGHT = 1
TRANSPOSITIONS = {
    2: Transpose.FLIP_LEFT_RIGHT,
    3: Transpose.ROTATE_180,
    4: Transpose.FLIP_TOP_BOTTOM,
    5: Transpose.TRANSPOSE,
    6: Transpose.ROTATE_270,
    7: Transpose.TRANSVERSE,
    8: Transpose.ROTATE_90,
}

_ORIENTATION_TAG = 0x0112
_XMP_ORIENTATION = re.compile(rb"""Orientation\s*(?:=\s*["']|>)\s*([1-8])\s*["'<]""")


def orientation_of(exif: bytes, xmp: bytes) -> int:
    """The EXIF orientation, else that of the XMP packet, else ``UPRIGHT``."""
    return _from_exif(exif) or _from_xmp(xmp) or UPRIGHT


def _from_exif(exif: bytes) -> int | None:
    order = {b"II": "<", b"MM": ">"}.get(exif[:2])
    if order is None:
        return None
    try:
        (directory,) = struct.unpack_from(order + "I", exif, 4)
        (count,) = struct.unpack_from(order + "H", exif, directory)
        for entry in range(count):
            tag, kind = struct.unpack_from(order + "HH", exif, directory + 2 + 12 * entry)
            if tag == _ORIENTATION_TAG:
                width = "I" if kind == 4 else "H"
                (value,) = struct.unpack_from(order + width, exif, directory + 10 + 12 * entry)
                return value if value in TRANSPOSITIONS or value == UPRIGHT else None
    except struct.error:  # a damaged block says nothing; it is cut anyway
        return None
    return None


def _from_xmp(xmp: bytes) -> int | None:
    found = _XMP_ORIENTATION.search(xmp)
    return int(found[1]) if found else None
