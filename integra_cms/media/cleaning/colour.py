"""Colours: one stock sRGB profile without dates or devices, and conversion to it."""

from __future__ import annotations

import io
import struct
from functools import cache

from PIL import Image, ImageCms

_SAMPLES = range(0, 256, 15)  # 18 steps of each channel
_TOLERANCE = 3  # of 255: profiles that call themselves sRGB differ by rounding


def _fixed(*values: float) -> bytes:
    return b"".join(struct.pack(">i", round(value * 65536)) for value in values)


def _text(text: str) -> bytes:
    encoded = text.encode("utf-16-be")
    return (
        b"mluc" + bytes(4) + struct.pack(">II2s2sII", 1, 12, b"en", b"US", len(encoded), 28)
    ) + encoded


def _stock_profile() -> bytes:
    """An ICC 4 matrix profile: primaries adapted to D50 and the sRGB curve as a formula."""
    curve = b"para" + bytes(4) + struct.pack(">HH", 3, 0)
    curve += _fixed(2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
    chad = (1.047882, 0.022919, -0.050201, 0.029587, 0.990479, -0.017059)
    chad += (-0.009232, 0.015076, 0.751678)
    elements = {
        b"desc": _text("sRGB"),
        b"cprt": _text("CC0"),
        b"wtpt": b"XYZ " + bytes(4) + _fixed(0.964203, 1.0, 0.824905),
        b"chad": b"sf32" + bytes(4) + _fixed(*chad),
        b"rXYZ": b"XYZ " + bytes(4) + _fixed(0.436035, 0.222488, 0.013916),
        b"gXYZ": b"XYZ " + bytes(4) + _fixed(0.385101, 0.716934, 0.097061),
        b"bXYZ": b"XYZ " + bytes(4) + _fixed(0.143066, 0.060608, 0.713928),
        b"rTRC": curve,
    }
    table, body = b"", b""
    start = 128 + 4 + 12 * (len(elements) + 2)
    for tag, content in elements.items():
        body += bytes(-len(body) % 4)
        table += struct.pack(">4sII", tag, start + len(body), len(content))
        body += content
    for tag in (b"gTRC", b"bTRC"):  # the three channels share one curve
        table += tag + table[12 * 7 + 4 : 12 * 8]
    body += bytes(-len(body) % 4)
    size = start + len(body)
    header = struct.pack(">I4sI4s4s4s", size, bytes(4), 0x04200000, b"mntr", b"RGB ", b"XYZ ")
    header += bytes(12) + b"acsp" + bytes(28) + _fixed(0.964203, 1.0, 0.824905) + bytes(48)
    return header + struct.pack(">I", len(elements) + 2) + table + body


STOCK_PROFILE = _stock_profile()


@cache
def _srgb() -> ImageCms.ImageCmsProfile:
    return ImageCms.ImageCmsProfile(io.BytesIO(STOCK_PROFILE))


def is_like_srgb(icc: bytes) -> bool:
    """Whether a profile shows RGB colours as sRGB does, whatever it calls itself."""
    try:
        transform = ImageCms.buildTransform(
            io.BytesIO(icc), _srgb(), "RGB", "RGB", ImageCms.Intent.RELATIVE_COLORIMETRIC
        )
    except (ImageCms.PyCMSError, OSError):  # another colour space, or damaged
        return False
    colours = bytes(v for r in _SAMPLES for g in _SAMPLES for b in _SAMPLES for v in (r, g, b))
    sample = Image.frombytes("RGB", (len(colours) // 3, 1), colours)
    shown = transform.apply(sample).tobytes()
    return max(abs(a - b) for a, b in zip(colours, shown, strict=True)) <= _TOLERANCE


def to_srgb(image: Image.Image, icc: bytes) -> Image.Image:
    """The picture in sRGB; without a usable profile, its numbers are taken as they are."""
    alpha = image.getchannel("A") if image.mode in {"LA", "RGBA", "PA"} else None
    if image.mode in {"P", "PA"}:
        transparent = alpha is not None or "transparency" in image.info
        image = image.convert("RGBA" if transparent else "RGB")
        alpha = image.getchannel("A") if transparent else None
    grey = image.mode in {"L", "LA"}
    if icc:
        image = _transformed(image, icc, alpha)
    if image.mode not in {"RGB", "RGBA", "L", "LA", "1", "I;16", "I"}:
        image = image.convert("RGB")
    return image.convert("LA" if alpha else "L") if grey and image.mode != "L" else image


def _transformed(image: Image.Image, icc: bytes, alpha: Image.Image | None) -> Image.Image:
    plain = {"LA": "L", "RGBA": "RGB"}.get(image.mode, image.mode)
    if plain not in {"L", "RGB", "CMYK"}:
        return image
    try:
        transform = ImageCms.buildTransform(io.BytesIO(icc), _srgb(), plain, "RGB")
    except (ImageCms.PyCMSError, OSError):  # the profile is of another colour space, or damaged
        return image
    shown = transform.apply(image.convert(plain))
    if alpha is not None:
        shown.putalpha(alpha)
    return shown
