"""What a tool that knows all metadata finds in clean files, and in what is made from them."""

from __future__ import annotations

import io
import json
import subprocess
from pathlib import Path

import pytest
from django.core.files.base import ContentFile

from integra_cms.media.cleaning import clean_document, clean_image, clean_media
from integra_cms.media.models import ToolkitImage
from tests.requirements import needs_exiftool

from . import papers, pictures, recordings

pytestmark = needs_exiftool

# How a file is coded and how large it is; the stock profile has no date and no device.
CODING = {
    *("SourceFile", "ExifTool", "System", "File", "Composite", "ICC_Profile", "ICC-header"),
    *("JFIF", "APP14", "PNG", "PNG-pHYs", "PNG-cICP", "RIFF", "GIF", "ISOBMFF", "Meta", "Track1"),
}
HARMLESS_NAMES = {"Animation", "AnimationIterations", "AnimationFrames", "AnimationPlays"}
TELLING_WORDS = (
    *("gps", "date", "serial", "author", "artist", "creator", "comment", "software", "owner"),
    *("make", "camera", "thumbnail", "xmp", "iptc", "photoshop", "title", "location", "copyright"),
)
ALLOWED = {
    *("System:FileModifyDate", "System:FileAccessDate", "System:FileInodeChangeDate"),
    *("ICC-header:ProfileDateTime", "ICC-header:ProfileCreator", "ICC_Profile:ProfileCopyright"),
    *("ICC-header:DeviceManufacturer", "MPEG:CopyrightFlag"),
}


def told(path: Path) -> dict[str, object]:
    """The telling tags in a file, with all groups and unknown tags looked at."""
    run = subprocess.run(  # noqa: S603
        ["exiftool", "-j", "-G1", "-a", "-u", "-ee", str(path)],  # noqa: S607
        capture_output=True,
        check=False,
    )
    (found,) = json.loads(run.stdout)
    return {
        tag: value
        for tag, value in found.items()
        if any(word in tag.lower() for word in TELLING_WORDS)
        and tag not in ALLOWED
        and value not in {"0000:00:00 00:00:00", ""}
    }


def tagged(data: bytes, path: Path, *tags: str) -> bytes:
    """A file with all that exiftool can write into it."""
    path.write_bytes(data)
    subprocess.run(  # noqa: S603
        [
            *("exiftool", "-q", "-m", "-overwrite_original"),
            *("-Artist=Jana Tajna", "-GPSLatitude=42.6977", "-GPSLatitudeRef=N"),
            *(
                "-GPSLongitude=23.3219",
                "-GPSLongitudeRef=E",
                "-DateTimeOriginal=2018:05:16 18:32:07",
            ),
            *("-XMP:Creator=Jana Tajna", "-XMP:CreateDate=2018:05:16 18:32:07", "-Make=SpyCam"),
            *("-IPTC:By-line=Jana Tajna", "-Comment=secret", "-SerialNumber=1234", *tags),
            str(path),
        ],
        check=False,
        capture_output=True,
    )
    return path.read_bytes()


PICTURES = {
    "jpg": lambda: pictures.saved("JPEG"),
    "png": lambda: pictures.saved("PNG"),
    "webp": lambda: pictures.saved("WEBP"),
    "avif": lambda: pictures.saved("AVIF"),
    "gif": lambda: pictures.saved("GIF"),
    "tif": lambda: pictures.saved("TIFF"),
}


@pytest.mark.parametrize("extension", PICTURES)
def test_nothing_exiftool_writes_into_a_picture_stays(extension, tmp_path):
    telling = tagged(PICTURES[extension](), tmp_path / f"in.{extension}", "-Orientation#=6")
    assert told(tmp_path / f"in.{extension}")

    clean = clean_image(io.BytesIO(telling), name=f"in.{extension}")

    (tmp_path / clean.name).write_bytes(clean.read())
    assert told(tmp_path / clean.name) == {}
    assert clean_image(io.BytesIO(clean.read()), name=clean.name).read() == clean.read()


@pytest.mark.parametrize(
    ("make", "extension"),
    [
        (pictures.jpeg, "jpg"),
        (pictures.png, "png"),
        (pictures.webp, "webp"),
        (pictures.gif, "gif"),
        (pictures.avif, "avif"),
    ],
)
def test_exiftool_finds_nothing_in_our_own_samples(make, extension, tmp_path):
    clean = clean_image(io.BytesIO(make()), name=f"in.{extension}")

    (tmp_path / clean.name).write_bytes(clean.read())
    assert told(tmp_path / clean.name) == {}


@pytest.mark.parametrize("extension", ["mp4", "mov", "m4a"])
def test_nothing_exiftool_writes_into_a_film_stays(extension, tmp_path):
    brand = {"mp4": b"isom", "mov": b"qt  ", "m4a": b"M4A "}[extension]
    plain = recordings.mp4(brand, data_track=False)
    telling = tagged(plain, tmp_path / f"in.{extension}", "-Keys:GPSCoordinates=42.6 23.3 500")
    assert told(tmp_path / f"in.{extension}")

    clean = clean_media(io.BytesIO(telling), name=f"in.{extension}")

    (tmp_path / f"out.{extension}").write_bytes(clean.read())
    assert told(tmp_path / f"out.{extension}") == {}


@pytest.mark.parametrize(
    ("make", "extension"),
    [
        (recordings.mp3, "mp3"),
        (recordings.wav, "wav"),
        (recordings.flac, "flac"),
        (recordings.ogg, "ogg"),
        (recordings.webm, "webm"),
    ],
)
def test_exiftool_finds_nothing_in_recordings(make, extension, tmp_path):
    clean = clean_media(io.BytesIO(make()), name=f"in.{extension}")

    (tmp_path / clean.name).write_bytes(clean.read())
    assert told(tmp_path / clean.name) == {}


@pytest.mark.parametrize(
    ("make", "extension"),
    [(papers.pdf, "pdf"), (papers.docx, "docx"), (papers.xlsx, "xlsx"), (papers.odt, "odt")],
)
def test_exiftool_finds_nothing_in_documents(make, extension, tmp_path):
    clean = clean_document(io.BytesIO(make()), name=f"in.{extension}")

    (tmp_path / clean.name).write_bytes(clean.read())
    zip_dates = {"ZIP:ZipModifyDate"}
    assert set(told(tmp_path / clean.name)) <= zip_dates


@pytest.mark.django_db
@pytest.mark.parametrize("made", ["jpeg", "png", "webp", "avif"])
@pytest.mark.parametrize("make", [pictures.jpeg, pictures.png, pictures.webp, pictures.avif])
def test_sizes_made_from_a_picture_tell_nothing(make, made):
    image = ToolkitImage(title="Walk", file=ContentFile(make(), name="Jana Tajna.jpg"))
    image.save()

    rendition = image.get_rendition(f"width-20|format-{made}")

    assert told(Path(rendition.file.path)) == {}
    assert "Jana" not in rendition.file.name
