"""Addresses of files and renditions."""

from __future__ import annotations

from uuid import UUID

import pytest

from integra_cms.delivery.media.addresses import original, rendition, version_of

SHA256 = "ab" * 32


@pytest.mark.parametrize(
    ("filename", "extension"),
    [
        ("original_images/1f2e.jpg", "jpg"),
        ("documents/PLAN.PDF", "pdf"),
        ("archive.tar.GZ", "gz"),
        ("without", "bin"),
        ("folder.d/without", "bin"),
        ("odd.", "bin"),
        ('odd.p"n/../g', "bin"),
        ("odd.pn g?", "png"),
        ("odd.картина", "bin"),
    ],
)
def test_an_original_stands_under_its_checksum(filename, extension):
    assert original(SHA256, filename) == f"media/files/{SHA256}.{extension}"


def test_a_rendition_stands_under_its_picture_version_and_preset():
    uuid = UUID(int=7)

    address = rendition(uuid, "0123456789ab", "card", "avif")

    assert address == f"media/renditions/{uuid}/0123456789ab/card.avif"


def test_a_version_is_twelve_digits_that_follow_file_and_focal_point():
    versions = {
        version_of(SHA256, ""),
        version_of(SHA256, "10-10-4x4"),
        version_of(SHA256, "10-11-4x4"),
        version_of("cd" * 32, ""),
    }

    assert len(versions) == 4
    assert all(len(version) == 12 and int(version, 16) >= 0 for version in versions)
    assert version_of(SHA256, "") == version_of(SHA256, "")
