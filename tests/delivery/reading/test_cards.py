"""Cards in an order that somebody else decided."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from integra_cms.delivery.reading import QuestionRefused, cards, cards_of
from tests.delivery.reading.factories import Resource, publish, resources

pytestmark = pytest.mark.django_db


def test_cards_stand_in_the_given_order_each_once():
    first, second, third = publish(*resources(3))

    hits = cards_of([third, first, third, uuid4(), second], asked="bg")

    assert [hit.resource for hit in hits] == [third, first, second]


def test_a_card_comes_in_the_edition_for_the_asked_language_and_says_so():
    [english] = publish(Resource({"en": "Walk"}))
    [structural] = publish(Resource({"en": "City", "bg": "Град"}, kind="city", listed=False))

    foreign, own = cards_of([english, structural], asked="bg")

    assert (foreign.served, foreign.foreign) == ("en", True)
    assert json.loads(foreign.content)["title"] == "Walk"
    assert json.loads(foreign.label)["asked"] == "bg"
    assert (own.served, own.foreign, own.kind) == ("bg", False, "city")


def test_many_are_read_in_parts(monkeypatch, django_assert_num_queries):
    published = publish(*resources(5))
    monkeypatch.setattr(cards, "AT_ONCE", 2)

    with django_assert_num_queries(3):
        hits = cards_of(published, asked="en")

    assert [hit.resource for hit in hits] == published


def test_nothing_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert cards_of([], asked="en") == []


def test_a_locale_that_is_none_is_refused():
    with pytest.raises(QuestionRefused):
        cards_of([uuid4()], asked="xx")
