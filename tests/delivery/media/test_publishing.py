"""What the API says about files."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.utils import translation

from integra_cms.delivery.canonical import canonical
from integra_cms.delivery.media.publishing import describe, exists, version
from integra_cms.media.models import ToolkitImage, ToolkitRendition
from tests.media import pictures

from .library import collection, document, image, large, on_the_square, recording

pytestmark = pytest.mark.django_db

COMMON = {
    *("id", "type", "title", "alt", "language", "contains_text", "width", "height", "duration"),
    *("focal_point", "mime", "bytes", "sha256", "file", "licence", "credit", "version"),
    *("renditions", "renditions_pending"),
}


def test_a_picture_says_what_it_shows_and_whose_it_is():
    walk = image(
        pictures.saved("JPEG", large()),
        description="People on a street",
        language="bg",
        contains_text=True,
        source_url="https://example.org/walk",
        **on_the_square(),
    )

    content = describe([walk.uuid])[walk.uuid]

    licence = content.body.pop("licence")
    assert content.body == {
        "id": str(walk.uuid),
        "type": "image",
        "title": "Walk",
        "alt": "People on a street",
        "language": "bg",
        "contains_text": True,
        "width": 800,
        "height": 600,
        "duration": None,
        "focal_point": {"x": 0.9062, "y": 0.125},
        "mime": "image/jpeg",
        "bytes": Path(walk.file.path).stat().st_size,
        "sha256": walk.sha256,
        "file": f"media/files/{walk.sha256}.jpg",
        "credit": {
            "rights_holder": None,
            "credit_line": "City of Sofia",
            "source_url": "https://example.org/walk",
            "licence_note": None,
        },
        "version": version(walk),
        "renditions": [],
        "renditions_pending": True,
    }
    assert licence == {
        "code": "CC-BY-4.0",
        "label": "CC BY 4.0 (credit)",
        "uri": "https://creativecommons.org/licenses/by/4.0/",
        "may_rehost": True,
        "may_adapt": True,
        "commercial": True,
        "share_alike": False,
        "needs_credit": True,
    }
    assert (content.type, content.sha256, content.filename, content.pending) == (
        *("image", walk.sha256, walk.file.name),
        True,
    )


def test_a_document_says_what_it_is():
    plan = document()

    content = describe([plan.uuid])[plan.uuid]

    assert content.body["type"] == content.type == "document"
    assert content.body["mime"] == "application/pdf"
    assert content.body["bytes"] == Path(plan.file.path).stat().st_size
    assert content.body["file"] == f"media/files/{plan.sha256}.pdf"
    assert content.pending is False


def test_a_recording_says_how_long_it_is_and_how_large():
    voices = recording()

    content = describe([voices.uuid])[voices.uuid]

    assert content.body["type"] == content.type == "recording"
    assert content.body["mime"] == "audio/mpeg"
    assert content.body["duration"] == 12.5
    assert content.body["bytes"] == Path(voices.file.path).stat().st_size
    assert content.pending is False


def test_the_thumbnail_of_a_recording_is_not_published():
    voices = recording(thumbnail=ContentFile(pictures.jpeg(), name="people.jpg"))

    body = canonical(describe([voices.uuid])[voices.uuid].body)

    assert voices.thumbnail.name
    assert voices.thumbnail.name not in body
    assert "thumbnail" not in body


def test_files_of_all_types_have_the_same_members():
    files = [image(), document(), recording()]

    described = describe([file.uuid for file in files])

    assert [set(described[file.uuid].body) for file in files] == [COMMON] * 3


def test_nobody_reads_a_licence_in_the_language_of_whoever_published_it():
    walk = image(licence="LicenseRef-AllRightsReserved")

    with translation.override("bg"):
        bodies = canonical(describe([walk.uuid])[walk.uuid].body)

    assert bodies == canonical(describe([walk.uuid])[walk.uuid].body)
    assert '"label":"All rights reserved"' in bodies


def test_a_licence_that_is_none_of_ours_is_unknown():
    walk = image()
    ToolkitImage.objects.update(licence="CC-BY-NEVER")

    assert describe([walk.uuid])[walk.uuid].body["licence"]["code"] == "LicenseRef-Unknown"


def test_nothing_is_said_about_files_in_private_collections_and_below_them():
    private = collection(private=True)
    below = collection(parent=private)
    beside = collection()
    hidden = [image(collection=private), document(collection=below), recording(collection=below)]
    shown = image(collection=beside)

    described = describe([file.uuid for file in (*hidden, shown)])

    assert set(described) == {shown.uuid}


def test_nothing_is_said_about_files_that_are_not_there():
    walk = image()
    gone = uuid.uuid4()

    assert set(describe([walk.uuid, gone])) == {walk.uuid}
    assert describe([]) == {}


def test_what_exists_is_known_of_private_files_too():
    files = [image(collection=collection(private=True)), document(), recording()]
    uuids = {file.uuid for file in files}

    assert exists([*uuids, uuid.uuid4()]) == uuids


@pytest.mark.parametrize("times", [1, 4])
def test_five_queries_are_enough_for_any_number_of_files(times, django_assert_num_queries):
    uuids = [make().uuid for make in (image, document, recording) for _ in range(times)]

    with django_assert_num_queries(5):
        described = describe(uuids)

    assert len(described) == 3 * times


def test_describing_makes_no_rendition():
    walk = image(pictures.saved("JPEG", large()))

    describe([walk.uuid])

    assert ToolkitRendition.objects.count() == 0


def test_a_recording_whose_file_is_lost_is_described_without_its_size(caplog):
    voices = recording()
    Path(voices.file.path).unlink()

    assert describe([voices.uuid])[voices.uuid].body["bytes"] is None
    assert str(voices.uuid) in caplog.text


def test_a_file_without_checksum_has_no_address_and_is_reported(caplog):
    walk = image()
    ToolkitImage.objects.update(sha256="")

    assert describe([walk.uuid]) == {}
    assert str(walk.uuid) in caplog.text


def test_another_focal_point_or_file_gives_another_version():
    walk = image(pictures.saved("JPEG", large()))
    before = version(walk)

    walk.focal_point_x = walk.focal_point_y = 10
    walk.focal_point_width = walk.focal_point_height = 4
    moved = version(walk)
    walk.sha256 = "0" * 64

    assert len({before, moved, version(walk)}) == 3


def test_a_focal_point_past_the_edge_is_at_the_edge():
    walk = image(focal_point_x=60, focal_point_y=16, focal_point_width=30, focal_point_height=10)

    assert describe([walk.uuid])[walk.uuid].body["focal_point"] == {"x": 1.0, "y": 0.5}
