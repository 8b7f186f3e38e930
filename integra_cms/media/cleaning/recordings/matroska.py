"""WebM and Matroska: tags, titles, dates and names become empty space in place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from mmap import mmap

from django.utils.translation import gettext as _

from integra_cms.media.cleaning.boxes import blank
from integra_cms.media.cleaning.errors import Unreadable, UnsupportedFormat

from .flac import blank_blocks
from .ogg import blank_comment
from .pieces import Piece

_EBML, _SEGMENT, _CLUSTER, _VOID = 0x1A45DFA3, 0x18538067, 0x1F43B675, 0xEC
_SEEK_HEAD, _INFO, _TRACKS, _TRACK = 0x114D9B74, 0x1549A966, 0x1654AE6B, 0xAE
_CUES, _CHAPTERS = 0x1C53BB6B, 0x1043A770
_MUXING_APP, _WRITING_APP = 0x4D80, 0x5741
_TRACK_TYPE, _CODEC_ID, _CODEC_PRIVATE = 0x83, 0x86, 0x63A2

_IN_HEADER = {0x4286, 0x42F7, 0x42F2, 0x42F3, 0x4282, 0x4287, 0x4285}  # versions, type
_IN_SEGMENT = {_SEEK_HEAD, _INFO, _TRACKS, _CLUSTER, _CUES, _CHAPTERS}
_IN_INFO = {0x2AD7B1, 0x4489, _MUXING_APP, _WRITING_APP}  # time scale, duration
_IN_CLUSTER = {0xE7, 0xA3, 0xA0, 0xAB, 0xA7, 0x5854}  # time, blocks, groups, sizes, silence
_IN_TRACK = {
    *(0xD7, 0x73C5, _TRACK_TYPE, 0xB9, 0x88, 0x55AA, 0x9C, 0x6DE7, 0x6DF8),  # numbers and flags
    *(0x55AB, 0x55AC, 0x55AD, 0x55AE, 0x55AF),  # for whom a track is meant
    *(0x23E383, 0x234E7A, 0x23314F, 0x55EE, 0x41E4, 0x56AA, 0x56BB),  # timing, additions
    *(0x22B59C, 0x22B59D),  # language
    *(_CODEC_ID, _CODEC_PRIVATE, 0xE0, 0xE1, 0xE2, 0x6D80),  # how to decode and show it
}
_CHECKSUM = 0xBF
_SHOWN_TRACKS = {1, 2, 0x11}  # video, audio, subtitles


@dataclass(frozen=True, slots=True)
class _Element:
    id: int
    start: int
    body: int
    end: int


def scrub(data: mmap) -> list[Piece]:
    """Void everything that is no picture, sound, subtitle or chapter, in place.

    Raises:
        Unreadable: The elements are broken.
        UnsupportedFormat: There is a track of data that nobody sees or hears.
    """
    end, segments = 0, 0
    for element in _children(data, 0, len(data)):
        if element.id not in {_EBML, _SEGMENT, _VOID}:
            break
        end = element.end
        if element.id == _SEGMENT:
            segments += 1
            _scrub_segment(data, element)
        elif element.id == _EBML:
            _keep_only(data, element, _IN_HEADER)
        else:
            _void(data, element)
    if not segments:
        raise Unreadable(_("This video is damaged. Export it anew and try again."))
    return [slice(0, end)]


def _scrub_segment(data: mmap, segment: _Element) -> None:
    for element in _children(data, segment.body, segment.end):
        if element.id not in _IN_SEGMENT:
            _void(data, element)
        elif element.id == _INFO:
            _keep_only(data, element, _IN_INFO)
            for child in _children(data, element.body, element.end):
                if child.id in {_MUXING_APP, _WRITING_APP}:
                    blank(data, child.body, child.end)
        elif element.id == _CLUSTER:
            _keep_only(data, element, _IN_CLUSTER)
        else:
            _void_checksums(data, element)
            if element.id == _TRACKS:
                _scrub_tracks(data, element)


def _keep_only(data: mmap, parent: _Element, kept: set[int]) -> None:
    for child in _children(data, parent.body, parent.end):
        if child.id not in kept:
            _void(data, child)


def _void_checksums(data: mmap, parent: _Element) -> None:
    """A checksum over what we change would be wrong."""
    for child in _children(data, parent.body, parent.end):
        if child.id in {_CHECKSUM, _VOID}:
            _void(data, child)


def _scrub_tracks(data: mmap, tracks: _Element) -> None:
    for track in _children(data, tracks.body, tracks.end):
        if track.id != _TRACK:
            continue
        parts = {child.id: child for child in _children(data, track.body, track.end)}
        kind = parts.get(_TRACK_TYPE)
        if kind is None or data[kind.body] not in _SHOWN_TRACKS:
            raise UnsupportedFormat(
                _("This video has a track of data in it. Export it with picture and sound only.")
            )
        _keep_only(data, track, _IN_TRACK)
        if _CODEC_ID in parts and _CODEC_PRIVATE in parts:
            codec = data[parts[_CODEC_ID].body : parts[_CODEC_ID].end].rstrip(b"\0")
            _blank_codec_comments(data, codec, parts[_CODEC_PRIVATE])


def _blank_codec_comments(data: mmap, codec: bytes, private: _Element) -> None:
    """Vorbis, Theora and FLAC have comments of their own in the setup of the decoder."""
    setup = bytearray(data[private.body : private.end])
    if codec == b"A_FLAC":
        blank_blocks(setup)
    elif codec in {b"A_VORBIS", b"V_THEORA"} and setup[:1] == b"\x02":
        prefix = b"\x03vorbis" if codec == b"A_VORBIS" else b"\x81theora"
        at, sizes = 1, []
        for _packet in range(2):  # the third one takes the rest
            size = 0
            while setup[at] == 255:
                size, at = size + 255, at + 1
            sizes.append(size + setup[at])
            at += 1
        start, size = at + sizes[0], sizes[1]
        setup[start : start + size] = blank_comment(prefix, size)
    if len(setup) != private.end - private.body:
        raise Unreadable(_("This video is damaged. Export it anew and try again."))
    data[private.body : private.end] = bytes(setup)


def _children(data: mmap, start: int, end: int) -> Iterator[_Element]:
    at = start
    while at < end:
        element = _element(data, at, end)
        yield element
        at = element.end


def _element(data: mmap, at: int, limit: int) -> _Element:
    id_size = _width(data[at])
    body = at + id_size
    size_size = _width(data[body])
    identity = int.from_bytes(data[at:body], "big")
    mask = (1 << 7 * size_size) - 1
    size = int.from_bytes(data[body : body + size_size], "big") & mask
    body += size_size
    if size == mask:  # written live: the size was not known
        end = limit if identity == _SEGMENT else _end_of_live_cluster(data, body, limit)
    else:
        end = min(body + size, limit) if identity in {_SEGMENT, _CLUSTER} else body + size
    if end > limit:
        raise Unreadable(_("This video is damaged. Export it anew and try again."))
    return _Element(identity, at, body, end)


def _width(first: int) -> int:
    if not first:
        raise Unreadable(_("This video is damaged. Export it anew and try again."))
    return 9 - first.bit_length()


def _end_of_live_cluster(data: mmap, at: int, limit: int) -> int:
    """A cluster of unknown size ends where the next one, or another part of the segment, begins."""
    top = _IN_SEGMENT | {0x1254C367, 0x1941A469}  # tags, attachments
    while at < limit:
        child = _element(data, at, limit)
        if child.id in top:
            return at
        at = child.end
    return limit


def _void(data: mmap, element: _Element) -> None:
    """Write empty space over an element; its size stays."""
    size = element.end - element.start
    head = (
        bytes([_VOID, 0x80 | size - 2])
        if size < 128
        else b"\xec\x01" + (size - 9).to_bytes(7, "big")
    )
    data[element.start : element.start + len(head)] = head
    blank(data, element.start + len(head), element.end)
