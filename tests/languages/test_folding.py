from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integra_cms.languages.folding import fold, normalise


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Košice", "kosice"),
        ("Žďár nad Sázavou", "zdar nad sazavou"),
        ("Đurđevac i đaci", "durdevac i daci"),
        ("Łódź", "lodz"),
        ("ľúbosť", "lubost"),
        ("STRASSE Straße", "strasse strasse"),
        ("Ærø, Øresund", "aero, oresund"),
        ("città", "citta"),
        ("ﬁne ½", "fine 1⁄2"),
        ("„Škola“ – l’idea", '"skola" - l\'idea'),
        ("«Sofia»\u00a0\u202f 2018—2019", '"sofia" 2018-2019'),
        ("a\u00adb\u200bc", "abc"),
        ("ΟΔΟΣ", "οδοσ"),
        ("أحمد", "احمد"),
    ],
)
def test_folding_leaves_what_people_type(text, folded):
    assert fold(text) == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [("Край", "край"), ("ѝ", "и"), ("Ёлка", "елка"), ("Київ", "київ"), ("па̀ра", "пара"),
     ("Ѓорче", "ѓорче"), ("Скопје", "скопје"), ("ґанок", "ганок")],
)  # fmt: skip
def test_folded_cyrillic_stays_cyrillic_with_its_own_letters(text, folded):
    assert fold(text) == folded


def test_decomposed_and_composed_text_fold_the_same():
    text = "Košice, край, Ђорђе"

    assert fold(unicodedata.normalize("NFD", text)) == fold(text)


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert fold(fold(text)) == fold(text)


@given(st.text())
def test_case_does_not_survive_folding(text):
    assert fold(text) == fold(text).casefold()


def test_normalised_texts_differ_in_words_only():
    assert normalise(" Ko\u0161ice \u00a0\n\t je\u200b mesto\u00ad. ") == "Košice je mesto."
    assert normalise("Kos\u030cice") == "Košice"


@pytest.mark.parametrize("other", ["košice", "Kosice", "Košice.", "Koši ce"])
def test_normalising_keeps_case_accents_and_punctuation(other):
    assert normalise(other) != normalise("Košice")


def test_normalising_keeps_what_joins_persian_letters():
    assert normalise("می\u200cخواهم") == "می\u200cخواهم"


@given(st.text())
def test_normalising_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)
