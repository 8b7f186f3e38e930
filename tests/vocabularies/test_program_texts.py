"""A text of the program says which language it turned out to be in."""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from django.utils.translation import get_language, gettext_lazy, override

from integra_cms.blocks.enums import Competence
from integra_cms.pages.kinds.method import Setting
from integra_cms.vocabularies.localised import LocalisedText
from integra_cms.vocabularies.program_texts import program_text

LAMP = "A lamp that nobody has translated"


def translate(folder: Path, locale: str, texts: dict[str, str]) -> None:
    catalog = Catalog(locale=locale)
    for message, text in texts.items():
        catalog.add(message, text)
    place = folder / locale / "LC_MESSAGES"
    place.mkdir(parents=True)
    with (place / "django.mo").open("wb") as file:
        write_mo(file, catalog)


def test_a_translated_text_is_in_the_language_asked_for():
    assert program_text(Setting.INDOOR.label, "bg") == LocalisedText("На закрито", "bg")
    assert program_text(Setting.INDOOR.label, "en") == LocalisedText("Indoors", "en")


def test_the_language_that_is_active_decides_nothing_and_stays():
    with override("cs"):
        assert program_text(Setting.INDOOR.label, "bg").locale == "bg"
        assert get_language() == "cs"


def test_a_text_that_nobody_has_translated_is_in_english():
    assert program_text(gettext_lazy(LAMP), "bg") == LocalisedText(LAMP, "en")


def test_a_word_that_is_the_same_in_two_languages_is_in_the_one_asked_for():
    assert program_text(Setting.ONLINE.label, "it") == LocalisedText("Online", "it")


def test_a_text_with_a_context_is_found_too():
    assert program_text(Competence.NATIONAL.label, "bg").locale == "bg"


def test_a_text_that_is_not_marked_for_translation_is_in_no_language_that_we_know():
    assert program_text("Lampe", "bg") == LocalisedText("Lampe", "und")


def test_what_the_site_falls_back_to_is_in_its_own_language(settings, tmp_path):
    translate(tmp_path, "bg", {LAMP: "Лампа"})
    settings.LANGUAGE_CODE = "bg"
    settings.LOCALE_PATHS = [tmp_path]

    assert program_text(gettext_lazy(LAMP), "cs") == LocalisedText("Лампа", "bg")
    assert program_text(gettext_lazy(LAMP), "bg") == LocalisedText("Лампа", "bg")
