"""Media types by extension."""

from __future__ import annotations

import pytest

from integra_cms.delivery.media.content_types import content_type, mime_type


@pytest.mark.parametrize(
    ("filename", "expected"),
    [
        ("a.jpg", "image/jpeg"),
        ("a.avif", "image/avif"),
        ("documents/a.pdf", "application/pdf"),
        ("a.odt", "application/vnd.oasis.opendocument.text"),
        ("a.m4a", "audio/mp4"),
        ("a.csv", "text/csv"),
        ("a.html", "application/octet-stream"),
        ("without", "application/octet-stream"),
    ],
)
def test_a_file_is_what_its_extension_says(filename, expected):
    assert mime_type(filename) == expected


def test_texts_are_sent_with_their_character_set():
    assert content_type("a.txt") == "text/plain; charset=utf-8"
