"""WAV: keep the format and the samples; broadcast notes, lists and tags go."""

from __future__ import annotations

import struct
from mmap import mmap

from django.utils.translation import gettext as _

from integra_cms.media.cleaning.errors import Unreadable

from .pieces import Piece

_KEPT = {b"fmt ", b"fact", b"data"}


def cut(data: mmap) -> list[Piece]:
    """The file with the chunks that make sound.

    Raises:
        Unreadable: There are no samples.
    """
    pieces: list[Piece] = []
    size, at, kinds = 4, 12, set()
    while at + 8 <= len(data):
        kind, length = struct.unpack_from("<4sI", data, at)
        length = min(length, len(data) - at - 8)  # a recorder that was switched off writes too much
        if kind in _KEPT and kind not in kinds:
            kinds.add(kind)
            pieces += [struct.pack("<4sI", kind, length), slice(at + 8, at + 8 + length)]
            pieces += [bytes(length % 2)]
            size += 8 + length + length % 2
        at += 8 + length + length % 2
    if not {b"fmt ", b"data"} <= kinds:
        raise Unreadable(_("There is no sound in this WAV file. Export it anew and try again."))
    return [b"RIFF" + struct.pack("<I", size) + b"WAVE", *pieces]
