"""Pictures on their way from a page to the public, with the drainer."""

from __future__ import annotations

import json

import pytest

from integra_cms.delivery.media.renditions import make_pending
from integra_cms.delivery.media.serving import Elsewhere, find_original, find_rendition
from integra_cms.delivery.models import PublicMedia, PublicRendition
from integra_cms.delivery.verifying import verify
from integra_cms.media.models import ToolkitRendition
from tests.delivery.samples import picture_block
from tests.media import pictures
from tests.pages.factories import MethodPageFactory

from .library import image, large, on_the_square

pytestmark = pytest.mark.django_db


def body(shown) -> dict:
    return json.loads(PublicMedia.objects.get(media=shown.uuid).body)


def test_a_picture_is_published_at_once_and_its_sizes_when_they_are_made(site, sequence):
    shown = image(pictures.saved("JPEG", large()))
    MethodPageFactory(parent=site["en"].library, body=[picture_block(shown)])
    sequence()
    assert body(shown)["renditions_pending"] is True
    assert ToolkitRendition.objects.count() == 0

    make_pending(10)
    news = sequence()

    assert news == [("put", "media", str(shown.uuid), "", "")]
    published = body(shown)
    assert published["renditions_pending"] is False
    for each in published["renditions"]:
        *_folders, version, name = each["file"].split("/")
        found = find_rendition(shown.uuid, version, *name.split("."))
        assert found.size == each["bytes"]
    assert list(verify()) == []


def test_a_new_focal_point_is_published_with_new_addresses(site, sequence):
    shown = image(pictures.saved("JPEG", large()))
    MethodPageFactory(parent=site["en"].library, body=[picture_block(shown)])
    sequence()
    make_pending(10)
    sequence()
    before = body(shown)["version"]

    for name, value in on_the_square().items():
        setattr(shown, name, value)
    shown.save()
    sequence()

    now = body(shown)["version"]
    assert find_rendition(shown.uuid, before, "card", "jpg") is None
    assert isinstance(find_rendition(shown.uuid, now, "card", "jpg"), Elsewhere)


def test_what_is_withdrawn_takes_its_addresses_along(site, sequence):
    shown = image()
    page = MethodPageFactory(parent=site["en"].library, body=[picture_block(shown)])
    sequence()
    make_pending(10)
    sequence()
    version = body(shown)["version"]

    page.unpublish()
    sequence()

    assert find_original(shown.sha256, "jpg") is None
    assert find_rendition(shown.uuid, version, "card", "jpg") is None
    assert not PublicRendition.objects.exists()


def test_what_is_published_again_needs_no_new_encoding(site, sequence):
    shown = image()
    page = MethodPageFactory(parent=site["en"].library, body=[picture_block(shown)])
    sequence()
    make_pending(10)
    sequence()
    made = set(ToolkitRendition.objects.values_list("pk", flat=True))
    page.unpublish()
    sequence()

    page.save_revision().publish()
    sequence()
    make_pending(10)
    sequence()

    assert len(body(shown)["renditions"]) == 10
    assert set(ToolkitRendition.objects.values_list("pk", flat=True)) == made
