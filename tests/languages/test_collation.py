from __future__ import annotations

import sqlite3
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from integra_cms.languages.collation import _order, sort_key

LOCALES = ("en", "bg", "hr", "sk", "cs", "it")
texts = st.text(st.characters(exclude_categories=["Cs"]))

# Each list as ICU 78 sorts it.
ORDERED = {
    "cs": "Áda adam byt cesta cibule čaj ďábel dárek hrad hůl chata Cheb idea ílovina rak rýže "
    "řeka sova sýr škola tržiště účet ucho zub žába",
    "sk": "auto ázia äther cesta čaj ďakujem dom džem hora chata ísť južný ľad lampa mesto nie "
    "obec ôsmy pes rak sova škola šťava žena",
    "hr": "auto cesta Cres čaj čvor ćevap ćuprija dan dvor Džemal džep đak grad lav luk ljeto "
    "Ljubljana mir most noć nula njega Njemačka Osijek sova škola zima žaba",
    "it": "anno città comune è ecco età libertà Libia università via",
    "en": "cafe café co-op coop naïve name Résumé résumés school Zagreb",
    "bg": "Бургас Варна град дом ехо йога към лице София съд ум щит ъгъл юг ябълка",
}


@pytest.mark.parametrize("locale", LOCALES)
def test_words_stand_in_the_order_of_the_language(locale):
    words = ORDERED[locale].split()

    ordered = sorted(words, key=lambda word: sort_key(word, locale))

    assert ordered == words


@pytest.mark.parametrize("locale", ["cs", "sk"])
@pytest.mark.parametrize("written", ["chata", "Chata", "CHATA"])
def test_ch_comes_after_h(locale, written):
    assert sort_key("hý", locale) < sort_key(written, locale) < sort_key("i", locale)


@pytest.mark.parametrize("locale", ["en", "it", "hr"])
def test_ch_is_two_letters_elsewhere(locale):
    assert sort_key("chata", locale) < sort_key("cibule", locale)


def test_a_croatian_digraph_written_as_one_character_is_the_same():
    assert sort_key("ǉeto", "hr").split()[0] == sort_key("ljeto", "hr").split()[0]


def test_a_joiner_keeps_two_letters_apart():
    assert sort_key("in\u034fjekcija", "hr") < sort_key("inzulin", "hr") < sort_key("inje", "hr")


@pytest.mark.parametrize("locale", LOCALES)
def test_numbers_count_by_value_and_come_first(locale):
    texts = ["2", "2 cities", "3", "10", "010a", "10b", "100", "12345678901", "123456789012", "a"]

    assert sorted(texts, key=lambda text: sort_key(text, locale)) == texts


@pytest.mark.parametrize("locale", ["en", "hr", "sk", "cs", "it"])
def test_latin_comes_before_cyrillic(locale):
    assert sort_key("žába", locale) < sort_key("Бургас", locale) < sort_key("العربية", locale)


def test_cyrillic_comes_first_in_bulgarian():
    assert sort_key("Ямбол", "bg") < sort_key("Arezzo", "bg") < sort_key("العربية", "bg")


def test_punctuation_does_not_count():
    assert sort_key("Adam", "cs") < sort_key("„Brno“", "cs") < sort_key("Cheb", "cs")


def test_a_short_word_comes_before_longer_ones_and_before_a_second_word():
    texts = ["dom", "dom a zahrada", "dom-ov", "dom  xyz", "doma"]

    assert sorted(texts, key=lambda text: sort_key(text, "sk")) == texts


def test_accents_then_case_then_the_text_break_ties():
    texts = ["cote", "Cote", "COTE", "cote!", "coté", "côte", "Côte", "côté"]

    ordered = sorted(texts, key=lambda text: sort_key(text, "en"))

    assert ordered == ["cote", "cote!", "Cote", "COTE", "coté", "côte", "Côte", "côté"]


@pytest.mark.parametrize("locale", ["hr-HR", "hr_HR", "HR"])
def test_a_region_changes_nothing(locale):
    assert sort_key("džep", locale) == sort_key("džep", "hr")


@pytest.mark.parametrize("locale", LOCALES)
@given(text=texts)
def test_canonically_equal_texts_have_one_key(locale, text):
    keys = {sort_key(unicodedata.normalize(form, text), locale) for form in ("NFC", "NFD")}

    assert len(keys) == 1


@pytest.mark.parametrize("locale", LOCALES)
@given(one=texts, other=texts)
def test_different_texts_have_different_keys(locale, one, other):
    same = unicodedata.normalize("NFC", one) == unicodedata.normalize("NFC", other)

    assert (sort_key(one, locale) == sort_key(other, locale)) == same


@pytest.mark.parametrize("locale", LOCALES)
@given(start=st.text("abchzčäóхй"), end=st.text("aždльt"))
def test_what_begins_another_text_comes_before_it(locale, start, end):
    alone = sort_key(start, locale)

    assert alone <= sort_key(f"{start} {end}", locale)


@pytest.mark.parametrize("locale", LOCALES)
def test_weights_of_letters_are_below_those_of_scripts_without_a_table(locale):
    weights = _order(locale).weights.values()

    assert len(set(weights)) == len(weights)
    assert max(weights) < "\u0100"


def test_a_database_that_compares_bytes_gives_the_same_order():
    words = [word for words in ORDERED.values() for word in words.split()]
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE word (text, key TEXT COLLATE BINARY)")
    connection.executemany(
        "INSERT INTO word VALUES (?, ?)", [(word, sort_key(word, "hr")) for word in words]
    )

    rows = connection.execute("SELECT text FROM word ORDER BY key").fetchall()
    connection.close()

    assert [text for (text,) in rows] == sorted(words, key=lambda word: sort_key(word, "hr"))
