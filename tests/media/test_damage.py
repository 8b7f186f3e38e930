"""Files that are damaged at random: refused, or clean for good; never another error."""

from __future__ import annotations

import io
import logging
import random

import pytest

from integra_cms.media.cleaning import CleaningError, clean_document, clean_image, clean_media

from . import papers, pictures, recordings

SAMPLES = {
    "jpeg": (clean_image, pictures.jpeg),
    "png": (clean_image, pictures.png),
    "webp": (clean_image, pictures.webp),
    "gif": (clean_image, pictures.gif),
    "avif": (clean_image, pictures.avif),
    "tiff": (clean_image, pictures.tiff),
    "mp4": (clean_media, recordings.mp4),
    "mp3": (clean_media, recordings.mp3),
    "wav": (clean_media, recordings.wav),
    "flac": (clean_media, recordings.flac),
    "ogg": (clean_media, recordings.ogg),
    "webm": (clean_media, recordings.webm),
    "pdf": (clean_document, papers.pdf),
    "docx": (clean_document, papers.docx),
    "odt": (clean_document, papers.odt),
}


def damaged(data: bytes, chance: random.Random) -> bytes:
    """One byte changed, a stretch lost, or a length that is far too large."""
    at = chance.randrange(len(data))
    return chance.choice(
        [
            data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :],
            data[:at] + data[at + chance.randrange(1, 50) :],
            data[:at] + b"\xff\xff\xff\xff" + data[at + 4 :],
        ]
    )


@pytest.mark.parametrize("name", SAMPLES)
def test_a_damaged_file_is_refused_or_clean_for_good(name, caplog):
    caplog.set_level(logging.CRITICAL, logger="pypdf")
    clean, make = SAMPLES[name]
    chance = random.Random(name)  # noqa: S311 - the same damage in every run
    outcomes = set()

    for _attempt in range(40):
        try:
            once = clean(io.BytesIO(damaged(make(), chance)), name="x").read()
        except CleaningError as refused:
            outcomes.add(refused.code)
            continue
        outcomes.add("clean")
        assert clean(io.BytesIO(once), name="x").read() == once

    assert len(outcomes) > 1
