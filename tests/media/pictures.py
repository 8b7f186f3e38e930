"""Pictures that tell too much, written segment by segment."""

from __future__ import annotations

import io
import struct
import zlib
from functools import cache

from PIL import Image, ImageCms

from .secrets import AUTHOR, COMMENT, exif, iptc, xmp

SIZE = (48, 32)


@cache
def picture(mode: str = "RGB", shift: int = 0) -> Image.Image:
    """Colours that show which side is up."""
    image = Image.linear_gradient("L").resize(SIZE)
    merged = Image.merge("RGB", (image, image.transpose(Image.Transpose.ROTATE_180), image))
    for x in range(8 + shift):
        for y in range(8):
            merged.putpixel((x, y), (255, 0, 0))
    return merged.convert(mode)


def saved(name: str, image: Image.Image | None = None, **options: object) -> bytes:
    """A picture as Pillow writes it."""
    output = io.BytesIO()
    (image or picture()).save(output, name, **options)
    return output.getvalue()


def wide_gamut_profile() -> bytes:
    """The stock profile with red and green exchanged: certainly not sRGB."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.find(b"rXYZ"), profile.find(b"gXYZ")
    profile[red], profile[green] = profile[green], profile[red]
    return bytes(profile)


def dated_srgb_profile() -> bytes:
    """An sRGB profile with a date, as cameras write it."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def segment(marker: int, payload: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(payload) + 2) + payload


def jpeg(
    orientation: int = 1, *, xmp_only: int | None = None, multi: bool = True, **options: object
) -> bytes:
    """A JPEG with everything a phone and an editor write."""
    plain = saved("JPEG", **options)
    told = b"" if xmp_only else segment(0xE1, b"Exif\0\0" + exif(orientation))
    told += segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + xmp(xmp_only))
    told += segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + bytes(40) + xmp())
    told += segment(0xE0, b"JFXX\0\x10" + plain[:200])
    told += segment(0xED, iptc()) + segment(0xFE, COMMENT.encode())
    told += segment(0xE2, b"MPF\0" + bytes(16)) if multi else b""
    told += segment(0xE5, AUTHOR.encode())
    second = saved("JPEG")
    return plain[:2] + told + plain[2:] + second + b"MotionPhoto" + AUTHOR.encode()


def chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))


def png(orientation: int = 1, *, xmp_only: int | None = None, **options: object) -> bytes:
    """A PNG with all kinds of text, EXIF, a time, a private chunk and a tail."""
    plain = saved("PNG", **options)
    told = chunk(b"tEXt", b"Author\0" + AUTHOR.encode())
    told += chunk(b"zTXt", b"Comment\0\0" + zlib.compress(COMMENT.encode()))
    told += chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + xmp(xmp_only))
    told += chunk(b"tIME", struct.pack(">H5B", 2018, 5, 16, 18, 32, 7))
    told += chunk(b"prVt", AUTHOR.encode())
    told += b"" if xmp_only else chunk(b"eXIf", exif(orientation))
    return plain[:33] + told + plain[33:] + b"tail " + AUTHOR.encode()


def webp(orientation: int = 1, **options: object) -> bytes:
    """A WebP with EXIF, XMP and an unknown chunk."""
    told = saved("WEBP", exif=b"Exif\0\0" + exif(orientation), xmp=xmp(), **options)
    extra = b"PRIV" + struct.pack("<I", len(AUTHOR)) + AUTHOR.encode() + bytes(len(AUTHOR) % 2)
    grown = struct.pack("<I", len(told) - 8 + len(extra))
    return told[:4] + grown + told[8:] + extra + b"tail " + AUTHOR.encode()


def gif(**options: object) -> bytes:
    """An animated GIF with a comment, a plain text and an XMP packet."""
    frames = [picture("P", shift) for shift in (2, 4)]
    plain = saved(
        "GIF", picture("P"), save_all=True, append_images=frames, duration=80, loop=0, **options
    )
    table = 13 + 3 * 2 ** ((plain[10] & 7) + 1)
    told = b"\x21\xfe" + bytes([len(COMMENT)]) + COMMENT.encode() + b"\0"
    told += b"\x21\x01\x0c" + bytes(12) + bytes([len(AUTHOR)]) + AUTHOR.encode() + b"\0"
    magic = b"\x01" + bytes(range(255, -1, -1)) + b"\0"
    told += b"\x21\xff\x0bXMP DataXMP" + xmp() + magic
    return plain[:table] + told + plain[table:] + b"tail " + AUTHOR.encode()


def avif(**options: object) -> bytes:
    """An AVIF with EXIF and XMP items and an XMP box."""
    told = saved("AVIF", exif=exif(), xmp=xmp(), **options)
    uuid = bytes.fromhex("be7acfcb97a942e89c71999491e3afac") + xmp()
    return told + struct.pack(">I", 8 + len(uuid)) + b"uuid" + uuid


def animated(name: str, **options: object) -> bytes:
    """Three frames."""
    frames = [picture("RGB", shift) for shift in (2, 4)]
    return saved(name, save_all=True, append_images=frames, duration=80, loop=0, **options)


def tiff(orientation: int = 1, **options: object) -> bytes:
    """A TIFF with an author."""
    return saved("TIFF", tiffinfo={315: AUTHOR, 274: orientation}, **options)


def gigapixel_png() -> bytes:
    """The header of a PNG of 40,000 x 30,000 pixels, with next to nothing behind it."""
    header = struct.pack(">IIBBBBB", 40_000, 30_000, 8, 2, 0, 0, 0)
    body = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(100)))
    return b"\x89PNG\r\n\x1a\n" + body + chunk(b"IEND", b"")
