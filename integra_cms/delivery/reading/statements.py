"""Statements that PostgreSQL parses and plans once per connection, and then only runs.

Where an index leads to the few rows of an answer, planning takes longer than all the rest. SQLite
keeps the statements of a connection without being asked.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from typing import Any

from django.db import DatabaseError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

MOST = 64
"""Statements of one connection: some dozen shapes of questions, and room for odd ones."""

KEPT_AS = "integra_statements"
"""The attribute of Django's side of a connection that holds them."""


class _Statements(OrderedDict[str, str]):
    """What each statement of a connection is called there; empty for those seen once.

    Attributes:
        connection: The driver's. Whoever connects again begins anew.
    """

    def __init__(self, connection: object) -> None:
        super().__init__()
        self.connection = connection


def execute_kept(cursor: CursorWrapper, sql: str, params: Sequence[Any]) -> None:
    """Executes a query whose plan does not depend on its parameters.

    The second time that a connection sees it, it is prepared. What was prepared can turn out to be
    of no use: a migration changed a column, a pooler gave us the connection of another process.
    Then the connection begins anew, and the query is executed as it is. Nothing is prepared where
    ``DISABLE_SERVER_SIDE_CURSORS`` tells Django of such a pooler.
    """
    if not _is_possible(cursor.db):
        cursor.execute(sql, params)
        return
    try:
        name = _name(cursor, sql)
        if name:
            values = ", ".join(["%s"] * len(params))
            cursor.execute(f"EXECUTE {name}({values})" if values else f"EXECUTE {name}", params)
            return
    except DatabaseError:
        if cursor.db.in_atomic_block:  # nothing can be executed any more before it is rolled back
            raise
        delattr(cursor.db, KEPT_AS)
        _aside(cursor, "DEALLOCATE ALL")
    cursor.execute(sql, params)


def _is_possible(database: BaseDatabaseWrapper) -> bool:
    return database.vendor == "postgresql" and not database.settings_dict.get(
        "DISABLE_SERVER_SIDE_CURSORS"
    )


def _name(cursor: CursorWrapper, sql: str) -> str:
    """What a statement is called on this connection; empty where it is new to it."""
    known = _known(cursor.db)
    name = known.get(sql)
    if name is None:
        known[sql] = ""
        _forget_oldest(cursor, known)
        return ""
    known.move_to_end(sql)
    if not name:
        if not any(known.values()):
            # PostgreSQL would go on planning if it thought that it could gain by it.
            _aside(cursor, "SET plan_cache_mode = force_generic_plan")
        name = _name_of(sql)
        _prepare(cursor, name, sql)
        known[sql] = name
    return name


def _name_of(sql: str) -> str:
    """The same for each process: on no connection can it mean something else."""
    return f"integra_{hashlib.blake2s(sql.encode(), digest_size=16).hexdigest()}"


def _known(database: BaseDatabaseWrapper) -> _Statements:
    known: _Statements | None = getattr(database, KEPT_AS, None)
    if known is None or known.connection is not database.connection:
        known = _Statements(database.connection)
        setattr(database, KEPT_AS, known)
    return known


def _prepare(cursor: CursorWrapper, name: str, sql: str) -> None:
    first, *others = sql.split("%s")
    numbered = "".join(f"${number}{text}" for number, text in enumerate(others, start=1))
    _aside(cursor, f"PREPARE {name} AS {first}{numbered}".replace("%%", "%"))


def _forget_oldest(cursor: CursorWrapper, known: _Statements) -> None:
    if len(known) > MOST:
        _sql, name = known.popitem(last=False)
        if name:
            _aside(cursor, f"DEALLOCATE {name}")


def _aside(cursor: CursorWrapper, sql: str) -> None:
    """Executes what belongs to the connection rather than to a question."""
    with cursor.db.wrap_database_errors:
        cursor.cursor.execute(sql)
