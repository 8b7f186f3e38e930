from __future__ import annotations

import io
import time

import pytest
from PIL import Image

from integra_cms.media.cleaning.colour import STOCK_PROFILE, is_like_srgb
from integra_cms.media.cleaning.errors import CleaningError
from integra_cms.media.cleaning.images import clean_image

from . import pictures
from .secrets import exif, reveals

TELLING = {
    "jpeg": (pictures.jpeg, {}),
    "jpeg-turned": (pictures.jpeg, {"orientation": 6}),
    "jpeg-turned-by-xmp": (pictures.jpeg, {"xmp_only": 8}),
    "jpeg-progressive": (pictures.jpeg, {"progressive": True}),
    "jpeg-grey": (pictures.jpeg, {"image": pictures.picture("L")}),
    "jpeg-cmyk": (pictures.jpeg, {"image": pictures.picture("CMYK")}),
    "jpeg-srgb": (pictures.jpeg, {"icc_profile": pictures.dated_srgb_profile()}),
    "jpeg-wide": (pictures.jpeg, {"icc_profile": pictures.wide_gamut_profile()}),
    "png": (pictures.png, {}),
    "png-turned": (pictures.png, {"orientation": 3}),
    "png-turned-by-xmp": (pictures.png, {"xmp_only": 6}),
    "png-srgb": (pictures.png, {"icc_profile": pictures.dated_srgb_profile()}),
    "png-wide": (pictures.png, {"icc_profile": pictures.wide_gamut_profile()}),
    "png-palette": (pictures.png, {"image": pictures.picture("P")}),
    "png-alpha": (pictures.png, {"image": pictures.picture("RGBA")}),
    "webp": (pictures.webp, {}),
    "webp-turned": (pictures.webp, {"orientation": 5}),
    "webp-lossless": (pictures.webp, {"lossless": True}),
    "webp-srgb": (pictures.webp, {"icc_profile": pictures.dated_srgb_profile()}),
    "webp-wide": (pictures.webp, {"icc_profile": pictures.wide_gamut_profile()}),
    "gif": (pictures.gif, {}),
    "avif": (pictures.avif, {}),
    "avif-srgb": (pictures.avif, {"icc_profile": pictures.dated_srgb_profile()}),
    "avif-alpha": (pictures.avif, {"image": pictures.picture("RGBA")}),
    "tiff": (pictures.tiff, {}),
    "tiff-turned": (pictures.tiff, {"orientation": 6}),
    "apng": (pictures.animated, {"name": "PNG"}),
    "webp-animated": (pictures.animated, {"name": "WEBP"}),
    "avif-animated": (pictures.animated, {"name": "AVIF"}),
}


def clean(data: bytes, name: str = "Jana Tajna 2018-05-16.jpg"):
    return clean_image(io.BytesIO(data), name=name)


@pytest.fixture(params=TELLING)
def telling(request) -> bytes:
    make, options = TELLING[request.param]
    return make(**options)


def test_nothing_is_told_any_more(telling):
    assert reveals(clean(telling).read()) == []


def test_cleaning_is_a_fixed_point(telling):
    once = clean(telling).read()

    twice = clean(once)

    assert twice.read() == once
    assert not twice.changed


@pytest.mark.filterwarnings("ignore:Image appears to be a malformed MPO file")
@pytest.mark.parametrize("name", ["jpeg", "png", "webp", "webp-lossless", "gif", "avif"])
def test_pixels_are_not_touched_when_only_metadata_go(name):
    make, options = TELLING[name]
    telling = make(**options)

    result = clean(telling)

    with Image.open(io.BytesIO(telling)) as before, Image.open(result.content) as after:
        assert before.tobytes() == after.tobytes()


@pytest.mark.parametrize("name", ["GIF", "PNG", "WEBP", "AVIF"])
def test_frames_of_an_animation_stay(name):
    result = clean(pictures.animated(name))

    with Image.open(result.content) as image:
        assert image.n_frames == 3
        image.seek(1)
        image.load()
        assert image.info["duration"] == 80


@pytest.mark.parametrize("make", [pictures.jpeg, pictures.png, pictures.webp, pictures.tiff])
def test_a_turned_picture_is_set_upright(make):
    result = clean(make(6))

    with Image.open(result.content) as image:
        corner = image.convert("RGB").getpixel((image.width - 3, 3))
        assert image.size == (result.width, result.height) == pictures.SIZE[::-1]
    assert corner[0] > 200 > 60 > corner[1]


