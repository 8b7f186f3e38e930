"""MP3: keep the frames; ID3, APE and Lyrics3 tags stand before, between and behind them."""

from __future__ import annotations

from mmap import mmap

from django.utils.translation import gettext as _

from integra_cms.media.cleaning.errors import Unreadable

from .pieces import Piece

_BITRATES = {  # in kbit/s, by MPEG version 1 or not
    True: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    False: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_SAMPLE_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_STEADY = 0xFFFE0C00  # the bits of a header that are the same in all frames


def cut(data: mmap) -> list[Piece]:
    """The frames, in order.

    Raises:
        Unreadable: There are none.
    """
    kept: list[Piece] = []
    at, end = 0, len(data)
    steady: int | None = None
    while at < end:
        if skipped := _tag_size(data, at):
            at += skipped
            continue
        size = _frame_size(data, at)
        if size and at + size <= end and _belongs(data, at, size, steady):
            steady = _header(data, at) & _STEADY
            kept = _joined(kept, at, at + size)
            at += size
        else:
            steady = None
            at = _next_candidate(data, at + 1)
    if not kept:
        raise Unreadable(_("There is no sound in this MP3 file. Export it anew and try again."))
    return kept


def _joined(kept: list[Piece], start: int, end: int) -> list[Piece]:
    last = kept[-1] if kept else None
    if isinstance(last, slice) and last.stop == start:
        kept[-1] = slice(last.start, end)
    else:
        kept.append(slice(start, end))
    return kept


def _next_candidate(data: mmap, at: int) -> int:
    """Where the next tag or frame may begin."""
    places = [data.find(mark, at) for mark in (b"\xff", b"ID3", b"APETAGEX", b"TAG")]
    return min((place for place in places if place >= 0), default=len(data))


def _belongs(data: mmap, at: int, size: int, steady: int | None) -> bool:
    """A frame in a row, or one that begins a row: stray bytes may look like a header."""
    mine = _header(data, at) & _STEADY
    if steady is not None:
        return mine == steady
    after = at + size
    return after == len(data) or _header(data, after) & _STEADY == mine


def _header(data: mmap, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "big")


def _frame_size(data: mmap, at: int) -> int:
    """The length of the layer III frame at ``at``, or 0."""
    header = _header(data, at)
    version, layer = header >> 19 & 3, header >> 17 & 3
    bitrate, rate = header >> 12 & 15, header >> 10 & 3
    if header >> 21 != 0x7FF or version == 1 or layer != 1 or bitrate in {0, 15} or rate == 3:
        return 0
    factor = 144_000 if version == 3 else 72_000
    padding = header >> 9 & 1
    return factor * _BITRATES[version == 3][bitrate] // _SAMPLE_RATES[version][rate] + padding


def _tag_size(data: mmap, at: int) -> int:
    """The length of the tag at ``at``, or 0."""
    mark = data[at : at + 8]
    if mark[:3] == b"ID3":
        size = data[at + 6 : at + 10]
        footer = 10 if data[at + 5] & 0x10 else 0
        return 10 + footer + sum((byte & 0x7F) << 7 * (3 - n) for n, byte in enumerate(size))
    if mark == b"APETAGEX":
        is_header = data[at + 23] & 0x20
        return 32 + (int.from_bytes(data[at + 12 : at + 16], "little") if is_header else 0)
    if mark[:3] == b"TAG" and len(data) - at in {128, 355}:  # 227 more: the enhanced tag
        return len(data) - at
    return 0
