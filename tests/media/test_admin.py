"""Every door of the admin through which a file comes in."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.models import Collection, UploadedFile

from integra_cms.media.models import ToolkitDocument, ToolkitImage, ToolkitMedia

from . import papers, pictures, recordings
from .secrets import AUTHOR, reveals

pytestmark = pytest.mark.django_db

NAME = f"{AUTHOR} 2018-05-16"


@pytest.fixture(autouse=True)
def our_forms(settings):
    settings.WHITENOISE_AUTOREFRESH = True  # there are no collected static files in tests
    settings.WAGTAILIMAGES_IMAGE_FORM_BASE = "integra_cms.media.forms.ToolkitImageForm"
    settings.WAGTAILDOCS_DOCUMENT_FORM_BASE = "integra_cms.media.forms.ToolkitDocumentForm"
    settings.WAGTAILMEDIA = {
        **settings.WAGTAILMEDIA,
        "MEDIA_FORM_BASE": "integra_cms.media.forms.ToolkitMediaForm",
    }


@pytest.fixture
def admin(admin_client):
    return admin_client


def upload(data: bytes, extension: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{NAME}.{extension}", data)


def form(**fields) -> dict[str, object]:
    return {
        "title": "Walk",
        "collection": Collection.get_first_root_node().pk,
        "licence": "LicenseRef-Unknown",
        **fields,
    }


def stored(thing) -> bytes:
    return Path(thing.file.path).read_bytes()


@pytest.mark.parametrize(
    ("url", "make", "extension", "model"),
    [
        ("wagtailimages:add", pictures.jpeg, "jpg", ToolkitImage),
        ("wagtailimages:add", pictures.png, "jpg", ToolkitImage),
        ("wagtailimages:add", pictures.tiff, "tif", ToolkitImage),
        ("wagtailimages:add", pictures.avif, "avif", ToolkitImage),
        ("wagtaildocs:add", papers.docx, "docx", ToolkitDocument),
        ("wagtaildocs:add", papers.pdf, "pdf", ToolkitDocument),
    ],
)
def test_what_is_uploaded_by_form_is_clean(admin, url, make, extension, model):
    response = admin.post(reverse(url), form(file=upload(make(), extension)))

    assert response.status_code == 302
    assert reveals(stored(model.objects.get())) == []


@pytest.mark.parametrize(("kind", "make"), [("audio", recordings.mp3), ("video", recordings.mp4)])
def test_recordings_uploaded_by_form_are_clean(admin, kind, make):
    extension = {"audio": "mp3", "video": "mp4"}[kind]
    data = form(file=upload(make(), extension), duration=3)

    response = admin.post(reverse("wagtailmedia:add", args=[kind]), data)

    assert response.status_code == 302
    assert reveals(stored(ToolkitMedia.objects.get())) == []


@pytest.mark.parametrize(
    ("url", "data", "extension", "reason"),
    [
        ("wagtailimages:add", pictures.saved("BMP"), "jpg", "BMP files are not taken as pictures"),
        ("wagtailimages:add", pictures.gigapixel_png(), "png", "40000 × 30000 pixels"),
        ("wagtailimages:add", b"<svg />", "svg", "SVG files are not taken as pictures"),
        ("wagtaildocs:add", papers.locked_pdf(), "pdf", "encrypted or signed"),
        ("wagtaildocs:add", b"\0\1", "pdf", "is no document we know"),
    ],
)
def test_a_refused_file_is_an_error_of_its_field(admin, url, data, extension, reason):
    response = admin.post(reverse(url), form(file=upload(data, extension)))

    assert response.status_code == 200
    assert reason in response.context["form"].errors["file"][0]
    assert not ToolkitImage.objects.exists()
    assert not ToolkitDocument.objects.exists()


def test_a_refused_recording_is_an_error_of_its_field(admin):
    data = form(file=upload(b"RIFF\0\0\0\0AVI LIST", "avi"))

    response = admin.post(reverse("wagtailmedia:add", args=["video"]), data)

    assert "AVI files are not taken" in response.context["form"].errors["file"][0]


def several(admin, url: str, file: SimpleUploadedFile, **fields):
    return admin.post(
        reverse(url), {"files[]": file, **fields}, headers={"x-requested-with": "XMLHttpRequest"}
    ).json()


@pytest.mark.parametrize(
    ("url", "make", "model"),
    [
        ("wagtailimages:add_multiple", pictures.jpeg, ToolkitImage),
        ("wagtaildocs:add_multiple", papers.pdf, ToolkitDocument),
    ],
)
def test_many_files_at_once_are_clean(admin, url, make, model):
    root = Collection.get_first_root_node().pk

    answer = several(admin, url, upload(make(), "jpg"), title="Walk", collection=root)

    assert answer["success"]
    assert reveals(stored(model.objects.get())) == []


@pytest.mark.parametrize("url", ["wagtailimages:add_multiple", "wagtaildocs:add_multiple"])
def test_a_refused_file_among_many_says_why(admin, url):
    root = Collection.get_first_root_node().pk

    answer = several(admin, url, upload(b"\0\1", "jpg"), title="Walk", collection=root)

    assert not answer["success"]
    assert "we know" in answer["error_message"]


def test_a_file_that_waits_for_its_form_is_clean(admin):
    root = Collection.get_first_root_node().pk
    too_long = "x" * 300

    answer = several(
        admin,
        "wagtailimages:add_multiple",
        upload(pictures.jpeg(), "jpg"),
        title=too_long,
        collection=root,
    )

    waiting = UploadedFile.objects.get()
    assert answer["uploaded_file_id"] == waiting.pk
    assert reveals(stored(waiting)) == []
    assert AUTHOR.split()[0] not in waiting.file.name


def test_a_file_that_waited_is_clean_in_the_end(admin):
    root = Collection.get_first_root_node().pk
    url = "wagtailimages:add_multiple"
    answer = several(admin, url, upload(pictures.jpeg(6), "jpg"), title="x" * 300, collection=root)
    prefix = f"uploaded-image-{answer['uploaded_file_id']}"

    completed = admin.post(
        reverse(
            "wagtailimages:create_multiple_from_uploaded_image", args=[answer["uploaded_file_id"]]
        ),
        {f"{prefix}-{name}": value for name, value in form().items()},
        headers={"x-requested-with": "XMLHttpRequest"},
    ).json()

    image = ToolkitImage.objects.get()
    assert completed["success"]
    assert reveals(stored(image)) == []
    assert (image.width, image.height) == pictures.SIZE[::-1]
    assert image.sha256


def test_a_replaced_file_is_clean(admin):
    admin.post(reverse("wagtailimages:add"), form(file=upload(pictures.png(), "png")))
    image = ToolkitImage.objects.get()
    old = Path(image.file.path)

    admin.post(
        reverse("wagtailimages:edit", args=[image.pk]), form(file=upload(pictures.jpeg(), "jpg"))
    )

    image.refresh_from_db()
    assert image.file.name.endswith(".jpg")
    assert reveals(stored(image)) == []
    assert not old.exists()


def test_a_chooser_takes_in_clean_files_only(admin):
    data = {
        f"image-chooser-upload-{name}": value
        for name, value in form(file=upload(pictures.jpeg(), "jpg")).items()
    }

    response = admin.post(reverse("wagtailimages_chooser:create"), data)

    assert response.status_code == 200
    assert reveals(stored(ToolkitImage.objects.get())) == []


def test_credit_is_asked_for_in_the_form(admin):
    data = form(file=upload(pictures.jpeg(), "jpg"), licence="CC-BY-4.0")

    response = admin.post(reverse("wagtailimages:add"), data)

    assert "asks for credit" in response.context["form"].errors["credit_line"][0]


def test_a_form_without_credit_says_so_for_the_whole_form():
    from wagtail.images.forms import get_image_form

    image = ToolkitImage(title="Walk", licence="CC-BY-4.0")
    short = get_image_form(ToolkitImage, fields=["title"])(
        {"title": "Walk", "collection": Collection.get_first_root_node().pk}, instance=image
    )

    assert "asks for credit" in short.non_field_errors()[0]
