"""Leaves that are the same in every language."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from integra_cms.blocks.codes import (
    BooleanBlock,
    ChoiceBlock,
    CodeBlock,
    DecimalBlock,
    IntegerBlock,
    LanguageBlock,
    MultipleChoiceBlock,
    PartialDateBlock,
    UrlBlock,
    YearBlock,
)
from integra_cms.blocks.segments import extract

COLOURS = [("red", "Red"), ("blue", "Blue")]


def refusal(block, value):
    with pytest.raises(ValidationError) as refused:
        block.clean(value)
    return refused.value.error_list[0].code


@pytest.mark.parametrize("code", ["SERV-01", "a", "1.2_b"])
def test_a_code_is_taken(code):
    assert CodeBlock().clean(code) == code


@pytest.mark.parametrize("code", ["-a", "a b", "š", "a/b", "a\nb"])
def test_what_is_no_code_is_refused(code):
    assert refusal(CodeBlock(), code) == "code_invalid"


@pytest.mark.parametrize("tag", ["bg", "zh-Hant", "prs", "sr-Latn-RS"])
def test_a_language_tag_is_taken(tag):
    assert LanguageBlock().clean(tag) == tag


@pytest.mark.parametrize("tag", ["Bulgarian language", "b", "bg_BG"])
def test_what_is_no_language_tag_is_refused(tag):
    assert refusal(LanguageBlock(), tag) == "language_invalid"


@pytest.mark.parametrize("date", ["2019", "2019-06"])
def test_a_year_or_month_is_taken(date):
    assert PartialDateBlock().clean(date) == date


@pytest.mark.parametrize("date", ["2019-13", "2019-6", "19", "2019-06-01"])
def test_any_other_date_is_refused(date):
    assert refusal(PartialDateBlock(), date) in {"date_invalid", "max_length"}


def test_a_year_far_away_is_refused():
    assert refusal(YearBlock(), 219) == "min_value"


@pytest.mark.parametrize(
    "text", ["12.50", "0.1", "540087.88", "-3", "0.00001", "100000000000000000000"]
)
def test_a_decimal_is_stored_and_served_exactly_as_written(text):
    block = DecimalBlock()

    value = block.clean(block.to_python(text))

    assert block.get_prep_value(value) == text
    assert block.get_api_representation(value) == text


def test_a_decimal_may_be_missing():
    block = DecimalBlock(required=False)

    assert block.to_python("") is block.to_python(None) is block.get_prep_value(None) is None


def test_a_number_given_as_float_is_not_made_longer():
    assert DecimalBlock().normalize(0.1) == Decimal("0.1")


def test_an_empty_choice_is_always_stored_as_empty_text():
    block = ChoiceBlock(choices=COLOURS, required=False)

    assert block.get_prep_value(block.to_python(None)) == ""
    assert block.get_prep_value(block.clean("")) == ""
    assert block.get_default() == ""


def test_an_empty_choice_is_null_in_the_api_form():
    block = ChoiceBlock(choices=COLOURS, required=False)

    assert [block.get_api_representation(value) for value in ("", "red")] == [None, "red"]


def test_a_choice_is_shown_by_its_label():
    block = ChoiceBlock(choices=COLOURS)

    assert [block.render(value) for value in ("red", "", "gone")] == ["Red", "", "gone"]


def test_several_choices_are_a_list_of_codes():
    block = MultipleChoiceBlock(choices=COLOURS, required=False)

    assert block.to_python(None) == block.normalize(None) == block.get_default() == []
    assert block.get_api_representation(["red"]) == ["red"]


def test_several_choices_are_shown_by_their_labels():
    block = MultipleChoiceBlock(choices=COLOURS)

    assert block.render(["red", "blue"]) == "Red, Blue"


def test_a_box_that_was_never_ticked_is_no():
    block = BooleanBlock()

    assert block.to_python(None) is block.get_default() is False


@pytest.mark.parametrize(
    ("block", "value"),
    [
        (CodeBlock(), "A"),
        (LanguageBlock(), "bg"),
        (PartialDateBlock(), "2019"),
        (UrlBlock(), "https://e.org"),
        (ChoiceBlock(choices=COLOURS), "red"),
        (MultipleChoiceBlock(choices=COLOURS), ["red"]),
        (BooleanBlock(), True),
        (IntegerBlock(), 3),
        (DecimalBlock(), Decimal("1.5")),
    ],
)
def test_nothing_of_it_reaches_translators_or_the_search(block, value):
    assert extract(block, value) == []
    assert block.get_searchable_content(value) == []


@pytest.mark.parametrize("make", [CodeBlock, LanguageBlock, PartialDateBlock, UrlBlock])
def test_no_stored_text_is_empty_text(make):
    block = make(required=False)

    assert block.to_python(None) == block.normalize(None) == block.get_default() == ""
