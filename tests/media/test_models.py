from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile

from integra_cms.media.cleaning import CleaningError
from integra_cms.media.models import ToolkitDocument, ToolkitImage, ToolkitMedia

from . import papers, pictures, recordings
from .secrets import reveals

pytestmark = pytest.mark.django_db

NAME = "Jana Tajna 2018-05-16"
RANDOM = re.compile(r"[0-9a-f]{32}\.\w+")


def image(data: bytes | None = None, **fields) -> ToolkitImage:
    file = ContentFile(data or pictures.jpeg(6), name=f"{NAME}.jpg")
    return ToolkitImage(title="Walk", file=file, **fields)


def stored(thing) -> bytes:
    return Path(thing.file.path).read_bytes()


@pytest.mark.parametrize(
    ("model", "make", "fields"),
    [
        (ToolkitImage, pictures.jpeg, {}),
        (ToolkitDocument, papers.pdf, {}),
        (ToolkitMedia, recordings.mp4, {"type": "video"}),
    ],
)
def test_a_saved_file_is_clean_and_has_a_random_name(model, make, fields):
    thing = model(title="Walk", file=ContentFile(make(), name=f"{NAME}.bin"), **fields)

    thing.save()

    assert reveals(stored(thing)) == []
    assert RANDOM.fullmatch(thing.filename)
    assert thing.sha256 == hashlib.sha256(stored(thing)).hexdigest()


def test_size_and_checksum_are_those_of_what_is_stored():
    picture = image()

    picture.save()

    picture.refresh_from_db()
    assert (picture.width, picture.height) == pictures.SIZE[::-1]
    assert picture.file_size == len(stored(picture))
    assert picture.file_hash == hashlib.sha1(stored(picture)).hexdigest()  # noqa: S324


def test_a_file_saved_past_the_model_is_clean_too():
    picture = ToolkitImage(title="Walk")

    picture.file.save(f"{NAME}.jpg", ContentFile(pictures.jpeg()), save=True)

    assert reveals(stored(picture)) == []
    assert picture.width == pictures.SIZE[0]


def test_documents_made_in_bulk_are_clean_too():
    file = ContentFile(papers.pdf(), name=f"{NAME}.pdf")

    (document,) = ToolkitDocument.objects.bulk_create([ToolkitDocument(title="Walk", file=file)])

    assert reveals(stored(document)) == []
    assert RANDOM.fullmatch(document.filename)


def test_a_stored_file_is_not_touched_again():
    picture = image()
    picture.save()
    name, checksum = picture.file.name, picture.sha256

    picture.title = "Another walk"
    picture.save()

    assert (picture.file.name, picture.sha256) == (name, checksum)


def test_a_new_file_brings_its_checksum_even_when_only_the_file_is_saved():
    picture = image()
    picture.save()
    before = picture.sha256

    picture.file = ContentFile(pictures.png(), name="other.png")
    picture.save(update_fields=["file"])

    picture.refresh_from_db()
    assert picture.sha256 == hashlib.sha256(stored(picture)).hexdigest() != before
    assert (picture.width, picture.height) == pictures.SIZE


def test_sizes_made_from_an_earlier_picture_go_with_it():
    picture = image()
    picture.save()
    picture.get_rendition("width-10")

    picture.file = ContentFile(pictures.png(), name="other.png")
    picture.save()

    assert picture.renditions.count() == 0


def test_a_refused_file_is_not_saved():
    picture = image(pictures.saved("BMP"))

    with pytest.raises(CleaningError) as refused:
        picture.save()

    assert refused.value.code == "unsupported_format"
    assert not ToolkitImage.objects.exists()


def test_validation_says_why_a_file_is_refused():
    picture = image(pictures.gigapixel_png())

    with pytest.raises(ValidationError) as refused:
        picture.full_clean()

    assert refused.value.error_dict["file"][0].code == "too_many_pixels"


def test_a_picture_can_be_validated_before_it_is_saved():
    picture = image()

    picture.full_clean()

    assert (picture.width, picture.height) == pictures.SIZE[::-1]


def test_the_thumbnail_of_a_film_is_clean_and_leaves_the_checksum_alone():
    film = ToolkitMedia(
        title="Walk",
        type="video",
        file=SimpleUploadedFile(f"{NAME}.mp4", recordings.mp4()),
        thumbnail=SimpleUploadedFile(f"{NAME}.jpg", pictures.jpeg()),
    )

    film.save()

    assert reveals(Path(film.thumbnail.path).read_bytes()) == []
    assert film.sha256 == hashlib.sha256(stored(film)).hexdigest()


@pytest.mark.parametrize("tag", ["Bulgarian", "b", "bg_BG"])
def test_a_language_is_a_language_tag(tag):
    picture = image(language=tag)

    with pytest.raises(ValidationError) as refused:
        picture.full_clean()

    assert refused.value.error_dict["language"][0].code == "invalid_language"


def test_every_file_has_an_identifier_of_its_own():
    first, second = image(), image()

    assert first.uuid != second.uuid


@pytest.mark.parametrize("model", [ToolkitImage, ToolkitDocument, ToolkitMedia])
def test_rights_are_unknown_until_somebody_states_them(model):
    assert model().licence == "LicenseRef-Unknown"


def test_a_licence_that_asks_for_credit_needs_somebody_to_credit():
    picture = image(licence="CC-BY-4.0")

    with pytest.raises(ValidationError) as refused:
        picture.full_clean()

    assert refused.value.error_dict["credit_line"][0].code == "credit_missing"


@pytest.mark.parametrize("credit", [{"credit_line": "A. B."}, {"rights_holder": "City"}])
def test_a_licence_with_credit_is_taken(credit):
    picture = image(licence="CC-BY-4.0", **credit)

    picture.full_clean()

    assert picture.licence == "CC-BY-4.0"
