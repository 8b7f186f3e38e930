from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from integra_cms.languages import lemma_building
from integra_cms.languages.lemma_building import dictionary_entries
from integra_cms.languages.lemma_sources import Trie

pytest.importorskip("marisa_trie")


@pytest.fixture
def small_dictionaries(monkeypatch):
    """A dictionary of one word for every language: reading the real ones takes half a minute."""
    monkeypatch.setattr(
        lemma_building, "dictionary_entries", lambda language: [(f"{language}y", language)]
    )


def test_entries_are_folded_single_words():
    entries = dict(dictionary_entries("bg"))

    assert entries["граждани"] == "гражданин"
    assert all(form.isalnum() for form in entries)


def test_croatian_entries_are_latin():
    forms = [form for form, _ in dictionary_entries("hr")]

    assert "skole" in forms
    assert max(forms) < "\u0400"


def test_the_command_builds_the_languages_of_the_site(tmp_path, small_dictionaries):
    out, err = StringIO(), StringIO()

    call_command("lemmas", "build", directory=tmp_path / "new", stdout=out, stderr=err)

    assert Trie(tmp_path / "new" / "cs.marisa", "test").lookup("csy") == ("cs",)
    assert out.getvalue() == f"Built 6 tries (0.0 MB) in {tmp_path / 'new'}.\n"
    assert err.getvalue().splitlines()[0] == "1/6 bg"


def test_the_command_can_be_repeated(tmp_path, small_dictionaries):
    for _ in range(2):
        call_command("lemmas", "build", directory=tmp_path, stdout=StringIO(), verbosity=0)

    names = {path.name for path in tmp_path.iterdir() if path.is_file()}
    assert names == {
        "manifest.json",
        *(f"{code}.marisa" for code in ("bg", "cs", "en", "hr", "it", "sk")),
    }


def test_the_command_reports_as_json(tmp_path, settings, small_dictionaries):
    settings.LANGUAGES = [("bg", "Bulgarian")]
    settings.INTEGRA = {"LEMMAS_DIR": tmp_path}
    out = StringIO()

    call_command("lemmas", "build", as_json=True, stdout=out, verbosity=0)

    report = json.loads(out.getvalue())
    assert report["directory"] == str(tmp_path)
    assert report["tries"][0]["language"] == "bg"
    assert report["tries"][0]["entries"] == 1


def test_the_command_names_languages_without_a_dictionary(tmp_path, settings, small_dictionaries):
    settings.LANGUAGES = [("bg", "Bulgarian"), ("mt", "Maltese")]
    out, err = StringIO(), StringIO()

    call_command("lemmas", "build", directory=tmp_path, stdout=out, stderr=err)

    assert "No dictionary for: mt." in err.getvalue()
    assert "Built 1 tries" in out.getvalue()


def test_the_command_is_silent_at_verbosity_0(tmp_path, small_dictionaries):
    err = StringIO()

    call_command("lemmas", "build", directory=tmp_path, stdout=StringIO(), stderr=err, verbosity=0)

    assert err.getvalue() == ""


def test_the_command_needs_a_folder():
    with pytest.raises(CommandError, match="Give --dir, or set LEMMAS_DIR"):
        call_command("lemmas", "build")


def test_without_marisa_trie_the_command_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setattr(lemma_building, "TRIES_AVAILABLE", False)

    with pytest.raises(CommandError, match=r"Install integra-cms\[lemmas\]"):
        call_command("lemmas", "build", directory=tmp_path)
