from __future__ import annotations

import pytest

from integra_cms.languages.exceptions import InvalidTag, UnknownLocale
from integra_cms.languages.locales import (
    aliases,
    direction,
    eu_language_uri,
    is_valid_tag,
    locale_codes,
    name_in,
    native_name,
    resolve_locale,
)

SITE = ("en", "bg", "hr", "sk", "cs", "it")
PARTICIPANTS = ("ar", "fa", "prs", "ps", "uk", "ru", "vi", "fr", "tr", "so")


def test_locales_stand_in_the_order_of_the_settings():
    assert locale_codes() == SITE


@pytest.mark.parametrize("code", ["bg", "BG", "bg-BG", "bg_BG", " bg ", "bg-Cyrl-BG"])
def test_a_locale_is_found_however_it_is_written(code):
    assert resolve_locale(code) == "bg"


@pytest.mark.parametrize("code", ["sl", "SL", "sl-SI"])
def test_sl_means_slovak(code):
    assert resolve_locale(code) == "sk"


def test_sl_is_itself_where_a_site_has_slovenian(settings):
    settings.LANGUAGES = [("sk", "Slovak"), ("sl", "Slovenian")]

    assert resolve_locale("sl") == "sl"
    assert aliases() == {}


def test_an_alias_that_leads_nowhere_is_no_alias(settings):
    settings.LANGUAGES = [("en", "English")]

    assert aliases() == {}
    with pytest.raises(UnknownLocale):
        resolve_locale("sl")


def test_a_region_counts_where_the_site_tells_it_apart(settings):
    settings.LANGUAGES = [("pt", "Portuguese"), ("pt-br", "Brazilian Portuguese")]

    assert resolve_locale("pt-BR") == "pt-br"
    assert resolve_locale("pt-PT") == "pt"


@pytest.mark.parametrize("code", ["de", "", "x", "english"])
def test_an_unknown_locale_names_itself_and_those_there_are(code):
    with pytest.raises(UnknownLocale) as refused:
        resolve_locale(code)

    assert str(refused.value) == (
        f"“{code}” is not a locale of this site. Use one of: en, bg, hr, sk, cs, it."
    )
    assert refused.value.code == "locale_unknown"


@pytest.mark.parametrize(
    "tag",
    ["bg", "prs", "zh-Hant", "zh-Hant-TW", "sl-rozaj-biske", "de-1996", "en-u-ca-gregory-x-1",
     "es-419", "x-city", "zh-cmn-Hans", "BG-bg"],
)  # fmt: skip
def test_a_well_formed_tag_is_valid(tag):
    assert is_valid_tag(tag)


@pytest.mark.parametrize(
    "tag",
    ["", "b", "pt_BR", "bg-", "-bg", "bulgarian-language", "de-1996-1996", "en-a-bb-a-cc",
     "en-u", "x-", "бг", "i-klingon", "bg\n"],
)  # fmt: skip
def test_an_ill_formed_tag_is_not(tag):
    assert not is_valid_tag(tag)


@pytest.mark.parametrize(
    ("code", "name"),
    [("bg", "български"), ("cs", "čeština"), ("ar", "العربية"), ("prs", "دری"),
     ("ps", "پښتو"), ("so", "Soomaali"), ("uk", "українська"), ("en", "English")],
)  # fmt: skip
def test_a_language_has_a_name_for_itself(code, name):
    assert native_name(code) == name


@pytest.mark.parametrize(
    ("code", "locale", "name"),
    [("uk", "cs", "ukrajinština"), ("prs", "bg", "дари"), ("prs", "sk", "daríjčina"),
     ("fa", "hr", "perzijski"), ("sk", "it", "slovacco"),
     ("pt-BR", "cs", "portugalština (Brazílie)"),
     ("zh-Hant", "bg", "китайски (традиционен)"), ("rom", "en", "Romany")],
)  # fmt: skip
def test_a_language_has_a_name_in_a_locale(code, locale, name):
    assert name_in(code, locale) == name


@pytest.mark.parametrize("locale", SITE)
@pytest.mark.parametrize("code", PARTICIPANTS)
def test_every_language_of_participants_has_a_name_in_every_locale(code, locale):
    assert name_in(code, locale) != code


def test_a_language_without_a_name_is_given_by_its_tag():
    assert name_in("xyz", "cs") == "xyz"
    assert native_name("xyz") == "xyz"


def test_what_is_no_tag_has_no_name():
    with pytest.raises(InvalidTag, match="“pt_BR” is not a language tag"):
        name_in("pt_BR", "en")


@pytest.mark.parametrize("code", ["ar", "fa", "prs", "ps", "ur", "he", "az-Arab", "AR-eg"])
def test_a_language_is_written_from_right_to_left(code):
    assert direction(code) == "rtl"


@pytest.mark.parametrize("code", [*SITE, "uk", "so", "ks-Deva", "xyz"])
def test_a_language_is_written_from_left_to_right(code):
    assert direction(code) == "ltr"


@pytest.mark.parametrize(
    ("code", "authority"),
    [("en", "ENG"), ("bg", "BUL"), ("hr", "HRV"), ("sk", "SLK"), ("cs", "CES"), ("it", "ITA")],
)
def test_a_site_language_has_its_address_in_the_authority_table(code, authority):
    base = "http://publications.europa.eu/resource/authority/language/"

    assert eu_language_uri(code) == base + authority


def test_a_language_outside_the_union_has_no_such_address():
    assert eu_language_uri("prs") is None
