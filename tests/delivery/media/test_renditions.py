"""Making the sizes and formats of public pictures."""

from __future__ import annotations

import hashlib
import io
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from PIL import Image
from wagtail.images.models import Filter

from integra_cms.delivery.media import renditions
from integra_cms.delivery.media.presets import PRESETS, wanted
from integra_cms.delivery.media.publishing import MAX_ATTEMPTS, describe
from integra_cms.delivery.media.renditions import due, forget_failures, make_pending
from integra_cms.delivery.models import DirtyMark, PublicMedia, PublicRendition
from integra_cms.media.models import ToolkitImage, ToolkitRendition
from tests.media import pictures
from tests.media.secrets import reveals
from tests.media.test_exiftool import told
from tests.requirements import needs_exiftool

from .library import RED, WHITE, document, image, large, on_the_square, publish

pytestmark = pytest.mark.django_db


def stored(image: ToolkitImage, preset: str, extension: str) -> bytes:
    row = PublicRendition.objects.get(media=image.uuid, preset=preset, extension=extension)
    return Path(row.rendition.file.path).read_bytes()


def decoded(image: ToolkitImage, preset: str, extension: str) -> Image.Image:
    return Image.open(io.BytesIO(stored(image, preset, extension)))


def nearly(pixel: tuple[int, ...], colour: tuple[int, int, int]) -> bool:
    return all(abs(a - b) < 40 for a, b in zip(pixel, colour, strict=False))


def damaged() -> ToolkitImage:
    """A picture whose file broke after it was stored."""
    broken = image()
    Path(broken.file.path).write_bytes(b"\xff\xd8\xff no picture")
    return broken


def refuse_rest(monkeypatch) -> None:
    """Failures are tried again at once."""
    monkeypatch.setattr(renditions, "RETRY_AFTER", timedelta(0))


