from __future__ import annotations

import json
import logging
from importlib.metadata import version

import pytest

from integra_cms.languages import lemma_sources
from integra_cms.languages.lemma_building import build_tries
from integra_cms.languages.lemma_sources import (
    FORMAT,
    MANIFEST,
    Dictionary,
    NoDictionary,
    Trie,
    source_for,
    write_trie,
)

pytest.importorskip("marisa_trie")


@pytest.fixture
def trie(tmp_path):
    entries = [("skoly", "skola"), ("skole", "skola"), ("stat", "stat"), ("stat", "stati")]
    write_trie(tmp_path / "cs.marisa", [*entries, ("jde", "jit"), ("lepsi", "dobry")])
    return Trie(tmp_path / "cs.marisa", "test")


@pytest.mark.parametrize("word", ["skoly", "školy", "ŠKOLY", "Skole"])
def test_a_trie_finds_a_word_with_or_without_accents(trie, word):
    assert trie.lookup(word) == ("skola",)


def test_a_trie_gives_all_lemmas_of_an_ambiguous_form(trie):
    assert trie.lookup("stát") == ("stat", "stati")


@pytest.mark.parametrize(("word", "lemma"), [("jde", "jit"), ("lepší", "dobry")])
def test_a_lemma_may_look_unlike_its_form(trie, word, lemma):
    assert trie.lookup(word) == (lemma,)


@pytest.mark.parametrize("word", ["skol", "skolyy", "jiné", ""])
def test_a_trie_does_not_know_other_words(trie, word):
    assert trie.lookup(word) == ()


@pytest.mark.parametrize("word", ["Praze", "praze", "PRAZE"])
def test_a_dictionary_finds_names_however_they_are_written(word):
    assert Dictionary("cs").lookup(word) == ("praha",)


def test_croatian_has_the_dictionary_of_its_family():
    assert Dictionary("hr").lookup("gradovima") == ("grad",)


def test_without_tries_the_dictionaries_answer(tmp_path):
    assert isinstance(source_for("cs", None), Dictionary)
    assert isinstance(source_for("cs", tmp_path), Dictionary)
    assert isinstance(source_for("mt", tmp_path), NoDictionary)


def test_built_tries_answer(tmp_path):
    (built,) = build_tries(tmp_path, ["bg"], lambda language: None)

    source = source_for("bg", str(tmp_path))
    assert isinstance(source, Trie)
    assert source.lookup("гражданин") == source.lookup("ГРАЖДАНИ") == ("гражданин",)
    assert source.signature == f"tries {FORMAT}, simplemma {version('simplemma')}"
    assert built.entries > 100_000
    assert isinstance(source_for("cs", tmp_path), Dictionary)


def write_manifest(directory, format_):
    manifest = {"format": format_, "signature": "x", "tries": {"bg": {}}}
    (directory / MANIFEST).write_text(json.dumps(manifest))


def test_tries_of_another_format_are_reported_and_not_used(tmp_path, caplog):
    write_manifest(tmp_path, FORMAT + 1)

    with caplog.at_level(logging.WARNING):
        source = source_for("bg", tmp_path)

    assert isinstance(source, Dictionary)
    assert "run “manage.py lemmas build”" in caplog.text


def test_tries_that_cannot_be_read_are_reported(tmp_path, caplog, monkeypatch):
    monkeypatch.setattr(lemma_sources, "TRIES_AVAILABLE", False)
    write_manifest(tmp_path, FORMAT)

    with caplog.at_level(logging.WARNING):
        source = source_for("bg", tmp_path)

    assert isinstance(source, Dictionary)
    assert "marisa-trie is not installed" in caplog.text
