"""Cursors: only our own, only for their question, and never a crash."""

from __future__ import annotations

import base64
from uuid import UUID, uuid4

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from integra_cms.delivery.reading.cursors import Place, read_cursor, write_cursor
from integra_cms.delivery.reading.exceptions import CursorError
from integra_cms.delivery.reading.lists import listing
from integra_cms.delivery.reading.questions import SORTS, ListQuestion
from tests.delivery.reading.factories import publish, resources

places = st.builds(Place, key=st.binary(max_size=3000), resource=st.uuids())


@given(places, st.text())
def test_a_cursor_gives_back_its_place(place, question):
    assert read_cursor(write_cursor(place, question), question) == place


@given(places)
def test_a_cursor_can_stand_in_an_address(place):
    assert set(write_cursor(place, "q")) <= set(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    )


@given(places, st.data())
def test_a_cursor_that_was_changed_is_refused(place, data):
    cursor = write_cursor(place, "q")
    raw = bytearray(base64.urlsafe_b64decode(cursor + "=="))
    raw[data.draw(st.integers(0, len(raw) - 1))] ^= data.draw(st.integers(1, 255))

    with pytest.raises(CursorError, match="start from the first page"):
        read_cursor(base64.urlsafe_b64encode(raw).decode().rstrip("="), "q")


def test_a_cursor_of_another_question_is_refused_with_a_remedy():
    cursor = write_cursor(Place(b"", uuid4()), "one")

    with pytest.raises(CursorError) as refused:
        read_cursor(cursor, "other")

    assert refused.value.parameter == "cursor"
    assert refused.value.code == "cursor_refused"
    assert "another question" in str(refused.value)


@given(st.one_of(st.text(), st.binary().map(lambda raw: base64.urlsafe_b64encode(raw).decode())))
def test_what_is_no_cursor_is_refused(text):
    with pytest.raises(CursorError):
        read_cursor(text, "q")


@pytest.mark.parametrize("text", ["", "A" * 100_000, "\x00", "ж", "A", "====", "\ud800"])
def test_odd_texts_are_refused(text):
    with pytest.raises(CursorError):
        read_cursor(text, "q")


@pytest.mark.django_db
@pytest.mark.parametrize("sort", SORTS)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(key=st.binary(max_size=20), resource=st.uuids())
def test_any_place_somebody_forges_is_read_from_or_refused(sort, key, resource):
    question = ListQuestion(asked="en", q="method", sort=sort)
    cursor = write_cursor(Place(key, resource), question.fingerprint)

    try:
        found = listing(ListQuestion(asked="en", q="method", sort=sort, cursor=cursor))
    except CursorError:
        assert sort != "title"
    else:
        assert found.hits == []


@pytest.mark.django_db
@pytest.mark.parametrize("sort", ["date", "relevance"])
@pytest.mark.parametrize("number", [2**63 - 1, -(2**63), 0, 2**62, -1])
def test_the_ends_of_numbers_are_no_crash(sort, number):
    publish(*resources(2), indexed=True)
    question = {"asked": "en", "q": "method", "sort": sort}
    place = Place(number.to_bytes(8, "big", signed=True), UUID(int=0))
    cursor = write_cursor(place, ListQuestion(**question).fingerprint)

    try:
        found = listing(ListQuestion(**question, cursor=cursor))
    except CursorError:
        assert abs(number) > 2**61
    else:
        assert len(found.hits) in (0, 2)