def test_every_preset_comes_in_every_format_and_in_its_size():
    walk = image(pictures.saved("JPEG", large(2000, 1500)))
    publish(walk)

    assert make_pending(10) == 1

    shapes = {name: (p.width, p.height or p.width * 3 // 4) for name, p in PRESETS.items()}
    for each in wanted(walk.width):
        preset, extension = each.key
        with decoded(walk, preset, extension) as made:
            made.load()
            assert (made.format, made.size) == (each.format.name.upper(), shapes[preset])
    assert PublicRendition.objects.count() == 16


def test_what_is_made_is_described():
    walk = image(pictures.saved("JPEG", large()))
    publish(walk)

    make_pending(10)

    content = describe([walk.uuid])[walk.uuid]
    data = stored(walk, "card", "avif")
    version = content.body["version"]
    assert content.pending is content.body["renditions_pending"] is False
    assert len(content.body["renditions"]) == 13
    assert content.body["renditions"][3] == {
        "preset": "card",
        "format": "avif",
        "width": 640,
        "height": 400,
        "bytes": len(data),
        "file": f"media/renditions/{walk.uuid}/{version}/card.avif",
    }
    row = PublicRendition.objects.get(preset="card", extension="avif")
    assert row.sha256 == hashlib.sha256(data).hexdigest()


def test_a_small_picture_is_not_enlarged():
    walk = image()
    publish(walk)

    make_pending(10)

    made = describe([walk.uuid])[walk.uuid].body["renditions"]
    assert {each["preset"] for each in made} == {"thumbnail", "card", "social", "content"}
    assert all(each["width"] <= 48 and each["height"] <= 32 for each in made)


def test_the_focal_point_is_in_the_cut():
    plain = image(pictures.saved("JPEG", large(600, 1800)))
    pointed = image(pictures.saved("JPEG", large(600, 1800)), **on_the_square(600, 1800))
    publish(plain, pointed)

    make_pending(10)

    with decoded(plain, "card", "jpg") as made:
        assert nearly(made.getpixel((made.width - 5, 5)), WHITE)
    with decoded(pointed, "card", "jpg") as made:
        assert nearly(made.getpixel((made.width - 5, 5)), RED)


@pytest.mark.parametrize("mode", ["RGBA", "LA", "P"])
def test_what_is_transparent_is_white_where_there_is_no_transparency(mode):
    canvas = Image.new("RGBA", (300, 300), (0, 0, 0, 0)).convert(mode)
    options = {"transparency": canvas.getpixel((0, 0))} if mode == "P" else {}
    logo = image(pictures.saved("PNG", canvas, **options))
    publish(logo)

    make_pending(10)

    with decoded(logo, "content", "jpg") as made:
        assert nearly(made.convert("RGB").getpixel((150, 150)), WHITE)
    with decoded(logo, "content", "webp") as made:
        assert made.convert("RGBA").getpixel((150, 150))[3] == 0


@pytest.mark.parametrize("make", [pictures.jpeg, pictures.png, pictures.webp, pictures.gif])
def test_renditions_tell_nothing_about_people(make):
    walk = image(make())
    publish(walk)

    make_pending(10)

    for row in PublicRendition.objects.select_related("rendition"):
        data = Path(row.rendition.file.path).read_bytes()
        with Image.open(io.BytesIO(data)) as made:
            assert dict(made.getexif()) == {}
        assert reveals(data) == []
        assert "walk" not in row.rendition.file.name
    assert PublicRendition.objects.count() >= 10


@needs_exiftool
def test_exiftool_finds_nothing_in_what_is_served():
    walk = image(pictures.jpeg(6))
    publish(walk)

    make_pending(10)

    paths = [Path(rendition.file.path) for rendition in ToolkitRendition.objects.all()]
    assert [told(path) for path in paths] == [{}] * 10


def test_a_broken_picture_does_not_stop_the_others(caplog):
    broken, walk = damaged(), image()
    publish(broken, walk)

    assert make_pending(10) == 2

    assert len(describe([walk.uuid])[walk.uuid].body["renditions"]) == 10
    assert describe([broken.uuid])[broken.uuid].body["renditions"] == []
    assert str(broken.uuid) in caplog.text
    failed = PublicRendition.objects.filter(media=broken.uuid)
    assert {row.attempts for row in failed} == {1}
    assert all(row.error and row.rendition is None for row in failed)


def test_a_format_that_fails_does_not_stop_the_others(monkeypatch):
    walk = image()
    publish(walk)
    generate = ToolkitImage.generate_rendition_file

    def refuse_avif(self, filter, **kwargs):
        if "avif" in filter.spec:
            raise OSError("encoder broke")
        return generate(self, filter, **kwargs)

    monkeypatch.setattr(ToolkitImage, "generate_rendition_file", refuse_avif)
    make_pending(10)

    body = describe([walk.uuid])[walk.uuid].body
    assert {each["format"] for each in body["renditions"]} == {"webp", "jpeg"}
    assert body["renditions_pending"] is True
    errors = PublicRendition.objects.filter(rendition=None).values_list("error", flat=True)
    assert set(errors) == {"OSError: encoder broke"}


def test_what_failed_is_left_alone_for_a_while():
    publish(damaged())

    assert make_pending(10) == 1
    assert make_pending(10) == 0
    assert PublicMedia.objects.get().pending


def test_what_fails_again_and_again_is_given_up_and_that_is_published(monkeypatch):
    refuse_rest(monkeypatch)
    broken = damaged()
    publish(broken)

    rounds = sum(make_pending(10) for _ in range(MAX_ATTEMPTS + 2))

    assert rounds == MAX_ATTEMPTS
    assert describe([broken.uuid])[broken.uuid].pending is False
    assert list(DirtyMark.objects.filter(what="media").values_list("key", flat=True)) == [
        str(broken.uuid)
    ]


def test_what_was_given_up_is_tried_again_for_another_file(monkeypatch):
    refuse_rest(monkeypatch)
    broken = damaged()
    publish(broken)
    for _ in range(MAX_ATTEMPTS):
        make_pending(10)

    broken.file = ContentFile(pictures.png(), name="other.png")
    broken.save()
    publish(broken)

    assert make_pending(10) == 1
    assert len(describe([broken.uuid])[broken.uuid].body["renditions"]) == 10
    assert not PublicRendition.objects.filter(rendition=None).exists()


def test_what_was_given_up_is_tried_again_on_demand(monkeypatch):
    refuse_rest(monkeypatch)
    broken = damaged()
    whole = Path(image().file.path).read_bytes()
    publish(broken)
    for _ in range(MAX_ATTEMPTS):
        make_pending(10)
    Path(broken.file.path).write_bytes(whole)

    assert forget_failures() == 1

    assert make_pending(10) == 1
    assert len(describe([broken.uuid])[broken.uuid].body["renditions"]) == 10


def test_so_many_pictures_and_no_more():
    publish(*[image() for _ in range(3)])

    assert make_pending(2) == 2
    assert PublicMedia.objects.filter(pending=True).count() == 1
    assert make_pending(2) == 1
    assert make_pending(2) == 0


def test_progress_is_told_picture_by_picture():
    publish(image(), image())
    heard = []

    make_pending(10, lambda done, total: heard.append((done, total)))

    assert heard == [(1, 2), (2, 2)]


def test_every_picture_leaves_one_mark():
    walk, other = image(), image()
    publish(walk, other)

    make_pending(10)

    marks = DirtyMark.objects.filter(what="media").values_list("key", flat=True)
    assert sorted(marks) == sorted([str(walk.uuid), str(other.uuid)])


def test_only_public_pictures_are_worked_on():
    image()
    publish(document())

    assert make_pending(10) == 0
    assert ToolkitRendition.objects.count() == 0


def test_what_wagtail_made_before_is_used():
    walk = image()
    spec = next(each.spec for each in wanted(walk.width) if each.key == ("content", "webp"))
    before = walk.create_rendition(Filter(spec))
    publish(walk)

    make_pending(10)

    row = PublicRendition.objects.get(preset="content", extension="webp")
    assert row.rendition == before
    assert row.bytes == Path(before.file.path).stat().st_size


def test_what_wagtail_made_and_lost_is_made_anew():
    walk = image()
    spec = next(each.spec for each in wanted(walk.width) if each.key == ("content", "webp"))
    Path(walk.create_rendition(Filter(spec)).file.path).unlink()
    publish(walk)

    make_pending(10)

    with decoded(walk, "content", "webp") as made:
        assert made.size == (walk.width, walk.height)


def test_another_focal_point_replaces_what_was_cut_and_keeps_the_rest():
    walk = image(pictures.saved("JPEG", large()))
    publish(walk)
    make_pending(10)
    before = describe([walk.uuid])[walk.uuid].body["version"]
    uncut = PublicRendition.objects.get(preset="content", extension="jpg").rendition_id
    files = ToolkitRendition.objects.count()

    for name, value in on_the_square().items():
        setattr(walk, name, value)
    walk.save()
    publish(walk)
    make_pending(10)

    assert not PublicRendition.objects.filter(version=before).exists()
    assert ToolkitRendition.objects.count() == files
    assert PublicRendition.objects.get(preset="content", extension="jpg").rendition_id == uncut


def test_a_picture_replaced_while_it_is_encoded_leaves_nothing(monkeypatch):
    walk = image()
    publish(walk)
    generate = ToolkitImage.generate_rendition_file

    def meanwhile(self, *args, **kwargs):
        made = generate(self, *args, **kwargs)
        other = ToolkitImage.objects.get(pk=self.pk)
        other.file = ContentFile(pictures.png(), name="other.png")
        other.save()
        monkeypatch.undo()
        return made

    monkeypatch.setattr(ToolkitImage, "generate_rendition_file", meanwhile)
    make_pending(10)

    assert ToolkitRendition.objects.count() == 0
    assert [row.media for row in due()] == [walk.uuid]


def test_a_picture_deleted_before_its_turn_is_left_to_the_drainer():
    walk = image()
    publish(walk)
    walk.delete()
    DirtyMark.objects.all().delete()

    assert make_pending(10) == 1
    assert not due().exists()
    assert DirtyMark.objects.filter(what="media", key=str(walk.uuid)).exists()


def test_a_picture_withdrawn_while_it_is_encoded_leaves_nothing(monkeypatch):
    walk = image()
    publish(walk)
    generate = ToolkitImage.generate_rendition_file

    def meanwhile(self, *args, **kwargs):
        PublicMedia.objects.all().delete()
        return generate(self, *args, **kwargs)

    monkeypatch.setattr(ToolkitImage, "generate_rendition_file", meanwhile)
    make_pending(10)

    assert PublicRendition.objects.count() == ToolkitRendition.objects.count() == 0


def test_renditions_that_others_delete_are_missing_again():
    walk = image()
    publish(walk)
    make_pending(10)

    walk.renditions.first().delete()

    assert describe([walk.uuid])[walk.uuid].pending is True
