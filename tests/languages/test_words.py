from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integra_cms.languages.words import MAX_LENGTH, tokens


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Školy v Košiciach.", ("Školy", "v", "Košiciach")),
        ("dell'integrazione", ("integrazione",)),
        ("L’obiettivo dell’integrazione", ("obiettivo", "integrazione")),
        ("d'un'idea, c'è", ("idea", "è")),
        ("the city's and the cities' schools", ("the", "city", "and", "the", "cities", "schools")),
        ("O'Brien", ("O", "Brien")),
        ("м'який мʼякий", ("м", "який", "м", "який")),
        ("по-добре", ("по", "добре")),
        ("2018–2019, № 5; SERV-01", ("2018", "2019", "5", "SERV", "01")),
        ("snake_case", ("snake", "case")),
        ("integra@sofia.bg", ("integra", "sofia", "bg")),
        ("na\u00advazující", ("navazující",)),
        ("кни́га مُحَمَّد", ("кни́га", "مُحَمَّد")),
        ("l'", ("l",)),
        ("… – !", ()),
        ("", ()),
    ],
)
def test_a_text_is_cut_into_words(text, words):
    assert tokens(text) == words


def test_decomposed_text_has_the_same_words():
    assert tokens("Kos\u030cice") == ("Košice",)


def test_a_word_is_never_longer_than_an_index_can_hold():
    assert tokens("x" * 5000) == ("x" * MAX_LENGTH,)


@given(st.text())
def test_no_word_is_empty_or_has_white_space(text):
    assert all(word and len(word.split()) == 1 for word in tokens(text))
