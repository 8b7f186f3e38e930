import pytest

from integra_cms.delivery.search.stems import RULES, stem


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", ("integrate", "integrating", "integration")),
        ("bg", ("записват", "записване", "записвания")),
        ("hr", ("odvjetnik", "odvjetnici", "odvjetnika")),
        ("sk", ("poriadok", "poriadky", "poriadkov")),
        ("cs", ("zapisovat", "zapisuji", "zapisovani")),
        ("it", ("formare", "formazione", "formazioni")),
    ],
)
def test_words_of_a_family_share_their_stem(locale: str, words: tuple[str, ...]):
    assert len({stem(word, locale) for word in words}) == 1


def test_a_stem_keeps_four_letters():
    assert stem("сова", "bg") == "сова"


def test_numbers_and_words_of_other_languages_stay_what_they_are():
    assert stem("2026", "bg") == "2026"
    assert stem("walking", "de") == "walking"


def test_a_region_does_not_change_the_rules():
    assert stem("walking", "en-gb") == stem("walking", "en") == "walk"


@pytest.mark.parametrize("language", RULES)
def test_the_longest_ending_is_cut(language: str):
    longest = max(RULES[language].inflection, key=len)
    word = "wxwx" + longest

    assert stem(word, language) == "wxwx"
