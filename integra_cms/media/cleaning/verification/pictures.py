"""Looking at a clean picture again, by other means than the cutters: the last door.

Each function names what is left; an empty list is what we want.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator

from PIL import Image

from integra_cms.media.cleaning.colour import STOCK_PROFILE

from .movies import movie_remains
from .telltales import telltales

_BEHIND = "data behind the end"
_JPEG_APPS = {0xE0: b"JFIF\0", 0xE2: b"ICC_PROFILE\0\x01\x01" + STOCK_PROFILE, 0xEE: b"Adobe"}
_JPEG_APP_SIZES = {0xE0: 14, 0xE2: 14 + len(STOCK_PROFILE), 0xEE: 12}
_PNG_CHUNKS = set(
    b"IHDR PLTE tRNS IDAT IEND acTL fcTL fdAT gAMA cHRM sRGB cICP sBIT bKGD pHYs".split()
)
_WEBP_CHUNKS = {b"VP8X", b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"}
_AVIF_BOXES = {b"ftyp", b"meta", b"mdat", b"moov", b"free"}
_AVIF_ITEM = re.compile(rb"infe[\2\3]\0\0[\0-\xff](?:[\0-\xff]{4}|[\0-\xff]{6})([a-zA-Z][\w ]{3})")
_INFO = {"exif", "xmp", "XML:com.adobe.xmp", "comment", "photoshop", "mp", "mpoffset"}


def picture_remains(name: str, data: bytes, *, decode: bool = True) -> list[str]:
    """What is left in a clean picture of the format ``name``.

    ``decode=False`` leaves out the look through Pillow: pictures inside documents may be of
    kinds it does not read, and their document shows them anyway.
    """
    found = [*telltales(data), *_CHECKS[name](data)]
    return [*found, *_as_pillow_sees_it(data)] if decode else found


def _as_pillow_sees_it(data: bytes) -> list[str]:
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        found = sorted(_INFO & {key for key in image.info if isinstance(key, str)})
        if image.info.get("icc_profile", STOCK_PROFILE) != STOCK_PROFILE:
            found.append("ICC")
        if getattr(image, "text", None):
            found.append("text")
    return found


def _jpeg(data: bytes) -> list[str]:
    found = []
    stream = io.BytesIO(data[2:])
    while (mark := stream.read(2)) != b"\xff\xd9":
        if len(mark) < 2 or mark[0] != 0xFF:
            return [*found, "bytes between segments"]
        content = stream.read(int.from_bytes(stream.read(2), "big") - 2)
        if mark[1] in _JPEG_APPS:
            fits = content.startswith(_JPEG_APPS[mark[1]])
            if not fits or len(content) != _JPEG_APP_SIZES[mark[1]]:
                found.append(f"APP{mark[1] - 0xE0}")
        elif mark[1] >= 0xE0 or mark[1] < 0xC0:
            found.append(f"segment {mark[1]:#x}")
        if mark[1] == 0xDA:
            _skip_scan(stream)
    return [*found, _BEHIND] if stream.read(1) else found


def _skip_scan(stream: io.BytesIO) -> None:
    """Go to the next byte pair that is neither stuffed nor a restart mark."""
    coded = stream.getvalue()
    at = coded.find(b"\xff", stream.tell())
    while at >= 0 and (coded[at + 1] == 0 or 0xD0 <= coded[at + 1] <= 0xD7):
        at = coded.find(b"\xff", at + 2)
    stream.seek(at if at >= 0 else len(coded))


def _png(data: bytes) -> list[str]:
    found = []
    stream = io.BytesIO(data[8:])
    kind = b""
    while kind != b"IEND":
        size, kind = int.from_bytes(stream.read(4), "big"), stream.read(4)
        if kind not in _PNG_CHUNKS:
            return [*found, f"chunk {kind.decode('latin-1')}"]
        stream.seek(size + 4, io.SEEK_CUR)
    return [*found, _BEHIND] if stream.read(1) else found


def _gif(data: bytes) -> list[str]:
    stream = io.BytesIO(data)
    stream.seek(10)
    _skip_table(stream, stream.read(3)[0])
    while (introducer := stream.read(1)) != b"\x3b":
        if introducer == b"\x21":
            label, first = stream.read(1)[0], stream.read(stream.read(1)[0])
            if label != 0xF9 and (label, first[:8]) not in {
                (0xFF, b"NETSCAPE"),
                (0xFF, b"ANIMEXTS"),
            }:
                return [f"extension {label:#x}"]
        elif introducer == b"\x2c":
            _skip_table(stream, stream.read(9)[8])
            stream.read(1)
        else:
            return ["bytes between blocks"]
        while size := stream.read(1)[0]:
            stream.seek(size, io.SEEK_CUR)
    return [_BEHIND] if stream.read(1) else []


def _skip_table(stream: io.BytesIO, flags: int) -> None:
    if flags & 0x80:
        stream.seek(3 * 2 ** ((flags & 7) + 1), io.SEEK_CUR)


def _webp(data: bytes) -> list[str]:
    found = [] if 8 + int.from_bytes(data[4:8], "little") == len(data) else [_BEHIND]
    for kind, content in _riff(data[12:]):
        inner = [name for name, _body in _riff(content[16:])] if kind == b"ANMF" else []
        found += [str(name) for name in (kind, *inner) if name not in _WEBP_CHUNKS]
        if kind == b"VP8X" and content[0] & 0x0C:
            found.append("metadata flags")
        if kind == b"ICCP" and content != STOCK_PROFILE:
            found.append("ICC")
    return found


def _riff(data: bytes) -> Iterator[tuple[bytes, bytes]]:
    while data:
        size = int.from_bytes(data[4:8], "little")
        yield data[:4], data[8 : 8 + size]
        data = data[8 + size + size % 2 :]


def _avif(data: bytes) -> list[str]:
    found, at = [], 0
    while at < len(data):
        size, kind = (
            int.from_bytes(data[at : at + 4], "big") or len(data) - at,
            data[at + 4 : at + 8],
        )
        size = int.from_bytes(data[at + 8 : at + 16], "big") if size == 1 else size
        if kind not in _AVIF_BOXES or size < 8:
            return [*found, f"box {kind!r}"]
        if kind == b"meta":
            kinds = set(_AVIF_ITEM.findall(data[at : at + size]))
            found += [f"item {item!r}" for item in kinds - {b"av01", b"grid", b"iovl", b"tmap"}]
        elif kind in {b"moov", b"free"}:
            found += movie_remains(data, at, at + size)
        at += size
    return found


_CHECKS: dict[str, Callable[[bytes], list[str]]] = {
    "jpeg": _jpeg,
    "png": _png,
    "gif": _gif,
    "webp": _webp,
    "avif": _avif,
}
