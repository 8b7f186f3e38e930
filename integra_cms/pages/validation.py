"""Checks across fields of a page, with codes that programs may rely on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


def ordered_range(page: Any, low: str, high: str) -> dict[str, ValidationError]:
    """An error at the upper field where it is below the lower one (``range_reversed``)."""
    first, last = getattr(page, low), getattr(page, high)
    if first is None or last is None or first <= last:
        return {}
    return {
        high: ValidationError(
            _("%(last)s is less than %(first)s. The larger number goes here."),
            code="range_reversed",
            params={"first": first, "last": last},
        )
    }


def ordered_dates(page: Any, start: str, end: str) -> dict[str, ValidationError]:
    """An error at the end where it is before the start (``end_before_start``).

    Dates may be partial: 2018 and 2018-05 do not contradict each other, whichever comes first.
    """
    first, last = getattr(page, start), getattr(page, end)
    shared = min(len(first), len(last))
    if not first or not last or first[:shared] <= last[:shared]:
        return {}
    return {
        end: ValidationError(
            _("It ends (%(last)s) before it starts (%(first)s). Correct one of the dates."),
            code="end_before_start",
            params={"first": first, "last": last},
        )
    }


def values(stream: Any, block_type: str) -> Iterator[Mapping[str, Any]]:
    """Values of the blocks of one type in a stream."""
    return (block.value for block in stream or () if block.block_type == block_type)


def repeated(codes: Iterable[str]) -> list[str]:
    """Codes that occur more than once, each named once, in order."""
    seen: set[str] = set()
    again: dict[str, None] = {}
    for code in codes:
        if code in seen:
            again[code] = None
        seen.add(code)
    return list(again)
