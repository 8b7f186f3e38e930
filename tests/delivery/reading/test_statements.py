from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from integra_cms.delivery.reading import statements
from integra_cms.delivery.reading.database import rows
from integra_cms.delivery.reading.statements import KEPT_AS, MOST

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="Only PostgreSQL is told to."),
]

SUM = "SELECT %s::int + %s::int"


@pytest.fixture(autouse=True)
def nothing_prepared() -> Iterator[None]:
    """Neither before nor after: what Django and the connection know must be the same."""
    forget()
    yield
    forget()


def forget() -> None:
    rows("DEALLOCATE ALL; SELECT 1", ())
    vars(connection._connections[connection._alias]).pop(KEPT_AS, None)


def prepared() -> list[str]:
    return [sql for (sql,) in rows("SELECT statement FROM pg_prepared_statements", ())]


def said(*questions: tuple[str, tuple[object, ...]]) -> list[str]:
    with CaptureQueriesContext(connection) as captured:
        for sql, params in questions:
            rows(sql, params, keep=True)
    return [query["sql"] for query in captured]


def test_the_second_time_a_statement_is_prepared():
    assert rows(SUM, (1, 2), keep=True) == [(3,)]
    assert prepared() == []

    assert rows(SUM, (2, 3), keep=True) == [(5,)]
    assert len(prepared()) == 1
    assert [sql.split("(")[0] for sql in said((SUM, (3, 4)), (SUM, (4, 5)))] == [
        f"EXECUTE {prepared_name()}"
    ] * 2


def prepared_name() -> str:
    ((name,),) = rows("SELECT name FROM pg_prepared_statements", ())
    return name


def test_each_is_one_query_whether_prepared_or_not():
    for _ in range(3):
        assert len(said((SUM, (1, 2)))) == 1


def test_texts_and_signs_of_percent_arrive_as_they_are():
    sql = "SELECT %s::text || '%%' || %s::text"
    for _ in range(3):
        assert rows(sql, ("it's", "100 % Ж"), keep=True) == [("it's%100 % Ж",)]


def test_a_statement_without_parameters_is_prepared_too():
    for _ in range(3):
        assert rows("SELECT 7", (), keep=True) == [(7,)]
    assert len(prepared()) == 1


def test_only_so_many_are_kept():
    for number in range(MOST + 5):
        for _ in range(2):
            rows(f"SELECT {number}", (), keep=True)

    assert len(prepared()) == MOST
    assert rows("SELECT 0", (), keep=True) == [(0,)]


def test_whoever_connects_again_begins_anew():
    for _ in range(2):
        rows(SUM, (1, 2), keep=True)
    wrapper = connection._connections[connection._alias]
    wrapper.integra_statements.connection = object()  # as if it were that of another connection
    rows("DEALLOCATE ALL; SELECT 1", ())

    assert [rows(SUM, (1, 2), keep=True) for _ in range(3)] == [[(3,)]] * 3


def test_nothing_is_prepared_where_connections_change_hands(monkeypatch):
    monkeypatch.setitem(connection.settings_dict, "DISABLE_SERVER_SIDE_CURSORS", True)

    for _ in range(3):
        assert rows(SUM, (1, 2), keep=True) == [(3,)]
    assert prepared() == []


def test_a_statement_that_cannot_be_prepared_is_not_remembered_as_if_it_were(monkeypatch):
    rows(SUM, (1, 2), keep=True)
    with monkeypatch.context() as patched:
        patched.setattr(statements, "_prepare", lambda *_args: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            rows(SUM, (1, 2), keep=True)

    assert rows(SUM, (1, 2), keep=True) == [(3,)]
