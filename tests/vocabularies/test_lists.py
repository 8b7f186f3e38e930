"""Short lists in one column."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.utils.translation import override

from integra_cms.vocabularies.lists import (
    CountriesField,
    LinesFormField,
    ListField,
    LocalesField,
    country_choices,
)


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        (ListField(), "one", "list_invalid"),
        (ListField(), [1], "list_invalid"),
        (ListField(), ["one", "one"], "item_repeated"),
        (ListField(), [" "], "item_empty"),
        (LocalesField(), ["bg", "not a tag"], "locale_unknown"),
        (CountriesField(), ["BG", "EU"], "country_unknown"),
        (CountriesField(), ["bg"], "country_unknown"),
    ],
)
def test_what_does_not_belong_into_a_list_is_refused(field, value, code):
    with pytest.raises(ValidationError) as refused:
        field.clean(value, None)

    assert refused.value.code == code


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (ListField(), ["two", "one"]),
        (LocalesField(), ["it", "ar", "zh-Hant"]),
        (CountriesField(), ["BG", "HR", "CZ", "IT", "SK"]),
        (ListField(), []),
    ],
)
def test_a_list_keeps_its_order(field, value):
    assert field.clean(value, None) == value


def test_lines_are_entries():
    field = LinesFormField(required=False)

    assert field.clean(" Kosice \n\nKošice\nKosice") == ["Kosice", "Košice"]
    assert field.prepare_value(["Kosice", "Košice"]) == "Kosice\nKošice"
    assert not field.has_changed(["Kosice"], "Kosice\n")


def test_countries_are_called_and_ordered_as_the_active_language_does():
    with override("cs"):
        names = dict(country_choices())

    order = list(names)
    assert names["CZ"] == "Česko"
    assert order.index("CZ") < order.index("CL")  # Česko, Čína … before Chile: ch follows h
