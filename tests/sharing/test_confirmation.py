"""What is said of a translation is true: current with a text only if it was made from that text."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from integra_cms.pages.editions import Edition, Freshness
from integra_cms.pages.models import MethodPage
from integra_cms.sharing.dumping import dump
from integra_cms.sharing.unconfirmed import unconfirmed
from tests.sharing.packs import Files, loaded, sealed, small_pack, uid

pytestmark = pytest.mark.django_db

WALK = "data/pages/method/walk-en/en.json"
WALK_BG = "data/pages/method/walk-en/bg.json"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = sealed(tmp_path / "first", small_pack())
    loaded(folder)
    return folder


def walk(locale: str = "en") -> MethodPage:
    return MethodPage.objects.get(translation_key=uid("walk"), locale__language_code=locale)


def translation() -> Edition:
    return Edition.objects.get(page=walk("bg"))


def edit_here(page: Any, **values: str) -> None:
    for name, value in values.items():
        setattr(page, name, value)
    page.save_revision().publish()


def with_new_translation(**more: Any) -> Files:
    files = small_pack()
    files[WALK_BG]["fields"]["summary"] = "Ново резюме."
    files[WALK_BG] |= more
    return files


def test_a_translation_of_the_pack_does_not_follow_a_source_edited_here(pack, tmp_path):
    edit_here(walk(), summary="Our own summary.")

    loaded(sealed(tmp_path / "second", with_new_translation()))

    assert walk("bg").summary == "Ново резюме."
    assert walk().summary == "Our own summary."
    assert translation().freshness == Freshness.OUTDATED
    assert translation().segments_outdated == 1


def test_a_translation_that_comes_after_its_source_was_edited_here_is_outdated(tmp_path):
    files = small_pack()
    del files[WALK_BG]
    loaded(sealed(tmp_path / "first", files))
    edit_here(walk(), summary="Our own summary.")

    loaded(sealed(tmp_path / "second", small_pack()))

    assert translation().segments_outdated == 1
    assert translation().segments_missing == 0


def test_a_translation_of_an_unchanged_source_is_current(pack, tmp_path):
    loaded(sealed(tmp_path / "second", with_new_translation()))

    assert translation().freshness == Freshness.CURRENT


def test_a_pack_of_translations_alone_confirms_nothing_that_was_outdated(pack, tmp_path):
    edit_here(walk(), summary="Our own summary.")
    loaded(sealed(tmp_path / "second", with_new_translation()))
    files = with_new_translation(title="Разходка")
    del files[WALK]

    loaded(sealed(tmp_path / "third", files))

    assert walk("bg").title == "Разходка"
    assert translation().segments_outdated == 1


def test_a_draft_source_is_compared_as_it_will_be_published(tmp_path):
    files = small_pack()
    files[WALK]["draft"] = files[WALK_BG]["draft"] = True
    loaded(sealed(tmp_path / "first", files))
    files = small_pack()
    files[WALK]["draft"] = files[WALK_BG]["draft"] = True
    files[WALK]["fields"]["summary"] = "A new summary."

    loaded(sealed(tmp_path / "second", files))

    assert translation().freshness == Freshness.OUTDATED
    assert translation().segments_outdated == 1


def test_a_draft_that_follows_its_source_has_nothing_unconfirmed(tmp_path):
    files = small_pack()
    files[WALK]["draft"] = files[WALK_BG]["draft"] = True
    loaded(sealed(tmp_path / "first", files))
    for path in (WALK, WALK_BG):
        files[path]["fields"]["steps"][0]["value"]["title"] += "!"

    loaded(sealed(tmp_path / "second", files))

    assert translation().freshness == Freshness.CURRENT
    assert unconfirmed({f"{uid('walk')}:bg"}) == {}


def test_keywords_of_a_page_that_is_not_published_are_dumped(tmp_path):
    files = small_pack()
    files[WALK]["draft"] = True
    loaded(sealed(tmp_path / "first", files))
    page = walk()
    page.keywords.add("shade")
    page.save_revision()

    dump(tmp_path / "dump")

    text = (tmp_path / "dump" / WALK).read_text()
    assert '"shade"' in text
    assert '"walk en"' in text


def test_loading_a_pack_with_drafts_twice_changes_nothing(tmp_path):
    files = small_pack()
    files[WALK]["draft"] = True
    loaded(sealed(tmp_path / "first", files))
    files[WALK]["keywords"] = ["shade"]
    folder = sealed(tmp_path / "second", files)
    loaded(folder)

    plan = loaded(folder)

    assert plan.counts["kept"] == 0
    assert plan.counts["update"] == 0
