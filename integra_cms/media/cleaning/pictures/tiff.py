"""TIFF: read the size of its pages from the directories, without decoding."""

from __future__ import annotations

import struct

from django.utils.translation import gettext as _

from integra_cms.media.cleaning.errors import UnsupportedFormat

_WIDTH, _HEIGHT, _SUBFILE = 256, 257, 254


def size(data: bytes) -> tuple[int, int]:
    """Width and height of the one page.

    Raises:
        UnsupportedFormat: BigTIFF, or more pages than one.
    """
    order = "<" if data[:2] == b"II" else ">"
    magic, directory = struct.unpack_from(order + "HI", data, 2)
    if magic != 42:
        raise UnsupportedFormat(_("BigTIFF files are not supported. Save the picture as PNG."))
    tags, following = _directory(data, order, directory)
    seen = {directory}
    while following and following not in seen:
        seen.add(following)
        page, following = _directory(data, order, following)
        if not page.get(_SUBFILE, 0) & 1:  # a reduced copy of the page before is no page
            raise UnsupportedFormat(
                _("This TIFF file has several pages. Save each as PNG, or all as one PDF.")
            )
    return tags.get(_WIDTH, 0), tags.get(_HEIGHT, 0)


def _directory(data: bytes, order: str, at: int) -> tuple[dict[int, int], int]:
    (count,) = struct.unpack_from(order + "H", data, at)
    tags = {}
    for entry in range(at + 2, at + 2 + 12 * count, 12):
        tag, kind = struct.unpack_from(order + "HH", data, entry)
        (tags[tag],) = struct.unpack_from(order + ("H" if kind == 3 else "I"), data, entry + 8)
    (following,) = struct.unpack_from(order + "I", data, at + 2 + 12 * count)
    return tags, following
