"""Months, partial dates, countries and currencies."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from integra_cms.vocabularies.validators import (
    validate_country,
    validate_currency,
    validate_month,
    validate_partial_date,
)


@pytest.mark.parametrize(
    ("validate", "value"),
    [
        (validate_country, "CZ"),
        (validate_currency, "EUR"),
        (validate_month, "2018-01"),
        (validate_partial_date, "2018"),
        (validate_partial_date, "2018-12"),
        (validate_partial_date, "2020-02-29"),
    ],
)
def test_what_is_right_passes(validate, value):
    validate(value)


@pytest.mark.parametrize(
    ("validate", "value", "code"),
    [
        (validate_country, "ZZ", "country_unknown"),
        (validate_currency, "euro", "currency_unknown"),
        (validate_month, "2018", "month_invalid"),
        (validate_month, "2018-13", "month_invalid"),
        (validate_partial_date, "18", "date_invalid"),
        (validate_partial_date, "2019-02-29", "date_invalid"),
        (validate_partial_date, "2019-02-28\n", "date_invalid"),
    ],
)
def test_what_is_wrong_is_refused_by_name(validate, value, code):
    with pytest.raises(ValidationError) as refused:
        validate(value)

    assert refused.value.code == code
    assert value in refused.value.messages[0]
