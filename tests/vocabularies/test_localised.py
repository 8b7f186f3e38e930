"""Texts in several languages, in one column."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db.migrations.writer import MigrationWriter

from integra_cms.vocabularies.localised import (
    NO_LANGUAGE,
    LocalisedText,
    LocalisedTextField,
    LocalisedTexts,
    validate_localised,
)
from integra_cms.vocabularies.models import Term


@pytest.mark.parametrize(
    ("texts", "asked", "expected"),
    [
        ({"en": "Housing", "bg": "Жилище"}, "bg", LocalisedText("Жилище", "bg")),
        ({"en": "Housing", "bg": "Жилище"}, "it", LocalisedText("Housing", "en")),
        ({"uk": "Житло", "cs": "Bydlení"}, "it", LocalisedText("Bydlení", "cs")),
        ({"uk": "Житло", "ar": "سكن"}, "it", LocalisedText("سكن", "ar")),
        ({}, "it", LocalisedText("", NO_LANGUAGE)),
    ],
    ids=["asked", "default locale", "any locale of the site", "any", "none"],
)
def test_a_text_says_which_language_it_is_in(texts, asked, expected):
    assert LocalisedTexts.of(texts).get_for(asked) == expected


def test_a_text_without_words_is_no_text():
    texts = LocalisedTexts.of({"en": "Housing", "bg": " \n", "cs": "", "it": None})

    assert texts == {"en": "Housing"}


def test_an_empty_result_is_false_and_a_text_is_true():
    assert not LocalisedTexts().get_for("en")
    assert LocalisedTexts(en="Housing").get_for("en")


@pytest.mark.parametrize(
    ("texts", "code"),
    [
        ("Housing", "localised_text_invalid"),
        ({"en": 5}, "localised_text_invalid"),
        ({"english": "Housing", "not a tag": "x"}, "locale_unknown"),
        ({"bg": "Жилище"}, "translation_missing"),
    ],
)
def test_what_is_no_text_by_language_is_refused(texts, code):
    with pytest.raises(ValidationError) as refused:
        validate_localised(texts, required_locales=["en"])

    assert refused.value.code == code


def test_a_refusal_names_the_tag_and_the_remedy():
    with pytest.raises(ValidationError) as refused:
        validate_localised({"e n": "Housing"})

    assert refused.value.messages == [
        "“e n” is not a language tag. Use one such as “bg” or “pt-BR”."
    ]


def test_a_mapping_given_to_a_model_is_read_back_with_its_language():
    term = Term(labels={"bg": "Жилище", "en": ""})

    assert term.labels.get_for("en") == LocalisedText("Жилище", "bg")


@pytest.mark.django_db
def test_locales_that_are_none_of_the_site_s_stay_in_the_data():
    Term.objects.create(vocabulary="issue", code="x", labels={"en": "A", "ar": "ب", "sl": "C"})

    stored = Term.objects.get(code="x").labels

    assert stored == {"en": "A", "ar": "ب", "sl": "C"}
    assert stored.get_for("ar") == LocalisedText("ب", "ar")


@pytest.mark.django_db
def test_values_without_a_model_know_their_language_too(housing):
    (labels,) = Term.objects.values_list("labels", flat=True)

    assert labels.get_for("it").locale == "en"


@pytest.mark.django_db
def test_one_language_can_be_queried(housing):
    assert Term.objects.get(labels__bg="Жилище") == housing


def test_what_concerns_forms_alone_is_no_part_of_migrations():
    field = LocalisedTextField("labels", multiline=True, required_locales=("en",))
    field.set_attributes_from_name("labels")

    source, _imports = MigrationWriter.serialize(field)

    assert source == (
        "integra_cms.vocabularies.localised.LocalisedTextField(blank=False, verbose_name='labels')"
    )


def test_a_field_made_anew_from_a_migration_is_the_same():
    field = LocalisedTextField(required_locales=("en",))

    clone = field.clone()

    assert (clone.blank, clone.get_default()) == (False, {})
    assert isinstance(clone.get_default(), LocalisedTexts)


def test_a_required_field_refuses_no_text_at_all():
    with pytest.raises(ValidationError) as refused:
        LocalisedTextField(required_locales=("en",)).clean(LocalisedTexts(), None)

    assert refused.value.code == "blank"
