from __future__ import annotations

from importlib.metadata import version

import pytest

from integra_cms.languages.endings import RULES
from integra_cms.languages.lemmas import lemma_groups, lemmas, lemmas_signature

# One sentence in two wordings per language: what search must take for the same.
WORDINGS = [
    ("bg", "общината и гражданите", "община, гражданин"),
    ("bg", "партньорите на доброволците", "партньор доброволец"),
    ("hr", "škole u gradovima", "škola grad"),
    ("sk", "školy v Košiciach pre cudzincov", "škola Košice cudzinec"),
    ("cs", "městech a školách v PRAZE", "město škola praha"),
    ("it", "le politiche dell’integrazione dei migranti", "politica integrazione migrante"),
    ("en", "Cities' policies welcoming children", "city policy child"),
]


@pytest.mark.parametrize(("locale", "text", "query"), WORDINGS)
def test_all_forms_of_a_word_have_a_lemma_in_common(locale, text, query):
    indexed = set(lemmas(text, locale))

    assert all(indexed.intersection(group) for group in lemma_groups(query, locale))


def test_lemmas_are_folded_and_stand_in_the_order_of_the_text():
    assert lemmas("Školy v Košiciach, školy!", "sk") == ("skola", "v", "kosice", "skola")


def test_a_region_of_a_locale_changes_nothing():
    assert lemmas("школите", "bg-BG") == lemmas("школите", "bg")


def test_numbers_and_codes_stay_what_they_are():
    assert lemmas("SERV 2018 11b", "en") == ("serv", "2018", "11b")


def test_a_language_without_a_dictionary_has_folded_words():
    assert lemmas("Skoljiet Għaqda", "mt") == ("skoljiet", "ghaqda")


def test_a_word_of_several_lemmas_gives_all_of_them_as_one_group():
    assert lemma_groups("i migranti", "it") == (("il",), ("migrante", "migrare"))


def test_the_signature_says_what_the_lemmas_depend_on():
    assert lemmas_signature("hr") == f"simplemma {version('simplemma')}, rules {RULES}"
    assert lemmas_signature("mt") == f"none, rules {RULES}"
