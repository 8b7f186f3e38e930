"""How values look in the SQL of the two databases, and how rows come back from them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection

from integra_cms.delivery.reading.statements import execute_kept

Row = tuple[Any, ...]


def rows(sql: str, params: Sequence[Any], *, keep: bool = False) -> list[Row]:
    """All rows of one query.

    Args:
        sql: With ``%s`` for each parameter.
        params: Their values.
        keep: The best way to the rows is the same for all parameters, so it is found once.
    """
    with connection.cursor() as cursor:
        if keep:
            execute_kept(cursor, sql, params)
        else:
            cursor.execute(sql, params)
        found: list[Row] = cursor.fetchall()
        return found


def row(sql: str, params: Sequence[Any], *, keep: bool = False) -> Row | None:
    """The only row of one query, or None; the arguments are those of ``rows``."""
    found = rows(sql, params, keep=keep)
    return found[0] if found else None


def placeholders(values: Sequence[object]) -> str:
    """``%s, %s, %s``: one for each value. There must be at least one."""
    return ", ".join(["%s"] * len(values))


def identifier(value: UUID) -> object:
    """An identifier as a parameter."""
    return value if connection.features.has_native_uuid_field else value.hex


def identifiers(values: Iterable[UUID]) -> list[object]:
    return [identifier(value) for value in values]


def read_identifier(value: UUID | str) -> UUID:
    """An identifier from a row."""
    return value if isinstance(value, UUID) else UUID(value)


def moment(value: datetime) -> object:
    """A moment as a parameter."""
    adapted: object = connection.ops.adapt_datetimefield_value(value)
    return adapted


def read_moment(value: datetime | str) -> datetime:
    """A moment from a row, with its time zone."""
    read = datetime.fromisoformat(value) if isinstance(value, str) else value
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def is_storable(text: str) -> bool:
    """Whether a database could hold a text at all: no null characters, no halves of characters."""
    if "\x00" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
