"""Boxes of the ISO base media file format: AVIF, HEIC, MP4 and QuickTime are made of them."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from mmap import mmap

from django.utils.translation import gettext as _

from .errors import Unreadable

Buffer = bytes | bytearray | mmap
Writable = bytearray | mmap
_ZEROS = bytes(64 * 1024)


@dataclass(frozen=True, slots=True)
class Box:
    """Where a box stands: ``start``, its content from ``body`` to ``end``."""

    kind: bytes
    start: int
    body: int
    end: int

    @property
    def size(self) -> int:
        """The number of bytes with the header."""
        return self.end - self.start


def boxes(data: Buffer, start: int, end: int) -> Iterator[Box]:
    """The boxes that fill ``data[start:end]``.

    Raises:
        Unreadable: A box is larger than what it stands in.
    """
    at = start
    while at + 8 <= end:
        size, kind = struct.unpack_from(">I4s", data, at)
        body = at + 8
        if size == 1:
            (size,) = struct.unpack_from(">Q", data, body)
            body += 8
        elif size == 0:
            size = end - at
        if size < body - at or at + size > end:
            raise Unreadable(
                _("This file is damaged at byte %(at)s. Export it anew and try again.") % {"at": at}
            )
        yield Box(kind, at, body, at + size)
        at += size


def blank(data: Writable, start: int, end: int) -> None:
    """Write zeros over ``data[start:end]``, in pieces: recordings are large."""
    for at in range(start, end, len(_ZEROS)):
        piece = min(len(_ZEROS), end - at)
        data[at : at + piece] = _ZEROS[:piece]


def free(data: Writable, box: Box) -> None:
    """Turn a box into empty space of the same size, so that all offsets hold."""
    data[box.start + 4 : box.start + 8] = b"free"
    blank(data, box.body, box.end)
