"""Numbers as registers write them."""

from __future__ import annotations

from decimal import Decimal


def number(value: Decimal) -> str:
    """Without zeros that say nothing: ``2000`` for ``2000.0000``; databases give more or less."""
    return format(value.normalize() if value else Decimal(0), "f")


def number_or_none(value: Decimal | None) -> str | None:
    """The same, where there need not be a number."""
    return None if value is None else number(value)
