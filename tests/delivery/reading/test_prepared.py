"""Prepared statements on a connection that goes on after an error, as those of servers do."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection

from integra_cms.delivery.reading.database import rows
from integra_cms.delivery.reading.statements import _name_of

pytestmark = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="Only PostgreSQL is told to."
)

SQL = "SELECT t.word FROM of_statements t WHERE t.word <> %s"


@pytest.fixture
def table(committed_db):
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE of_statements (word varchar(10))")
        cursor.execute("INSERT INTO of_statements VALUES ('garden')")
    yield
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE of_statements")


def asked() -> list[str]:
    return [word for (word,) in rows(SQL, ("",), keep=True)]


def names() -> set[str]:
    return {name for (name,) in rows("SELECT name FROM pg_prepared_statements", ())}


def test_a_migration_meanwhile_is_no_error(table):
    assert [asked() for _ in range(3)] == [["garden"]] * 3
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE of_statements ALTER word TYPE varchar(20)")

    assert [asked() for _ in range(3)] == [["garden"]] * 3
    assert names() == {_name_of(SQL)}


def test_a_connection_of_somebody_else_is_no_error(table):
    assert [asked() for _ in range(3)] == [["garden"]] * 3
    rows("DEALLOCATE ALL; SELECT 1", ())

    assert asked() == ["garden"]


def test_a_statement_of_another_process_is_no_error(table):
    rows(f"PREPARE {_name_of(SQL)}(text) AS {SQL.replace('%s', '$1')}; SELECT 1", ())

    assert [asked() for _ in range(3)] == [["garden"]] * 3


def test_a_new_connection_begins_anew(table):
    assert [asked() for _ in range(3)] == [["garden"]] * 3
    connection.close()

    assert asked() == ["garden"]
    assert names() == set()
    assert asked() == ["garden"]
    assert names() == {_name_of(SQL)}


def test_what_is_wrong_with_the_query_itself_is_said(table):
    assert asked() == asked()
    rows("ALTER TABLE of_statements RENAME word TO term; SELECT 1", ())

    with pytest.raises(DatabaseError, match="word"):
        asked()
    rows("ALTER TABLE of_statements RENAME term TO word; SELECT 1", ())
    assert asked() == ["garden"]
