from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from integra_cms.languages.exceptions import InvalidDate, UnknownLocale
from integra_cms.languages.formats import (
    country_name,
    format_duration,
    format_money,
    format_month,
    format_number,
    format_partial_date,
    format_period,
    is_country,
)

NBSP, NARROW, THIN = "\u00a0", "\u202f", "\u2009"


@pytest.mark.parametrize(
    ("locale", "text"),
    [("en", "€389,000"), ("bg", f"389{NBSP}000{NBSP}€"), ("hr", f"389.000{NBSP}€"),
     ("sk", f"389{NBSP}000{NBSP}€"), ("cs", f"389{NBSP}000{NBSP}€"), ("it", f"389.000{NBSP}€")],
)  # fmt: skip
def test_money_is_written_as_the_language_does(locale, text):
    assert format_money(Decimal("389000.00"), "EUR", locale) == text


def test_cents_are_shown_when_there_are_any():
    assert format_money(Decimal("12345.5"), "EUR", "it") == f"12.345,50{NBSP}€"
    assert format_money(Decimal("-0.5"), "EUR", "en") == "-€0.50"


def test_a_currency_code_stands_apart_from_the_amount():
    assert format_money(Decimal(250), "CZK", "en") == f"CZK{NBSP}250"


def test_a_number_keeps_its_decimals():
    assert format_number(Decimal("12345.678"), "bg") == f"12{NBSP}345,678"
    assert format_number(1000, "en") == "1,000"


@pytest.mark.parametrize(
    ("locale", "text"),
    [("en", "January 2018"), ("bg", f"януари 2018{NARROW}г."), ("hr", "siječanj 2018."),
     ("sk", "január 2018"), ("cs", "leden 2018"), ("it", "gennaio 2018")],
)  # fmt: skip
@pytest.mark.parametrize("value", ["2018-01", "2018-01-31", date(2018, 1, 31)])
def test_a_month_stands_alone(locale, text, value):
    assert format_month(value, locale) == text


@pytest.mark.parametrize(
    ("start", "end", "text"),
    [("2018-01", "2019-12", f"January 2018{THIN}–{THIN}December 2019"),
     ("2018-01", "2018-12", f"January{THIN}–{THIN}December 2018"),
     ("2018-01", date(2018, 1, 31), "January 2018")],
)  # fmt: skip
def test_a_period_says_what_is_common_once(start, end, text):
    assert format_period(start, end, "en") == text


def test_a_period_cannot_end_before_it_starts():
    with pytest.raises(InvalidDate, match="from 2019-01 to 2018-01 ends before it starts"):
        format_period("2019-01", "2018-01", "en")


@pytest.mark.parametrize(
    ("value", "text"),
    [("2018", "2018"), ("2018-01", "January 2018"), ("2018-01-05", "5 January 2018"),
     (date(2018, 1, 5), "5 January 2018")],
)  # fmt: skip
def test_a_partial_date_is_as_exact_as_it_was_given(value, text):
    assert format_partial_date(value, "en") == text


@pytest.mark.parametrize("value", ["", "2018-13", "2018-02-30", "18-01", "2018-1", "0000", "двe"])
def test_what_is_no_date_is_refused_by_name(value):
    with pytest.raises(InvalidDate) as refused:
        format_partial_date(value, "en")

    assert str(refused.value).startswith(f"“{value}” is not a date.")


def test_a_year_is_not_a_month():
    with pytest.raises(InvalidDate, match="“2018” has no month"):
        format_month("2018", "en")


@pytest.mark.parametrize(
    ("code", "locale", "name"),
    [("CZ", "it", "Cechia"), ("bg", "hr", "Bugarska"), ("XX", "en", "XX")],
)
def test_a_country_has_a_name(code, locale, name):
    assert country_name(code, locale) == name


def test_a_language_that_cldr_lacks_has_no_formats():
    with pytest.raises(UnknownLocale, match="no formats for “xyz”"):
        country_name("BG", "xyz")


@pytest.mark.parametrize(
    ("value", "locale", "text"),
    [("PT2H30M", "en", "2 hours, 30 minutes"), ("P3W", "en", "3 weeks"),
     ("P3W", "bg", "3 седмици"), ("P5D", "cs", "5 dnů"), ("PT1H", "it", "1 ora")],
)  # fmt: skip
def test_a_duration_is_said_in_words(value, locale, text):
    assert format_duration(value, locale).replace("\u00a0", NBSP) == text


@pytest.mark.parametrize("value", ["", "P", "PT", "2 hours", "P1H"])
def test_what_is_no_duration_is_refused(value):
    with pytest.raises(InvalidDate, match="Write PT2H30M, P3D or P4W"):
        format_duration(value, "en")


def test_countries_are_those_of_iso_3166():
    assert is_country("BG")
    assert not is_country("bg")
    assert not is_country("QX")
    assert not is_country("001")
