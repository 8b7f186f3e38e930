"""Which format a file has, by its first bytes: names and extensions prove nothing."""

from __future__ import annotations

import re
from dataclasses import dataclass

HEAD_BYTES = 4096  # enough for every signature below, also behind an ID3 tag's header


@dataclass(frozen=True, slots=True)
class FileFormat:
    """A format we know: its name, the extension a file of it gets, its media type."""

    name: str
    extension: str
    mime_type: str


FORMATS = {
    known.name: known
    for known in (
        FileFormat("jpeg", "jpg", "image/jpeg"),
        FileFormat("png", "png", "image/png"),
        FileFormat("gif", "gif", "image/gif"),
        FileFormat("webp", "webp", "image/webp"),
        FileFormat("avif", "avif", "image/avif"),
        FileFormat("heic", "heic", "image/heic"),
        FileFormat("tiff", "tiff", "image/tiff"),
        FileFormat("bmp", "bmp", "image/bmp"),
        FileFormat("svg", "svg", "image/svg+xml"),
        FileFormat("pdf", "pdf", "application/pdf"),
        FileFormat("zip", "zip", "application/zip"),
        FileFormat("ole", "doc", "application/x-ole-storage"),
        FileFormat("rtf", "rtf", "application/rtf"),
        FileFormat("mp4", "mp4", "video/mp4"),
        FileFormat("m4a", "m4a", "audio/mp4"),
        FileFormat("mov", "mov", "video/quicktime"),
        FileFormat("mp3", "mp3", "audio/mpeg"),
        FileFormat("wav", "wav", "audio/wav"),
        FileFormat("flac", "flac", "audio/flac"),
        FileFormat("ogg", "ogg", "audio/ogg"),
        FileFormat("webm", "webm", "video/webm"),
        FileFormat("mkv", "mkv", "video/x-matroska"),
        FileFormat("avi", "avi", "video/x-msvideo"),
        FileFormat("aiff", "aiff", "audio/aiff"),
    )
}

_SIGNATURES = (
    (b"\xff\xd8\xff", "jpeg"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
    (b"II*\0", "tiff"),
    (b"MM\0*", "tiff"),
    (b"II+\0", "tiff"),
    (b"MM\0+", "tiff"),
    (b"%PDF-", "pdf"),
    (b"PK\x03\x04", "zip"),
    (b"PK\x05\x06", "zip"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
    (b"{\\rtf", "rtf"),
    (b"fLaC", "flac"),
)
_RIFF = {b"WEBP": "webp", b"WAVE": "wav", b"AVI ": "avi"}
_AVIF_BRANDS = {b"avif", b"avis"}
_HEIC_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"}
_QUICKTIME_ATOMS = {b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}
_SVG = re.compile(rb"<(?:\w+:)?svg[\s>]", re.IGNORECASE)
_SYNC_MPEG_AUDIO_LAYER_3 = re.compile(rb"\xff[\xe2\xe3\xf2\xf3\xfa\xfb]")


def recognise(head: bytes) -> FileFormat | None:
    """The format of a file that starts with ``head`` (``HEAD_BYTES`` of it), or None."""
    name = _signature(head) or _container(head) or _loose(head)
    return FORMATS[name] if name else None


def _signature(head: bytes) -> str | None:
    return next((name for start, name in _SIGNATURES if head.startswith(start)), None)


def _container(head: bytes) -> str | None:
    if head[:2] == b"BM" and head[6:10] == bytes(4):
        return "bmp"
    if head[:4] == b"RIFF":
        return _RIFF.get(head[8:12])
    if head[:4] == b"FORM" and head[8:12] in {b"AIFF", b"AIFC"}:
        return "aiff"
    if head[:4] == b"\x1aE\xdf\xa3":
        return "webm" if b"webm" in head[:64] else "mkv"
    if head[:4] == b"OggS":
        return "ogg"
    if head[4:8] == b"ftyp":
        return _brand(head)
    return "mov" if head[4:8] in _QUICKTIME_ATOMS else None


def _brand(head: bytes) -> str:
    size = int.from_bytes(head[:4], "big")
    major, others = head[8:12], {head[at : at + 4] for at in range(16, min(size, 512), 4)}
    brands = {major} | others
    if brands & _AVIF_BRANDS:
        return "avif"
    if brands & _HEIC_BRANDS or major in {b"mif1", b"msf1"}:
        return "heic"
    if major == b"qt  ":
        return "mov"
    return "m4a" if major in {b"M4A ", b"M4B "} else "mp4"


def _loose(head: bytes) -> str | None:
    """Formats without a signature at the start: tags may stand before MP3 and FLAC."""
    if head[:3] == b"ID3":
        return "mp3"
    if head.startswith(b"APETAGEX") or _SYNC_MPEG_AUDIO_LAYER_3.match(head):
        return "mp3"
    return "svg" if _SVG.search(head) else None
