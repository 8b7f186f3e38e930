"""What is refused before anything is read."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from integra_cms.delivery.reading.exceptions import QuestionRefused
from integra_cms.delivery.reading.questions import ListQuestion, facet_names

EAST, WEST = timezone(timedelta(hours=14)), timezone(timedelta(hours=-12))


@pytest.mark.parametrize(
    ("wrong", "parameter", "allowed"),
    [
        ({"asked": "xx"}, "locale", "bg"),
        ({"chain": "none"}, "fallback", "default"),
        ({"kinds": ("method", "recipe")}, "kind", "checklist"),
        ({"kinds": ("recipe",)}, "kind", "home"),
        ({"facets": {"colour": ("red",)}}, "facet", "stages"),
        ({"sort": "rank"}, "sort", "title"),
        ({"sort": "relevance"}, "sort", "date"),
        ({"sort": "relevance", "q": "  "}, "sort", "date"),
        ({"view": "all"}, "view", "full"),
        ({"limit": 0}, "limit", None),
        ({"limit": 101}, "limit", None),
        ({"limit": 10**9}, "limit", None),
        ({"limit": -1}, "limit", None),
        ({"updated_since": datetime(2026, 1, 1)}, "updated_since", None),
        ({"updated_since": datetime.min.replace(tzinfo=EAST)}, "updated_since", None),
        ({"updated_since": datetime.max.replace(tzinfo=WEST)}, "updated_since", None),
        ({"q": "x" * 10_000}, "q", None),
        ({"q": "\x00"}, "q", None),
        ({"q": "\ud800"}, "q", None),
        ({"kinds": ("\x00",)}, "kind", None),
        ({"cities": ("a\x00",)}, "city", None),
        ({"cities": tuple("abcdefghijk" * 5)}, "city", None),
        ({"facets": {"stages": ("\ud800",)}}, "stages", None),
    ],
)
def test_a_wrong_part_is_named_with_what_may_stand_there(wrong, parameter, allowed):
    with pytest.raises(QuestionRefused) as refused:
        ListQuestion(**{"asked": "en", **wrong})

    assert refused.value.parameter == parameter
    assert allowed is None or allowed in refused.value.allowed
    assert len(str(refused.value)) < 1000


def test_the_message_names_the_value_and_what_to_use():
    with pytest.raises(QuestionRefused) as refused:
        ListQuestion(asked="en", view="all")

    assert str(refused.value) == ("“all” is no possible value of “view”. Use one of: card, full.")


def test_every_facet_of_every_kind_can_be_asked_for():
    names = facet_names()

    ListQuestion(asked="en", facets=dict.fromkeys(names, ("x",)))

    assert {"stages", "settings", "country", "languages"} <= set(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("question", "order"),
    [
        ({}, "title"),
        ({"q": "x"}, "relevance"),
        ({"q": " "}, "title"),
        ({"q": "x", "sort": "date"}, "date"),
    ],
)
def test_relevance_is_the_default_where_there_is_any(question, order):
    assert ListQuestion(asked="en", **question).order == order
