"""Writing pixels anew: only to turn a picture upright, to convert colours or a format."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image, ImageSequence

from .colour import STOCK_PROFILE, to_srgb
from .orientation import TRANSPOSITIONS, UPRIGHT

_OPTIONS: dict[str, dict[str, Any]] = {
    "jpeg": {"quality": 92, "subsampling": 0, "optimize": True, "icc_profile": STOCK_PROFILE},
    "png": {"optimize": False, "icc_profile": None},
    "webp": {"quality": 95, "method": 4, "icc_profile": STOCK_PROFILE},
    "avif": {"quality": 90, "icc_profile": None},
}


def encode(
    image: Image.Image, name: str, *, orientation: int = UPRIGHT, icc: bytes = b"", **options: Any
) -> bytes:
    """All frames of ``image`` upright and in sRGB, in the format ``name``."""
    frames: list[Image.Image] = []
    durations: list[float] = []
    for frame in ImageSequence.Iterator(image):
        frame.load()
        durations.append(frame.info.get("duration", 0))
        frames.append(_shown(frame, orientation, icc, name))
    first, *others = frames
    chosen = {**_OPTIONS[name], **options}
    if others:
        loop = image.info.get("loop", 0)
        chosen |= {"save_all": True, "append_images": others, "duration": durations, "loop": loop}
    output = io.BytesIO()
    first.save(output, name.upper(), **chosen)
    return output.getvalue()


def _shown(frame: Image.Image, orientation: int, icc: bytes, name: str) -> Image.Image:
    transparency = frame.info.get("transparency")
    shown = frame if frame.mode == "P" and not icc else to_srgb(frame, icc)
    if orientation in TRANSPOSITIONS:
        shown = shown.transpose(TRANSPOSITIONS[orientation])
    shown = shown.copy()
    if name == "jpeg" and shown.mode not in {"L", "RGB"}:
        shown = _on_white(shown)
    keeps_key = transparency is not None and shown.mode == frame.mode
    shown.info = {"transparency": transparency} if keeps_key else {}
    return shown


def _on_white(image: Image.Image) -> Image.Image:
    """JPEG has no transparency: what is transparent becomes white, not black."""
    picture = image.convert("RGBA")
    background = Image.new("RGB", picture.size, "white")
    background.paste(picture, mask=picture.getchannel("A"))
    return background
