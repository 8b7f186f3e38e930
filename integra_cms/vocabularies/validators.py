"""What counts as a country, a currency, a month, or a date known only in part."""

from __future__ import annotations

import re
from datetime import date
from functools import cache

from babel import Locale
from babel.numbers import list_currencies
from django.contrib.staticfiles import finders
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
PARTIAL_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-\d{2})?)?")

# CLDR lists these beside the countries of ISO 3166-1, which has no such entries.
NO_COUNTRIES = frozenset({"EU", "EZ", "QO", "UN", "XA", "XB", "XK", "ZZ"})


@cache
def country_codes() -> frozenset[str]:
    """The two-letter codes of ISO 3166-1, with the few reserved ones that CLDR names."""
    return frozenset(
        code for code in Locale("en").territories if len(code) == 2 and code not in NO_COUNTRIES
    )


def validate_static_file(value: str) -> None:
    """Accepts the path of a static file that an app of this site has.

    Raises:
        ValidationError: With the code ``static_file_missing``.
    """
    if finders.find(value) is None:
        raise ValidationError(
            _(
                "There is no static file “%(value)s”. Use the path of one that an app of this site "
                "has, or leave it empty."
            ),
            code="static_file_missing",
            params={"value": value},
        )


def validate_country(value: str) -> None:
    """Accepts ``BG``.

    Raises:
        ValidationError: With the code ``country_unknown``.
    """
    if value not in country_codes():
        raise ValidationError(
            _("“%(value)s” is not a country. Use its two-letter ISO 3166-1 code, such as “BG”."),
            code="country_unknown",
            params={"value": value},
        )


def validate_currency(value: str) -> None:
    """Accepts ``EUR``.

    Raises:
        ValidationError: With the code ``currency_unknown``.
    """
    if value not in list_currencies():
        raise ValidationError(
            _("“%(value)s” is not a currency. Use its ISO 4217 code, such as “EUR”."),
            code="currency_unknown",
            params={"value": value},
        )


def validate_month(value: str) -> None:
    """Accepts ``2018-01``.

    Raises:
        ValidationError: With the code ``month_invalid``.
    """
    if not MONTH.fullmatch(value):
        raise ValidationError(
            _("“%(value)s” is not a month. Write year and month, such as “2018-01”."),
            code="month_invalid",
            params={"value": value},
        )


def validate_partial_date(value: str) -> None:
    """Accepts ``2018``, ``2018-01`` and ``2018-01-31``: no more precise than what is known.

    Raises:
        ValidationError: With the code ``date_invalid``.
    """
    try:
        if not PARTIAL_DATE.fullmatch(value):
            raise ValueError(value)
        if len(value) == len("2018-01-31"):
            date.fromisoformat(value)
    except ValueError:
        raise ValidationError(
            _("“%(value)s” is not a date. Write “2018”, “2018-01” or “2018-01-31”."),
            code="date_invalid",
            params={"value": value},
        ) from None
