"""Files by HTTP: originals, parts of them, renditions."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.storage import Storage

from integra_cms.delivery.media.publishing import describe
from integra_cms.delivery.media.renditions import make_pending
from tests.api.conftest import assert_problem, body_of
from tests.delivery.media.library import collection, document, image, publish, recording

pytestmark = pytest.mark.django_db

FOR_EVER = "public, max-age=31536000, immutable"


def address(file: Any) -> str:
    return describe([file.uuid])[file.uuid].body["file"]


def sent(response: Any) -> bytes:
    return b"".join(response)


def stored(file: Any) -> bytes:
    with file.file.storage.open(file.file.name) as opened:
        return opened.read()


def rendition_of(picture: Any, name: str) -> str:
    version = describe([picture.uuid])[picture.uuid].body["version"]
    return f"media/renditions/{picture.uuid}/{version}/{name}"


@pytest.fixture
def voices():
    made = recording()
    publish(made)
    return made


# ------------------------------------------------------------------ originals


@pytest.mark.parametrize(
    ("make", "content_type", "disposition"),
    [
        (image, "image/jpeg", 'inline; filename="walk.jpg"'),
        (document, "application/pdf", "attachment; filename*=utf-8''"),
        (recording, "audio/mpeg", 'inline; filename="voices.mp3"'),
    ],
)
def test_an_original_is_sent_as_what_it_is_and_may_be_kept(api, make, content_type, disposition):
    file = make()
    publish(file)

    response = api(address(file))

    assert response.status_code == 200
    assert sent(response) == stored(file)
    assert int(response["Content-Length"]) == len(stored(file))
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"].startswith(disposition)
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["Cache-Control"] == FOR_EVER
    assert response["ETag"] == f'"{file.sha256}"'
    assert response["Accept-Ranges"] == "bytes"
    assert response["Surrogate-Key"] == f"m-{file.uuid}"
    assert "Content-Encoding" not in response


def test_a_known_file_is_not_sent_again(api, voices):
    response = api(address(voices), headers={"If-None-Match": f'"{voices.sha256}"'})

    assert response.status_code == 304
    assert not response.content
    assert response["Cache-Control"] == FOR_EVER
    assert "Content-Length" not in response


def test_head_opens_no_file_and_says_its_size(client, voices):
    response = client.head(f"/api/v1/{address(voices)}")

    assert response.status_code == 200
    assert response.content == b""
    assert int(response["Content-Length"]) == len(stored(voices))


@pytest.mark.parametrize("name", ["a.jpg", "A" * 64 + ".jpg", "a" * 64, "a" * 64 + ".j/../g"])
def test_a_name_that_no_file_can_have_is_refused(api, name):
    assert api(f"media/files/{name}").status_code in (400, 404)


def test_a_file_that_is_not_public_is_not_found(api):
    hidden = image(collection=collection(private=True))
    publish(hidden)

    response = api(f"media/files/{hidden.sha256}.jpg")

    assert_problem(response, 404, "not_found")


def test_a_file_that_went_meanwhile_is_not_found(api, voices):
    voices.file.storage.delete(voices.file.name)

    assert_problem(api(address(voices)), 404, "not_found")


# ------------------------------------------------------------------ parts


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [("0-9", 0, 9), ("10-", 10, None), ("-7", -7, None), ("5-99999999", 5, None)],
)
def test_a_part_of_a_recording_is_sent(api, voices, wanted, first, last):
    whole = stored(voices)
    part = whole[first:] if last is None else whole[first : last + 1]
    start = first % len(whole)

    response = api(address(voices), headers={"Range": f"bytes={wanted}"})

    assert response.status_code == 206
    assert sent(response) == part
    assert int(response["Content-Length"]) == len(part)
    assert response["Content-Range"] == f"bytes {start}-{start + len(part) - 1}/{len(whole)}"
    assert response["Content-Type"] == "audio/mpeg"
    assert response["Cache-Control"] == FOR_EVER


@pytest.mark.parametrize("wanted", ["bytes=0-1,4-5", "lines=0-1", "bytes=9-3", "bytes=-", "x"])
def test_what_is_no_single_part_gives_the_whole(api, voices, wanted):
    response = api(address(voices), headers={"Range": wanted})

    assert response.status_code == 200
    assert sent(response) == stored(voices)


@pytest.mark.parametrize("wanted", ["99999999-", "-0"])
def test_a_part_behind_the_end_is_refused_with_the_size(api, voices, wanted):
    response = api(address(voices), headers={"Range": f"bytes={wanted}"})

    assert_problem(response, 416, "range_not_satisfiable")
    assert response["Content-Range"] == f"bytes */{len(stored(voices))}"


def test_a_part_of_another_file_than_the_one_begun_is_not_sent(api, voices):
    part = {"Range": "bytes=0-9"}

    same = api(address(voices), headers={**part, "If-Range": f'"{voices.sha256}"'})
    other = api(address(voices), headers={**part, "If-Range": '"other"'})

    assert (same.status_code, other.status_code) == (206, 200)
    assert (len(sent(same)), sent(other)) == (10, stored(voices))


# ------------------------------------------------------------------ elsewhere


class RemoteStorage(Storage):
    """A storage that is not on this machine, with addresses of its own."""

    def url(self, name: str) -> str:
        return f"https://files.example/{name}?signed"


def test_a_file_elsewhere_is_led_to_for_a_short_while(api, monkeypatch):
    walk = image()
    publish(walk)
    monkeypatch.setattr(type(walk)._meta.get_field("file"), "storage", RemoteStorage())

    response = api(address(walk))

    assert response.status_code == 302
    assert response["Location"] == f"https://files.example/{walk.file.name}?signed"
    assert response["Cache-Control"] == "public, max-age=30"
    assert response["Surrogate-Key"] == f"m-{walk.uuid}"
    assert "ETag" not in response


# ------------------------------------------------------------------ renditions


@pytest.mark.parametrize(
    ("name", "content_type"),
    [("card.avif", "image/avif"), ("card.webp", "image/webp"), ("card.jpg", "image/jpeg")],
)
def test_a_rendition_is_sent_and_may_be_kept(api, name, content_type):
    walk = image()
    publish(walk)
    make_pending(1)
    publish(walk)

    response = api(rendition_of(walk, name))

    assert response.status_code == 200
    assert len(sent(response)) == int(response["Content-Length"]) > 0
    assert response["Content-Type"] == content_type
    assert response["Content-Disposition"] == f'inline; filename="walk.{name}"'
    assert response["Cache-Control"] == FOR_EVER


def test_until_a_rendition_is_made_the_original_is_led_to(api):
    walk = image()
    publish(walk)

    response = api(rendition_of(walk, "card.avif"))

    assert response.status_code == 302
    assert response["Location"] == f"/api/v1/{address(walk)}"
    assert response["Surrogate-Key"] == f"m-{walk.uuid}"
    assert response["Cache-Control"] == "public, max-age=30"


def test_a_rendition_of_another_version_is_not_found(api):
    walk = image()
    publish(walk)

    response = api(f"media/renditions/{walk.uuid}/{'0' * 12}/card.avif")

    assert_problem(response, 404, "not_found")


# ------------------------------------------------------------------ what is known of a file


def test_what_is_known_of_a_file_leads_to_it(api):
    walk = image()
    publish(walk)

    response = api(f"media/{walk.uuid}")

    body = body_of(response)
    assert body["licence"]["code"] == "CC-BY-4.0"
    assert body["credit"]["credit_line"] == "City of Sofia"
    assert response["Surrogate-Key"] == f"m-{walk.uuid}"
    assert "Content-Language" not in response
    assert sent(api(body["file"])) == stored(walk)
