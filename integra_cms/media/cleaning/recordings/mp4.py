"""MP4, M4A and QuickTime."""

from __future__ import annotations

from mmap import mmap

from django.utils.translation import gettext as _

from integra_cms.media.cleaning.boxes import Box, boxes, free
from integra_cms.media.cleaning.errors import Unreadable

from .movie import scrub_movie
from .pieces import Piece

_TOP = {b"ftyp", b"styp", b"moov", b"mdat", b"moof", b"sidx", b"mfra"}
_FRAGMENT = {b"mfhd", b"traf"}
_TRACK_FRAGMENT = {b"tfhd", b"tfdt", b"trun", b"sdtp", b"sbgp", b"sgpd", b"subs", b"saiz", b"saio"}


def scrub(data: mmap) -> list[Piece]:
    """Free what is no picture or sound, in place; the length stays.

    Raises:
        Unreadable: There is no movie in the file.
    """
    top = list(boxes(data, 0, len(data)))
    fragmented = any(box.kind == b"moof" for box in top)
    if not any(box.kind == b"moov" for box in top):
        raise Unreadable(_("There is no movie in this file. Export it anew and try again."))
    for box in top:
        if box.kind == b"moov":
            scrub_movie(data, box, fragmented=fragmented)
        elif box.kind == b"moof":
            _scrub_fragment(data, box)
        elif box.kind not in _TOP:
            free(data, box)
    return [slice(0, top[-1].end)]


def _scrub_fragment(data: mmap, moof: Box) -> None:
    for box in list(boxes(data, moof.body, moof.end)):
        if box.kind not in _FRAGMENT:
            free(data, box)
        elif box.kind == b"traf":
            for part in list(boxes(data, box.body, box.end)):
                if part.kind not in _TRACK_FRAGMENT:
                    free(data, part)
