"""The sizes and formats in which pictures are offered: a fixed list, nobody can ask for more.

Presets with two numbers cut the picture to that shape around its focal point; those with one keep
its shape. Nothing is ever enlarged: a picture smaller than a preset is offered in its own size, and
once that is reached larger presets of the same family are left out. Pictures that move stand still
in renditions; the original moves. JPEG knows no transparency: there it becomes white.

Changing anything here gives all renditions new addresses, and all are made anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from PIL import features


@dataclass(frozen=True, slots=True)
class Format:
    """A format of renditions.

    Attributes:
        name: As Wagtail and Pillow call it.
        extension: At the end of addresses.
        quality: Wagtail's filter for how closely it keeps to the original.
    """

    name: str
    extension: str
    quality: str

    @property
    def mime_type(self) -> str:
        """The media type."""
        return f"image/{self.name}"


AVIF = Format("avif", "avif", "avifquality-60")
WEBP = Format("webp", "webp", "webpquality-78")
JPEG = Format("jpeg", "jpg", "jpegquality-80")

FORMATS = (AVIF, WEBP, JPEG)
FORMATS_BY_EXTENSION: Mapping[str, Format] = {form.extension: form for form in FORMATS}


@dataclass(frozen=True, slots=True)
class Preset:
    """A size: a width, or a width and a height that are both filled."""

    name: str
    width: int
    height: int | None = None
    formats: tuple[Format, ...] = FORMATS

    @property
    def size(self) -> str:
        """Wagtail's filter for it."""
        return f"fill-{self.width}x{self.height}" if self.height else f"width-{self.width}"

    def spec(self, form: Format) -> str:
        """Wagtail's filter for this size in one format."""
        return f"{self.size}|format-{form.name}|{form.quality}"


PRESETS: Mapping[str, Preset] = {
    preset.name: preset
    for preset in (
        Preset("thumbnail", 320, 200),
        Preset("card", 640, 400),
        # What other sites and messengers show of a link; they take JPEG only.
        Preset("social", 1200, 630, formats=(JPEG,)),
        Preset("content", 640),
        Preset("wide", 1280),
        Preset("full", 1920),
    )
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """One preset in one format."""

    preset: Preset
    format: Format

    @property
    def key(self) -> tuple[str, str]:
        """Preset and extension, as they stand in addresses."""
        return self.preset.name, self.format.extension

    @property
    def spec(self) -> str:
        """Wagtail's filter."""
        return self.preset.spec(self.format)


def wanted(width: int) -> Iterator[Wanted]:
    """What a picture of this width is offered in, on this machine."""
    reached = 0
    for preset in PRESETS.values():
        if preset.height is None:
            if reached >= width:
                continue
            reached = preset.width
        for form in preset.formats:
            if is_supported(form):
                yield Wanted(preset, form)


def is_supported(form: Format) -> bool:
    """Whether Pillow was built with this format."""
    return form is JPEG or bool(features.check(form.name))


def is_known(preset: str, extension: str) -> bool:
    """Whether some picture may be offered in this preset and format."""
    known = PRESETS.get(preset)
    return known is not None and any(form.extension == extension for form in known.formats)


def fingerprint() -> str:
    """Changes when a preset or a quality does."""
    specs = (f"{p.name} {p.spec(form)}" for p in PRESETS.values() for form in p.formats)
    return hashlib.sha256("\n".join(specs).encode()).hexdigest()[:12]
