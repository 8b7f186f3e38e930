"""Sealing writes inside the pack alone, and loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.core.management import call_command

from integra_cms.blocks.upgrades import Removed
from integra_cms.pages.upgrading import UpgradedContent
from integra_cms.sharing.exceptions import PackError, PackRefused
from integra_cms.sharing.sealing import seal, write_json
from tests.sharing.packs import Files, small_pack, write

pytestmark = pytest.mark.django_db

WALK = "data/pages/method/walk-en/en.json"


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def refusal_of_sealing(folder: Path, files: Files) -> PackRefused:
    """What sealing says, after making sure that nothing was written, here or beside it."""
    write(folder, files)
    before = contents(folder.parent)

    with pytest.raises(PackRefused) as refused:
        seal(folder)

    assert contents(folder.parent) == before
    return refused.value


@pytest.mark.parametrize("slug", ["../../../../../evil", "a/b", "..", "a\\b", "a b", "walk\n"])
def test_a_slug_that_would_lead_elsewhere_is_refused(slug, tmp_path):
    files = small_pack()
    files[WALK]["slug"] = slug

    refused = refusal_of_sealing(tmp_path / "pack", files)

    [problem] = refused.report.problems
    assert (problem.file, problem.place) == (WALK, "slug")
    assert "a slug consists of" in problem.message


def test_a_slug_in_another_alphabet_is_a_slug(tmp_path):
    files = small_pack()
    files[WALK]["slug"] = "разходка-из-града"
    folder = write(tmp_path / "pack", files)

    seal(folder)

    assert (folder / "data/pages/method/разходка-из-града/en.json").is_file()


def test_no_json_is_written_outside_the_folder(tmp_path):
    with pytest.raises(PackError, match="leads out of the pack"):
        write_json(tmp_path / "pack", "data/../../evil.json", "{}")

    assert not (tmp_path / "evil.json").exists()


def test_an_edition_in_two_files_is_refused_and_both_stay(tmp_path):
    files = small_pack()
    files["data/pages/method/walk-en/again.json"] = files[WALK] | {"title": "Another title"}

    refused = refusal_of_sealing(tmp_path / "pack", files)

    [problem] = refused.report.problems
    assert (problem.code, problem.file) == ("page_twice", WALK)
    assert "again.json" in problem.message


def test_two_terms_with_one_code_are_refused(tmp_path):
    files = small_pack()
    terms = files["data/vocabularies/issue.json"]["terms"]
    terms.append({"code": terms[0]["code"], "labels": {"en": "Another"}})

    refused = refusal_of_sealing(tmp_path / "pack", files)

    [problem] = refused.report.problems
    assert problem.code == "term_twice"
    assert "issue:housing" in problem.message


def test_a_file_in_the_wrong_place_stays_when_the_right_one_cannot_be_written(
    tmp_path, monkeypatch
):
    files = small_pack()
    files["data/pages/method/elsewhere/en.json"] = files.pop(WALK)
    folder = write(tmp_path / "pack", files)
    before = (folder / "data/pages/method/elsewhere/en.json").read_bytes()

    def full(path: Path, content: bytes) -> int:
        raise OSError("No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)

    with pytest.raises(OSError, match="No space left"):
        seal(folder)

    assert (folder / "data/pages/method/elsewhere/en.json").read_bytes() == before


def test_what_an_alias_is_written_as_is_told(tmp_path, capsys):
    files = small_pack()
    files["data/pack.json"]["locales"] = ["en", "bg", "sl"]
    folder = write(tmp_path / "pack", files)

    call_command("pack", "seal", str(folder))

    assert "note: .: the locale “sl” was read as “sk”." in capsys.readouterr().out


def test_what_an_upgrade_takes_out_is_told(tmp_path, capsys, monkeypatch):
    folder = write(tmp_path / "pack", small_pack())
    removed = property(lambda self: [Removed("body.p-1", "an old block")])
    monkeypatch.setattr(UpgradedContent, "removed", removed)

    call_command("pack", "seal", str(folder))

    assert f"note: {WALK} (fields.body.p-1): an upgrade" in capsys.readouterr().out


@pytest.mark.parametrize("codes", [("sl", "sk"), ("sk", "sl")])
def test_two_texts_for_one_locale_are_refused(codes, tmp_path):
    files = small_pack()
    organisation = "data/organisations/sda.json"
    files[organisation]["names"] |= dict.fromkeys(codes, "Združenie")

    refused = refusal_of_sealing(tmp_path / "pack", files)

    [problem] = refused.report.problems
    assert (problem.file, problem.place) == (organisation, "names")
    assert f"“{codes[0]}” and “{codes[1]}” both stand for the locale “sk”" in problem.message
