"""AVIF: metadata items leave the index and become zeros; every offset holds."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from integra_cms.media.cleaning.boxes import Box, blank, boxes, free
from integra_cms.media.cleaning.errors import Unreadable, UnsupportedFormat
from integra_cms.media.cleaning.recordings.movie import frame_count, scrub_movie

from .cut import Cut
from .items import Item, cut_index, items, locations, properties

_TOP = {b"ftyp", b"meta", b"mdat", b"moov"}
_META = {b"hdlr", b"pitm", b"iloc", b"iinf", b"iprp", b"iref", b"idat", b"dinf", b"grpl"}
_PICTURE_ITEMS = {b"av01", b"grid", b"iovl", b"tmap"}


def cut(data: bytes) -> Cut:
    """The picture without EXIF, XMP and other items, names, times and unknown boxes.

    Raises:
        Unreadable: The boxes are broken.
        UnsupportedFormat: The picture's data lie outside the file.
    """
    top = list(_top_level(data))
    work = bytearray(data[: top[-1].end])
    meta = next((box for box in top if box.kind == b"meta"), None)
    if meta is None:
        raise Unreadable(_("This AVIF file has no picture in it. Export it anew and try again."))
    dropped = _blank_items(work, meta)
    frames = 1
    for box in top:
        if box.kind == b"moov":
            frames = max(frames, frame_count(work, box))
            scrub_movie(work, box)
        elif box.kind not in _TOP:
            free(work, box)
    cut_index(work, meta, dropped, keep=_META)
    width, height, icc = properties(work, meta)
    return Cut(bytes(work), width, height, frames, icc=icc)


def _top_level(data: bytes) -> Iterator[Box]:
    """The boxes of the file; what follows the last whole one is not ours to read."""
    try:
        yield from boxes(data, 0, len(data))
    except Unreadable:
        return


def _blank_items(work: bytearray, meta: Box) -> set[int]:
    """Zero the data of every item that is no picture, and say which these are."""
    listed: list[Item] = list(items(work, meta))
    dropped = {item.id for item in listed if item.kind not in _PICTURE_ITEMS}
    for place in locations(work, meta):
        if place.item not in dropped:
            continue
        if place.end > len(work) or place.end <= place.start:
            raise UnsupportedFormat(
                _("The metadata of this AVIF file lie outside it. Save it as PNG and try again.")
            )
        blank(work, place.start, place.end)
    for item in listed:
        blank(work, item.name_start, item.end)
    return dropped
