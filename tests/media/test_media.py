from __future__ import annotations

import io

import pytest

from integra_cms.media.cleaning.errors import CleaningError
from integra_cms.media.cleaning.media import clean_media

from . import pictures, recordings
from .secrets import reveals

TELLING = {
    "mp4": recordings.mp4(),
    "m4a": recordings.mp4(b"M4A "),
    "mov": recordings.mp4(b"qt  "),
    "mp3": recordings.mp3(),
    "wav": recordings.wav(),
    "flac": recordings.flac(),
    "ogg": recordings.ogg(),
    "opus": recordings.ogg("opus"),
    "webm": recordings.webm(),
    "webm-live": recordings.webm(live=True),
    "webm-vorbis": recordings.webm(track_type=2, codec=b"A_VORBIS"),
}


def clean(data: bytes, name: str = "Jana Tajna.bin"):
    return clean_media(io.BytesIO(data), name=name)


@pytest.mark.parametrize("telling", TELLING.values(), ids=TELLING)
def test_nothing_is_told_any_more(telling):
    cleaned = clean(telling).read()

    assert reveals(cleaned) == []
    assert recordings.POSITION not in cleaned


@pytest.mark.parametrize("telling", TELLING.values(), ids=TELLING)
def test_cleaning_is_a_fixed_point(telling):
    once = clean(telling).read()

    twice = clean(once)

    assert twice.read() == once
    assert not twice.changed


@pytest.mark.parametrize("name", ["wav", "flac", "ogg", "opus", "webm", "webm-live"])
def test_sound_and_picture_are_not_touched(name):
    assert recordings.SOUND in clean(TELLING[name]).read()


@pytest.mark.parametrize("brand", [b"isom", b"qt  "])
def test_a_film_keeps_its_length_and_its_pixels(brand):
    telling = recordings.mp4(brand)

    cleaned = clean(telling).read()

    assert len(cleaned) == len(telling)
    assert cleaned.index(b"pixelspixels") == telling.index(b"pixelspixels")


def test_a_film_has_no_times():
    assert recordings.TIME.to_bytes(4, "big") not in clean(recordings.mp4()).read()


def test_all_frames_of_an_mp3_stay():
    cleaned = clean(recordings.mp3()).read()

    assert len(cleaned) == 5 * 417
    assert cleaned.count(b"\xff\xfb\x90\x00") == 5


def test_pages_of_ogg_have_right_checksums():
    page = clean(recordings.ogg()).read()
    second = page.index(b"OggS", 4)
    third = page.index(b"OggS", second + 4)
    changed = bytearray(page[second:third])
    written = int.from_bytes(changed[22:26], "little")
    changed[22:26] = bytes(4)

    assert written == recordings.checksum(bytes(changed))


@pytest.mark.parametrize(
    ("name", "extension"), [("mp4", "mp4"), ("m4a", "m4a"), ("mov", "mov"), ("mp3", "mp3")]
)
def test_the_extension_follows_the_content(name, extension):
    assert clean(TELLING[name], "walk.xyz").name == f"walk.{extension}"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"RIFF\0\0\0\0AVI LIST", "unsupported_format"),
        (b"FORM\0\0\0\0AIFF", "unsupported_format"),
        (pictures.saved("PNG"), "unsupported_format"),
        (b"", "unsupported_format"),
        (recordings.webm(track_type=0x21), "unsupported_format"),
        (recordings.box(b"ftyp", b"isom") + recordings.box(b"mdat", b"pixels"), "unreadable"),
        (recordings.mp4()[:-200], "unreadable"),
        (b"RIFF\x04\0\0\0WAVE", "unreadable"),
        (b"ID3\x03\0\0\0\0\0\0", "unreadable"),
        (recordings.flac()[:60], "unreadable"),
        (recordings.ogg()[:60], "unreadable"),
        (recordings.webm()[:100], "unreadable"),
    ],
)
def test_what_cannot_be_cleaned_is_refused(data, code):
    with pytest.raises(CleaningError) as refused:
        clean(data)

    assert refused.value.code == code


def test_too_many_bytes_are_refused_before_reading(settings):
    settings.INTEGRA = {"MAX_MEDIA_BYTES": 100}

    with pytest.raises(CleaningError) as refused:
        clean(recordings.mp3())

    assert refused.value.code == "too_many_bytes"