def test_an_orientation_known_to_xmp_alone_counts():
    result = clean(pictures.jpeg(xmp_only=8))

    assert (result.width, result.height) == pictures.SIZE[::-1]


def test_colours_of_another_profile_are_converted():
    told = pictures.png(icc_profile=pictures.wide_gamut_profile())

    result = clean(told)

    with Image.open(io.BytesIO(told)) as before, Image.open(result.content) as after:
        assert "icc_profile" not in after.info
        assert before.getpixel((40, 20)) != after.getpixel((40, 20))


@pytest.mark.filterwarnings("ignore:Image appears to be a malformed MPO file")
def test_a_profile_that_shows_srgb_is_replaced_without_touching_pixels():
    told = pictures.jpeg(icc_profile=pictures.dated_srgb_profile())

    result = clean(told)

    with Image.open(io.BytesIO(told)) as before, Image.open(result.content) as after:
        assert after.info["icc_profile"] == STOCK_PROFILE
        assert before.tobytes() == after.tobytes()


def test_a_picture_from_a_phone_becomes_a_jpeg():
    heif = pytest.importorskip("pillow_heif", reason="no encoder for HEIC on this machine")
    told = io.BytesIO()
    heif.from_pillow(pictures.picture()).save(told, exif=b"Exif\0\0" + exif(6))
    assert reveals(told.getvalue())

    result = clean(told.getvalue(), "IMG_0001.HEIC")

    assert result.name == "IMG_0001.jpg"
    assert reveals(result.read()) == []
    with Image.open(result.content) as image:
        assert image.size == pictures.SIZE[::-1]
        assert image.info["icc_profile"] == STOCK_PROFILE


def test_the_stock_profile_is_srgb():
    assert is_like_srgb(STOCK_PROFILE)
    assert not is_like_srgb(pictures.wide_gamut_profile())


def test_a_gif_without_its_trailer_is_read():
    told = pictures.saved("GIF")

    assert clean(told[:-1]).read() == told


def test_cmyk_becomes_rgb():
    result = clean(pictures.jpeg(image=pictures.picture("CMYK")))

    with Image.open(result.content) as image:
        assert image.mode == "RGB"


def test_the_extension_follows_the_content():
    result = clean(pictures.png(), "poster.jpg")

    assert result.name == "poster.png"
    assert result.format.name == "png"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (pictures.saved("BMP"), "unsupported_format"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "unsupported_format"),
        (b"no picture at all", "unsupported_format"),
        (b"", "unsupported_format"),
        (pictures.jpeg()[:700], "unreadable"),
        (pictures.saved("PNG")[:-30], "unreadable"),
        (pictures.saved("WEBP")[:-30], "unreadable"),
        (pictures.saved("GIF")[:-60], "unreadable"),
        (pictures.saved("AVIF")[:-30], "unreadable"),
        (
            pictures.saved("TIFF", save_all=True, append_images=[pictures.picture()]),
            "unsupported_format",
        ),
    ],
)
def test_what_cannot_be_cleaned_is_refused(data, code):
    with pytest.raises(CleaningError) as refused:
        clean(data)

    assert refused.value.code == code


def test_a_gigapixel_picture_is_refused_from_its_header():
    started = time.monotonic()

    with pytest.raises(CleaningError) as refused:
        clean(pictures.gigapixel_png())

    assert refused.value.code == "too_many_pixels"
    assert "40000 × 30000" in str(refused.value)
    assert time.monotonic() - started < 0.5


def test_frames_count_for_the_limit(settings):
    settings.INTEGRA = {"MAX_IMAGE_PIXELS": 48 * 32 * 2}

    with pytest.raises(CleaningError) as refused:
        clean(pictures.animated("GIF"))

    assert refused.value.code == "too_many_pixels"


def test_too_many_bytes_are_refused_before_reading(settings):
    settings.INTEGRA = {"MAX_IMAGE_BYTES": 100}

    with pytest.raises(CleaningError) as refused:
        clean(pictures.jpeg())

    assert refused.value.code == "too_many_bytes"
