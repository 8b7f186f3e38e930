"""Packs with content of an older version are brought up to date when they are read."""

from __future__ import annotations

from typing import Any

import pytest

from integra_cms.blocks import upgrades
from integra_cms.blocks.upgrades import Outcome, Removed, Upgrade
from integra_cms.pages.models import MethodPage
from integra_cms.sharing.dumping import dump
from integra_cms.sharing.staging import stage
from tests.sharing.packs import block, loaded, sealed, small_pack, uid, write

pytestmark = pytest.mark.django_db

WALK = "data/pages/method/walk-en/en.json"


def renamed(raw: list[dict[str, Any]]) -> Outcome:
    """What was called “remark” is a callout now; what was a “song” is gone."""
    kept = [
        {**item, "type": "callout" if item["type"] == "remark" else item["type"]}
        for item in raw
        if item["type"] != "song"
    ]
    removed = tuple(Removed(item["id"], item["value"]) for item in raw if item["type"] == "song")
    return Outcome(kept, removed=removed)


@pytest.fixture
def upgrade(monkeypatch) -> Upgrade:
    found = Upgrade(version=2, name="remarks", apply=renamed, streams=("body",))
    monkeypatch.setattr(upgrades, "registered_upgrades", lambda: (found,))
    return found


def old_pack() -> dict[str, Any]:
    files = small_pack()
    files[WALK]["fields"]["body"] = [
        block("remark", "r-1", {"tone": "tip", "title": "Old", "text": "<p>Text</p>"}),
        block("song", "s-1", "la la"),
    ]
    bulgarian = files["data/pages/method/walk-en/bg.json"]
    bulgarian["fields"]["body"] = []
    return files


def test_older_content_is_upgraded_before_it_is_checked(upgrade, tmp_path):
    loaded(write(tmp_path / "pack", old_pack()))

    page = MethodPage.objects.get(locale__language_code="en")
    assert [child.block_type for child in page.body] == ["callout"]
    assert page.edition.content_version == 2


def test_what_an_upgrade_takes_out_is_reported(upgrade, tmp_path):
    staged = stage(write(tmp_path / "pack", old_pack()))

    [note] = staged.report.notes
    assert (note.file, note.place) == (WALK, f"fields.body.{uid('s-1')}")
    assert "la la" in note.message


def test_a_dump_says_the_version_of_its_content(upgrade, tmp_path):
    loaded(write(tmp_path / "pack", old_pack()))

    dump(tmp_path / "dump")

    assert stage(tmp_path / "dump").pack.content_version == 2


def test_drafts_stay_drafts_through_a_pack(tmp_path):
    files = small_pack()
    files["data/pages/news/news-en/en.json"]["draft"] = True
    folder = sealed(tmp_path / "pack", files)

    loaded(folder)
    dump(tmp_path / "dump")

    page = stage(tmp_path / "dump").objects["page"][f"{uid('news')}:en"]
    assert page.form["draft"] is True
    assert (tmp_path / "dump/manifest-sha256.txt").read_text() == (
        folder / "manifest-sha256.txt"
    ).read_text()
