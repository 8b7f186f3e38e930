"""Files behind addresses."""

from __future__ import annotations

import hashlib
from uuid import uuid4

import pytest
from django.core.files.base import ContentFile

from integra_cms.delivery.media.publishing import describe
from integra_cms.delivery.media.renditions import make_pending
from integra_cms.delivery.media.serving import (
    Elsewhere,
    StoredFile,
    find_original,
    find_rendition,
)
from integra_cms.delivery.models import PublicMedia
from integra_cms.media.models import ToolkitImage
from tests.media import pictures

from .library import collection, document, image, large, on_the_square, publish, recording

pytestmark = pytest.mark.django_db


def read(found: StoredFile) -> bytes:
    with found.open() as file:
        return file.read()


def version(image: ToolkitImage) -> str:
    return describe([image.uuid])[image.uuid].body["version"]


@pytest.mark.parametrize(
    ("make", "extension", "content_type", "filename", "attachment"),
    [
        (image, "jpg", "image/jpeg", "walk.jpg", False),
        (document, "pdf", "application/pdf", "план-1.pdf", True),
        (recording, "mp3", "audio/mpeg", "voices.mp3", False),
    ],
)
def test_an_original_is_found_by_its_checksum(make, extension, content_type, filename, attachment):
    file = make()
    publish(file)

    found = find_original(file.sha256, extension)

    data = read(found)
    assert hashlib.sha256(data).hexdigest() == found.etag == file.sha256
    assert found.size == len(data)
    assert (found.content_type, found.filename) == (content_type, filename)
    assert found.attachment is attachment
    assert found.media == file.uuid


def test_documents_are_saved_and_pictures_are_shown_and_neither_runs():
    walk, plan = image(), document()
    publish(walk, plan)

    shown = find_original(walk.sha256, "jpg").headers()
    saved = find_original(plan.sha256, "pdf").headers()

    assert shown["Content-Disposition"] == 'inline; filename="walk.jpg"'
    assert saved["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    for headers in (shown, saved):
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
        assert int(headers["Content-Length"]) > 0


def test_a_title_without_letters_gives_a_name_all_the_same():
    walk = image(title="???")
    publish(walk)

    assert find_original(walk.sha256, "jpg").filename == "image.jpg"


def test_only_public_files_are_found():
    hidden = image(collection=collection(private=True))
    unused, walk = document(), image()
    publish(hidden, walk)

    assert find_original(hidden.sha256, "jpg") is not None  # the same picture is public elsewhere
    assert find_original(hidden.sha256, "jpg").media == walk.uuid
    assert find_original(unused.sha256, "pdf") is None
    assert find_rendition(hidden.uuid, version(walk), "card", "avif") is None


def test_the_extension_must_be_that_of_the_file():
    walk = image()
    publish(walk)

    assert find_original(walk.sha256, "html") is None
    assert find_original("0" * 64, "jpg") is None


def test_a_file_that_went_meanwhile_is_known_to_be_gone():
    walk = image()
    publish(walk)
    walk.file.storage.delete(walk.file.name)

    with pytest.raises(FileNotFoundError):
        find_original(walk.sha256, "jpg").open()


@pytest.mark.parametrize(
    ("extension", "content_type"),
    [("avif", "image/avif"), ("webp", "image/webp"), ("jpg", "image/jpeg")],
)
def test_a_rendition_is_found(extension, content_type):
    walk = image()
    publish(walk)
    make_pending(1)
    publish(walk)

    found = find_rendition(walk.uuid, version(walk), "card", extension)

    data = read(found)
    assert found.etag == hashlib.sha256(data).hexdigest()
    assert (found.size, found.content_type) == (len(data), content_type)
    assert found.filename == f"walk.card.{extension}"
    assert found.attachment is False


def test_until_it_is_made_the_original_is_shown_instead():
    walk = image()
    publish(walk)

    found = find_rendition(walk.uuid, version(walk), "card", "avif")

    assert found == Elsewhere(f"media/files/{walk.sha256}.jpg", walk.uuid)
    assert find_original(*found.file.removeprefix("media/files/").split(".")) is not None


def test_a_size_that_the_picture_does_not_reach_is_the_original():
    walk = image()
    publish(walk)
    make_pending(1)
    publish(walk)

    assert isinstance(find_rendition(walk.uuid, version(walk), "full", "avif"), Elsewhere)


def test_what_no_picture_has_is_not_found():
    walk, plan = image(), document()
    publish(walk, plan)
    now = version(walk)

    assert find_rendition(walk.uuid, now, "gigantic", "avif") is None
    assert find_rendition(walk.uuid, now, "card", "png") is None
    assert find_rendition(walk.uuid, "0" * 12, "card", "avif") is None
    assert find_rendition(uuid4(), now, "card", "avif") is None
    assert find_rendition(plan.uuid, now, "card", "avif") is None


def test_with_another_focal_point_the_old_addresses_end():
    walk = image(pictures.saved("JPEG", large()))
    publish(walk)
    make_pending(1)
    publish(walk)
    before = version(walk)

    for name, value in on_the_square().items():
        setattr(walk, name, value)
    walk.save()
    publish(walk)

    assert find_rendition(walk.uuid, before, "card", "jpg") is None
    assert isinstance(find_rendition(walk.uuid, version(walk), "card", "jpg"), Elsewhere)


def test_with_another_file_the_old_addresses_end():
    walk = image()
    publish(walk)
    before, checksum = version(walk), walk.sha256

    walk.file = ContentFile(pictures.png(), name="other.png")
    walk.save()
    publish(walk)

    assert find_rendition(walk.uuid, before, "card", "jpg") is None
    assert find_original(checksum, "jpg") is None
    assert find_original(walk.sha256, "png") is not None


def test_what_is_no_longer_public_is_no_longer_found():
    walk = image()
    publish(walk)
    make_pending(1)
    publish(walk)

    PublicMedia.objects.all().delete()

    assert find_original(walk.sha256, "jpg") is None
    assert find_rendition(walk.uuid, version(walk), "card", "avif") is None


def test_one_query_finds_a_file(django_assert_num_queries):
    walk = image()
    publish(walk)
    make_pending(1)
    publish(walk)
    now = version(walk)

    with django_assert_num_queries(1):
        find_original(walk.sha256, "jpg")
    with django_assert_num_queries(1):
        found = find_rendition(walk.uuid, now, "card", "avif")
    with django_assert_num_queries(1):
        instead = find_rendition(walk.uuid, now, "full", "avif")

    assert (type(found), type(instead)) == (StoredFile, Elsewhere)
