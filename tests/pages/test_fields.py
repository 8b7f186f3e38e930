from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import models

from integra_cms.pages.fields import (
    ChoiceListField,
    CodeListField,
    CountryField,
    DurationField,
    LanguageField,
    LanguageListField,
    PartialDateField,
    ProseField,
)


class Colour(models.TextChoices):
    RED = "red", "Red"
    BLUE = "blue", "Blue"


class Size(models.IntegerChoices):
    SMALL = 1, "Small"
    LARGE = 2, "Large"


def refused(field, value):
    with pytest.raises(ValidationError) as error:
        field.clean(value, None)
    return error.value.error_list[0].code


@pytest.mark.parametrize("value", ["2018", "2018-05", "2018-05-16"])
def test_a_date_is_as_precise_as_it_is_known(value):
    assert PartialDateField().clean(value, None) == value


@pytest.mark.parametrize("value", ["18", "2018-13", "2018-02-30", "May 2018"])
def test_what_is_no_date(value):
    assert refused(PartialDateField(), value) == "date_invalid"


@pytest.mark.parametrize("value", ["PT2H15M", "P3D", "P4W", "P1Y6M", "PT0.5H", "P1DT2H"])
def test_a_duration(value):
    assert DurationField().clean(value, None) == value


@pytest.mark.parametrize("value", ["P", "PT", "2h", "P2H", "PT2H P3D", "-PT2H"])
def test_what_is_no_duration(value):
    assert refused(DurationField(), value) == "duration_invalid"


def test_languages_need_not_be_those_of_the_site():
    assert LanguageListField().clean(["ar", "zh-Hant"], None) == ["ar", "zh-Hant"]
    assert LanguageField().clean("prs", None) == "prs"


def test_what_is_no_language():
    assert refused(LanguageListField(), ["ar", "Arabic!"]) == "language_invalid"
    assert refused(LanguageField(), "e") == "language_invalid"


def test_a_country_is_chosen_by_name(settings):
    choices = dict(CountryField().formfield().choices)

    assert choices["BG"] == "Bulgaria"
    assert refused(CountryField(), "XX") == "country_unknown"


def test_codes_of_other_lists():
    assert CodeListField().clean(["zaragoza:education"], None) == ["zaragoza:education"]
    assert refused(CodeListField(), ["two words"]) == "code_invalid"


def test_several_of_a_set_of_choices():
    field = ChoiceListField(options=Colour)

    assert field.clean(["blue", "red"], None) == ["blue", "red"]


@pytest.mark.parametrize(
    ("value", "code"),
    [("red", "list_invalid"), (["green"], "choice_unknown"), (["red", "red"], "item_repeated")],
)
def test_what_is_no_choice(value, code):
    assert refused(ChoiceListField(options=Colour), value) == code


def test_choices_are_not_part_of_migrations():
    _name, _path, _args, kwargs = ChoiceListField(options=Colour).deconstruct()

    assert "options" not in kwargs
    assert "choices" not in kwargs


def test_a_form_offers_a_box_for_each_choice():
    form_field = ChoiceListField(options=Size).formfield()

    assert [value for value, _label in form_field.choices] == [1, 2]
    assert form_field.clean(["2"]) == [2]
    assert form_field.clean([]) == []


def test_prose_has_the_same_few_formats_everywhere():
    assert ProseField().features == ["bold", "italic", "link", "ol", "ul", "document-link"]
