"""The list of sizes and formats."""

from __future__ import annotations

import pytest
from PIL import features
from wagtail.images.models import Filter

from integra_cms.delivery.media import presets
from integra_cms.delivery.media.addresses import extension_of
from integra_cms.delivery.media.presets import PRESETS, fingerprint, is_known, wanted


def names(width: int) -> list[str]:
    return list(dict.fromkeys(each.preset.name for each in wanted(width)))


def test_wagtail_understands_every_preset_in_every_format():
    specs = [preset.spec(form) for preset in PRESETS.values() for form in preset.formats]

    assert all(Filter(spec=spec).operations for spec in specs)
    assert len(set(specs)) == len(specs)


def test_names_and_extensions_are_as_addresses_want_them():
    for name, preset in PRESETS.items():
        assert name.isidentifier()
        assert all(extension_of(f"{name}.{f.extension}") == f.extension for f in preset.formats)


@pytest.mark.parametrize(
    ("width", "widest"), [(48, "content"), (640, "content"), (641, "wide"), (1281, "full")]
)
def test_a_picture_is_offered_up_to_the_first_size_that_holds_it(width, widest):
    assert names(width)[-1] == widest


def test_cut_presets_are_offered_whatever_the_size():
    assert {"thumbnail", "card", "social"} <= set(names(1))


def test_a_large_picture_is_offered_in_everything():
    keys = [each.key for each in wanted(5000)]

    assert len(keys) == len(set(keys)) == 16
    assert {name for name, _extension in keys} == set(PRESETS)
    assert [extension for name, extension in keys if name == "social"] == ["jpg"]


def test_only_what_is_declared_is_known():
    assert is_known("card", "avif")
    assert not is_known("card", "png")
    assert not is_known("social", "avif")
    assert not is_known("gigantic", "avif")


def test_another_quality_is_another_fingerprint(monkeypatch):
    before = fingerprint()
    better = presets.Format("jpeg", "jpg", "jpegquality-95")

    monkeypatch.setitem(
        presets.PRESETS, "social", presets.Preset("social", 1200, 630, formats=(better,))
    )

    assert fingerprint() != before


def test_a_format_that_pillow_lacks_is_left_out(monkeypatch):
    monkeypatch.setattr(features, "check", lambda name: name != "avif")

    assert {each.format.extension for each in wanted(2000)} == {"webp", "jpg"}
