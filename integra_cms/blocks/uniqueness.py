"""Codes that must not be used twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

Place = TypeVar("Place")


def duplicates(
    codes: Iterable[tuple[Place, str]], error_code: str
) -> Iterator[tuple[Place, ValidationError]]:
    """An error for every place with a code that was seen before; empty codes do not count."""
    seen: set[str] = set()
    for place, code in codes:
        if code and code in seen:
            yield (
                place,
                ValidationError(
                    _("The code “%(code)s” is used twice. Give each its own."),
                    code=error_code,
                    params={"code": code},
                ),
            )
        seen.add(code)
