"""Sealing writes inside the pack alone, and loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

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
