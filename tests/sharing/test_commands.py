"""The commands: what they say, where they say it, and what they write."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from integra_cms.pages.models import MethodPage
from integra_cms.sharing.dumping import dump
from integra_cms.sharing.exceptions import PackError
from integra_cms.sharing.sealing import seal
from integra_cms.sharing.staging import stage
from integra_cms.vocabularies.models import Term
from tests.sharing.packs import loaded, sealed, small_pack, uid, write

pytestmark = pytest.mark.django_db

WALK = "data/pages/method/walk-en/en.json"


class Terminal(StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return sealed(tmp_path / "pack", small_pack())


def run(*args: str, stderr: StringIO | None = None, **options: object) -> tuple[str, str]:
    out, err = StringIO(), stderr or StringIO()
    call_command(*args, stdout=out, stderr=err, **options)
    return out.getvalue(), err.getvalue()


def test_loading_ends_with_a_summary(pack):
    out, _err = run("pack", "load", str(pack))

    assert out.endswith(
        " new, 0 changed, 0 unchanged, 0 kept as they are here, "
        "0 no longer in the pack, kept here.\n"
    )
    assert "Loaded “small”" in out


def test_a_dry_run_lists_the_plan_and_writes_nothing(pack):
    out, _err = run("pack", "load", str(pack), "--dry-run")

    assert "Would load “small”" in out
    assert f"new: {WALK}: {uid('walk')}:en\n" in out
    assert not Term.objects.exists()


def test_what_is_kept_is_told(pack):
    loaded(pack)
    page = MethodPage.objects.get(locale__language_code="en")
    page.summary = "Ours."
    page.save_revision().publish()

    out, _err = run("pack", "load", str(pack))

    assert f"kept as they are here: {WALK}: {uid('walk')}:en (edited here" in out


def test_programs_get_json_and_nothing_else(pack):
    out, _err = run("pack", "load", str(pack), "--json")

    answer = json.loads(out)
    assert answer["ok"] is True
    assert answer["counts"]["create"] == len(answer["objects"])


def test_progress_on_a_terminal_overwrites_itself(pack):
    _out, err = run("pack", "load", str(pack), stderr=Terminal())

    total = len(list(pack.rglob("*.json"))) + len(list(pack.rglob("data/media/files/*"))) - 1
    assert f"\rReading: 1/{total}\rReading: 2/{total}" in err
    assert f"\rReading: {total}/{total}\n" in err


def test_progress_elsewhere_is_told_every_tenth(pack):
    _out, err = run("pack", "load", str(pack))

    assert "\r" not in err
    for label in ("Reading", "Loading"):
        lines = [line for line in err.splitlines() if line.startswith(label)]
        done, total = lines[-1].removeprefix(f"{label}: ").split("/")
        assert 5 <= len(lines) <= 10
        assert done == total


def test_verbosity_zero_says_nothing(pack):
    assert run("pack", "load", str(pack), verbosity=0) == ("", "")


def test_checking_says_that_nothing_is_wrong(pack):
    out, _err = run("pack", "check", str(pack))

    assert out.endswith("objects, nothing wrong.\n")
    assert not Term.objects.exists()


def test_dumping_tells_how_much_it_wrote(pack, tmp_path):
    loaded(pack)

    out, _err = run("pack", "dump", str(tmp_path / "dump"))

    assert out.startswith("Wrote ")
    assert (tmp_path / "dump/bagit.txt").is_file()


def test_dumping_does_not_write_over_anything(pack, tmp_path):
    loaded(pack)

    with pytest.raises(CommandError, match="is not empty"):
        run("pack", "dump", str(pack))


def test_dumping_a_site_without_packs_needs_a_name(tmp_path):
    with pytest.raises(CommandError, match="Give a name with --name"):
        run("pack", "dump", str(tmp_path / "dump"))


def test_a_dump_under_a_new_name_can_be_loaded(pack, tmp_path):
    loaded(pack)

    run("pack", "dump", str(tmp_path / "dump"), "--name", "ours")

    staged = stage(tmp_path / "dump")
    assert staged.pack.name == "ours"
    assert staged.pack.date is None


def test_a_selection_is_all_that_is_dumped(pack, tmp_path):
    loaded(pack)

    dump(tmp_path / "dump", selection=lambda chapter, key, form: chapter == "term")

    folders = {path.name for path in (tmp_path / "dump/data").iterdir()}
    assert folders == {"pack.json", "vocabularies"}


def test_an_unknown_selection_of_packs_is_refused(tmp_path):
    with pytest.raises(PackError, match="Which pack"):
        dump(tmp_path / "dump")


def test_sealing_tidies_what_was_edited_by_hand(tmp_path):
    files = small_pack()
    form = files.pop(WALK)
    form["fields"] = dict(reversed(form["fields"].items())) | {"risks": ""}
    files["data/pages/method/elsewhere/english.json"] = form
    folder = write(tmp_path / "pack", files)

    seal(folder)

    tidied = json.loads((folder / WALK).read_text())
    assert list(tidied["fields"])[:2] == ["licence", "credit_line"]
    assert "risks" not in tidied["fields"]
    assert not (folder / "data/pages/method/elsewhere").exists()
    assert stage(folder)


def test_sealing_twice_changes_nothing_the_second_time(pack):
    assert seal(pack) == 0


def test_sealing_needs_a_description(tmp_path):
    files = small_pack()
    del files["data/pack.json"]
    folder = write(tmp_path / "pack", files)

    with pytest.raises(PackError, match=r"data/pack\.json"):
        seal(folder)


def test_sealing_a_broken_pack_writes_nothing(tmp_path):
    files = small_pack()
    files[WALK]["kind"] = "song"
    files["data/pack.json"] |= {"needs": []}
    folder = write(tmp_path / "pack", files)
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}

    with pytest.raises(CommandError, match="“song”"):
        run("pack", "seal", str(folder))

    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_pages_that_share_a_slug_get_folders_of_their_own(tmp_path):
    files = small_pack()
    about = files["data/pages/section/about-en/en.json"]
    inner = {**about, "resource": uid("inner"), "parent": uid("about"), "slug": about["slug"]}
    files["data/pages/section/inner/en.json"] = inner
    folder = sealed(tmp_path / "pack", files)

    names = {path.name for path in (folder / "data/pages/section").iterdir()}

    assert names == {f"about-en--{uid('about')[:8]}", f"about-en--{uid('inner')[:8]}"}
    loaded(folder)
    assert Page.objects.filter(slug="about-en").count() == 2
