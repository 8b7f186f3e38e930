"""Money, numbers, dates and countries as a language writes them, spaces included (CLDR)."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from babel import numbers
from babel.dates import format_date, format_interval, format_skeleton
from babel.lists import format_list
from babel.units import format_unit
from django.utils.translation import gettext as _

from integra_cms.languages.exceptions import InvalidDate, UnknownLocale
from integra_cms.languages.locales import cldr_locale

if TYPE_CHECKING:
    from decimal import Decimal

    from babel import Locale

MONTH = "yMMMM"

# CLDR sets a space between a currency code and a digit (CZK 250); Babel leaves it out.
CODE_BEFORE_DIGIT = re.compile(r"(?<=[A-Z]{3})(?=\d)")

COUNTRY = re.compile(r"[A-Z]{2}", re.ASCII)

DURATION = re.compile(
    r"P(?:(?P<year>\d+)Y)?(?:(?P<month>\d+)M)?(?:(?P<week>\d+)W)?(?:(?P<day>\d+)D)?"
    r"(?:T(?:(?P<hour>\d+)H)?(?:(?P<minute>\d+)M)?(?:(?P<second>\d+)S)?)?",
    re.ASCII,
)

PARTIAL_DATE = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII)


def format_money(amount: Decimal, currency: str, locale: str) -> str:
    """An amount with its currency: ``389 000 €`` in Czech, ``€389,000`` in English.

    Cents are left out of whole amounts.

    Raises:
        UnknownLocale: CLDR has no data for the locale.
    """
    babel_locale = _locale(locale)
    pattern = numbers.parse_pattern(babel_locale.currency_formats["standard"].pattern)
    whole = amount == amount.to_integral_value()
    if whole:
        pattern.frac_prec = (0, 0)
    text = pattern.apply(amount, babel_locale, currency=currency, currency_digits=not whole)
    return CODE_BEFORE_DIGIT.sub("\u00a0", str(text))


def format_number(number: Decimal | int, locale: str) -> str:
    """A number with the separators of the language: ``1 234,5`` in Bulgarian.

    Raises:
        UnknownLocale: CLDR has no data for the locale.
    """
    return str(numbers.format_decimal(number, locale=_locale(locale), decimal_quantization=False))


def format_partial_date(value: date | str, locale: str) -> str:
    """A day, a month or a year, as exact as it is given: ``5 January 2018``, ``2018``.

    Args:
        value: A date, or a text such as ``2018-01-05``, ``2018-01``, ``2018``.
        locale: Any language of CLDR.

    Raises:
        InvalidDate: The text is none of these.
        UnknownLocale: CLDR has no data for the locale.
    """
    day, precision = _parse(value)
    if precision == "day":
        return str(format_date(day, "long", locale=_locale(locale)))
    return str(format_skeleton(MONTH if precision == "month" else "y", day, locale=_locale(locale)))


def format_month(value: date | str, locale: str) -> str:
    """A month with its year, in the form that stands alone: ``leden 2018``, ``януари 2018 г.``.

    Args:
        value: A date, or a text that names at least the month: ``2018-01``, ``2018-01-05``.
        locale: Any language of CLDR.

    Raises:
        InvalidDate: The text is none of these.
        UnknownLocale: CLDR has no data for the locale.
    """
    return str(format_skeleton(MONTH, _month(value), locale=_locale(locale)))


def format_period(start: date | str, end: date | str, locale: str) -> str:
    """From one month to another: ``January 2018 – December 2019``; one month if they are the same.

    Raises:
        InvalidDate: One of the two names no month, or the end is before the start.
        UnknownLocale: CLDR has no data for the locale.
    """
    first, last = _month(start), _month(end)
    if last < first:
        raise InvalidDate(
            _("The period from %(start)s to %(end)s ends before it starts. Correct one of them.")
            % {"start": start, "end": end}
        )
    return str(format_interval(first, last, MONTH, locale=_locale(locale)))


def country_name(code: str, locale: str) -> str:
    """What a country is called: ``country_name("CZ", "it")`` is ``Cechia``.

    The code itself (ISO 3166-1, two letters) where CLDR has no name for it.

    Raises:
        UnknownLocale: CLDR has no data for the locale.
    """
    return str(_locale(locale).territories.get(code.upper(), code))


def is_country(code: str) -> bool:
    """Whether CLDR knows a country by this code of ISO 3166-1 alpha-2, in capitals."""
    return COUNTRY.fullmatch(code) is not None and code in _locale("en").territories


def format_duration(value: str, locale: str) -> str:
    """A duration in ISO 8601 as words: ``PT2H30M`` is ``2 hours, 30 minutes`` in English.

    Args:
        value: Such as ``PT2H30M``, ``P3D``, ``P4W``.
        locale: Any language of CLDR.

    Raises:
        InvalidDate: The text is no duration.
        UnknownLocale: CLDR has no data for the locale.
    """
    match = DURATION.fullmatch(value)
    given = {unit: number for unit, number in match.groupdict().items() if number} if match else {}
    if not given:
        raise InvalidDate(
            _("“%(value)s” is not a duration. Write PT2H30M, P3D or P4W.") % {"value": value}
        )
    babel_locale = _locale(locale)
    parts = [format_unit(int(number), unit, locale=babel_locale) for unit, number in given.items()]
    return str(format_list(parts, style="unit", locale=babel_locale))


def _locale(code: str) -> Locale:
    babel_locale = cldr_locale(code)
    if babel_locale is None:
        raise UnknownLocale(
            _("There are no formats for “%(code)s”. Use a language that CLDR has.") % {"code": code}
        )
    return babel_locale


def _month(value: date | str) -> date:
    day, precision = _parse(value)
    if precision == "year":
        raise InvalidDate(_("“%(value)s” has no month. Write 2018-01.") % {"value": value})
    return day.replace(day=1)


def _parse(value: date | str) -> tuple[date, str]:
    """A date and which part of it counts: ``day``, ``month`` or ``year``."""
    if isinstance(value, date):
        return value, "day"
    match = PARTIAL_DATE.fullmatch(value)
    try:
        if match is None:
            raise ValueError(value)
        day = date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    except ValueError as error:
        raise InvalidDate(
            _("“%(value)s” is not a date. Write 2018-01-05, 2018-01 or 2018.") % {"value": value}
        ) from error
    return day, "day" if match["day"] else "month" if match["month"] else "year"
