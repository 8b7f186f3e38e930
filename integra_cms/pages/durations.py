"""ISO 8601 durations: what methods take, from minutes to months."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

NUMBER = r"\d+(?:[.,]\d+)?"
DURATION = re.compile(
    rf"P(?=[\dT])(?:{NUMBER}Y)?(?:{NUMBER}M)?(?:{NUMBER}W)?(?:{NUMBER}D)?"
    rf"(?:T(?=\d)(?:{NUMBER}H)?(?:{NUMBER}M)?(?:{NUMBER}S)?)?"
)


def validate_duration(value: str) -> None:
    """Accepts ``PT2H15M``, ``P3D``, ``P4W``.

    Raises:
        ValidationError: With the code ``duration_invalid``.
    """
    if not DURATION.fullmatch(value):
        raise ValidationError(
            _(
                "“%(value)s” is not a duration. Write one such as “2 h 15 min”, “3 d” for days or "
                "“4 w” for weeks; in data, “PT2H15M”, “P3D” or “P4W”."
            ),
            code="duration_invalid",
            params={"value": value},
        )


SYMBOLS = {"y": "Y", "mo": "M", "w": "W", "d": "D"}
SYMBOLS_OF_TIME = {"h": "H", "min": "M", "s": "S"}
IN_SYMBOLS = re.compile(
    "".join(
        rf"(?:(?P<{symbol}>{NUMBER}){symbol}(?![a-z]))?" for symbol in [*SYMBOLS, *SYMBOLS_OF_TIME]
    )
)


def to_symbols(value: str) -> str:
    """``PT2H15M`` as people write it in a form: ``2 h 15 min``; anything else as it is."""
    if not DURATION.fullmatch(value):
        return value
    date, _t, time = value[1:].partition("T")
    parts = [
        (number, symbol)
        for text, symbols in ((date, SYMBOLS), (time, SYMBOLS_OF_TIME))
        for number, letter in re.findall(rf"({NUMBER})([A-Z])", text)
        for symbol in symbols
        if symbols[symbol] == letter
    ]
    return " ".join(f"{number} {symbol}" for number, symbol in parts)


def from_symbols(text: str) -> str:
    """``2 h 15 min`` as it is stored: ``PT2H15M``; anything else as it is."""
    match = IN_SYMBOLS.fullmatch("".join(text.split()))
    if match is None or not any(match.groupdict().values()):
        return text
    date, time = (
        "".join(f"{match[symbol]}{symbols[symbol]}" for symbol in symbols if match[symbol])
        for symbols in (SYMBOLS, SYMBOLS_OF_TIME)
    )
    return f"P{date}T{time}" if time else f"P{date}"


class DurationFormField(forms.CharField):
    """A duration in the symbols that people use; the notation it is stored in will do as well."""

    def prepare_value(self, value: Any) -> Any:
        return to_symbols(value) if isinstance(value, str) else value

    def to_python(self, value: Any) -> str:
        return from_symbols(super().to_python(value))

    def has_changed(self, initial: Any, data: Any) -> bool:
        return super().has_changed(initial, self.to_python(data))
