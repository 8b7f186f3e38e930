"""AVIF: metadata items leave the index and become zeros; every offset holds."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from integra_cms.media.cleaning.boxes import Box, blank, boxes, free
from integra_cms.media.cleaning.errors import Unreadable
from integra_cms.media.cleaning.recordings.movie import frame_count, samples, scrub_movie

from .cut import Cut
from .items import Place, cut_index, items, locations, properties

_TOP = {b"ftyp", b"meta", b"mdat", b"moov"}
_META = {b"hdlr", b"pitm", b"iloc", b"iinf", b"iprp", b"iref", b"idat", b"dinf", b"grpl"}
_PICTURE_ITEMS = {b"av01", b"grid", b"iovl", b"tmap"}


def cut(data: bytes) -> Cut:
    """The picture without EXIF, XMP and other items, names, times and unknown boxes.

    Raises:
        Unreadable: The boxes are broken, or the picture's data lie outside the file.
    """
    top = list(_top_level(data))
    work = bytearray(data[: top[-1].end])
    meta = next((box for box in top if box.kind == b"meta"), None)
    if meta is None:
        raise Unreadable(_("This AVIF file has no picture in it. Export it anew and try again."))
    dropped = _blank_names(work, meta)
    shown = [(place.start, place.end) for place in _places(work, meta, dropped)]
    frames = 1
    for box in top:
        if box.kind == b"moov":
            frames = max(frames, frame_count(work, box))
            scrub_movie(work, box)
            shown += samples(work, box)
        elif box.kind not in _TOP:
            free(work, box)
    for box in top:
        if box.kind == b"mdat":
            _blank_rest(work, box.body, box.end, shown)
    _blank_inner(work, meta, shown)
    cut_index(work, meta, dropped, keep=_META)
    width, height, icc = properties(work, meta)
    return Cut(bytes(work), width, height, frames, icc=icc)


def _top_level(data: bytes) -> Iterator[Box]:
    """The boxes of the file; what follows the last whole one is not ours to read."""
    try:
        yield from boxes(data, 0, len(data))
    except Unreadable:
        return


def _blank_names(work: bytearray, meta: Box) -> set[int]:
    """Zero the names of all items, and say which items are no pictures."""
    listed = list(items(work, meta))
    for item in listed:
        blank(work, item.name_start, item.end)
    return {item.id for item in listed if item.kind not in _PICTURE_ITEMS}


def _places(work: bytearray, meta: Box, dropped: set[int]) -> Iterator[Place]:
    for place in locations(work, meta):
        if place.item in dropped:
            continue
        if place.end > len(work) or place.end <= place.start:
            raise Unreadable(
                _("A part of this AVIF picture lies outside the file. Export it anew.")
            )
        yield place


def _blank_rest(work: bytearray, start: int, end: int, shown: list[tuple[int, int]]) -> None:
    """Zero what belongs to no picture: items that are dropped, and what no item points to."""
    at = start
    for first, last in sorted(shown):
        blank(work, at, min(max(first, at), end))
        at = max(at, last)
    blank(work, at, end)


def _blank_inner(work: bytearray, meta: Box, shown: list[tuple[int, int]]) -> None:
    """The same for data that stand in the index itself."""
    for box in boxes(work, meta.body + 4, meta.end):
        if box.kind == b"idat":
            _blank_rest(work, box.body, box.end, shown)
