"""Pictures: from whatever comes in to a clean JPEG, PNG, WebP, AVIF or GIF."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from types import ModuleType
from typing import IO

import pi_heif
from django.utils.translation import gettext as _
from PIL import Image

from .colour import is_like_srgb
from .encoding import encode
from .errors import CleaningError, MetadataRemains, Unreadable, UnsupportedFormat
from .formats import FORMATS, HEAD_BYTES, FileFormat, recognise
from .limits import byte_count, check_bytes, check_pixels
from .orientation import UPRIGHT, orientation_of
from .pictures import avif, gif, jpeg, png, tiff, webp
from .pictures.cut import Cut
from .result import CleanFile, corrected_name
from .verification.pictures import picture_remains

_CUTTERS: dict[str, Callable[[bytes], Cut]] = {
    "jpeg": jpeg.cut,
    "png": png.cut,
    "webp": webp.cut,
    "avif": avif.cut,
    "gif": gif.cut,
}
_TAGGERS: dict[str, ModuleType] = {"jpeg": jpeg, "png": png, "webp": webp}
BROKEN = (  # what parsing and decoding of damaged files raises
    *(struct.error, zlib.error, LookupError, ValueError, TypeError, ArithmeticError),
    *(OSError, EOFError, SyntaxError, RuntimeError, MemoryError, Warning),
    Image.DecompressionBombError,
)


def clean_image(file: IO[bytes], *, name: str) -> CleanFile:
    """The picture in ``file`` without metadata, upright and in sRGB.

    Pixels are touched only to turn it upright or to convert colours (once, in high quality) or
    the format (HEIC to JPEG, TIFF to PNG). A clean picture keeps its bytes.

    Raises:
        CleaningError: It is too large, damaged, of a format we do not take, or not clean after all.
    """
    check_bytes(byte_count(file), "MAX_IMAGE_BYTES")
    file.seek(0)
    data = file.read()
    found = recognise(data[:HEAD_BYTES])
    try:
        result, clean, final = _clean(data, found)
    except CleaningError:
        raise
    except BROKEN as error:
        raise Unreadable(
            _("“%(name)s” is damaged or no picture. Export it anew and try again.") % {"name": name}
        ) from error
    return CleanFile(
        name=corrected_name(name, final),
        content=io.BytesIO(clean),
        format=final,
        changed=clean != data,
        width=result.width,
        height=result.height,
    )


def cut_picture(data: bytes) -> bytes:
    """A picture inside a document, cut only: its document says how to turn and colour it.

    Raises:
        UnsupportedFormat: It cannot be cut without being converted.
    """
    found = recognise(data[:HEAD_BYTES])
    if found is None or found.name not in _CUTTERS:
        raise _refusal(found)
    clean = _CUTTERS[found.name](data).data
    _verify(found, clean, decode=False)
    return clean


def _clean(data: bytes, found: FileFormat | None) -> tuple[Cut, bytes, FileFormat]:
    if found and found.name == "tiff":
        data, found = _from_tiff(data), FORMATS["png"]
    elif found and found.name == "heic":
        data, found = _from_heic(data), FORMATS["jpeg"]
    if found is None or found.name not in _CUTTERS:
        raise _refusal(found)
    cutter = _CUTTERS[found.name]
    result = cutter(data)
    check_pixels(result.width, result.height, result.frames)
    again = _encoded_if_needed(result, found.name)
    if again is not None:
        result = cutter(again)
    _verify(found, result.data)
    return result, result.data, found


def _verify(found: FileFormat, clean: bytes, *, decode: bool = True) -> None:
    if remains := picture_remains(found.name, clean, decode=decode):
        raise MetadataRemains(
            _("This picture cannot be cleaned; left in it: %(what)s. Save it as PNG and try again.")
            % {"what": ", ".join(remains)}
        )


def _encoded_if_needed(cut: Cut, name: str) -> bytes | None:
    """The picture anew, when it must be turned or its colours converted."""
    if name == "gif":  # its viewers know neither orientation nor profiles
        return None
    if name == "avif":  # its own rotation counts, never that of EXIF; Pillow shows it as EXIF
        with Image.open(io.BytesIO(cut.data)) as image:
            orientation = image.getexif().get(0x0112, UPRIGHT)
    else:
        orientation = orientation_of(cut.exif, cut.xmp)
    if orientation == UPRIGHT and not cut.cmyk:
        if not cut.icc:
            return None
        if name in _TAGGERS and is_like_srgb(cut.icc):
            tagged: bytes = _TAGGERS[name].tag_srgb(cut.data)
            return tagged
    lossless = {"lossless": True} if name == "webp" and b"VP8L" in cut.data[:64] else {}
    with Image.open(io.BytesIO(cut.data)) as image:
        return encode(image, name, orientation=orientation, icc=cut.icc, **lossless)


def _from_tiff(data: bytes) -> bytes:
    check_pixels(*tiff.size(data))
    with Image.open(io.BytesIO(data)) as image:
        return encode(image, "png", icc=image.info.get("icc_profile", b""))  # Pillow turns it


def _from_heic(data: bytes) -> bytes:
    picture = pi_heif.open_heif(io.BytesIO(data))
    check_pixels(*picture.size)
    icc = picture.info.get("icc_profile") or b""
    return encode(picture.to_pillow(), "jpeg", icc=icc)  # the decoder has already turned it


def _refusal(found: FileFormat | None) -> UnsupportedFormat:
    if found is None:
        return UnsupportedFormat(
            _("This is no picture we know. Save it as JPEG, PNG, WebP, AVIF or GIF.")
        )
    return UnsupportedFormat(
        _("%(format)s files are not taken as pictures. Save it as JPEG, PNG, WebP, AVIF or GIF.")
        % {"format": found.name.upper()}
    )
