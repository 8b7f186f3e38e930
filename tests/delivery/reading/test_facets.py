"""Facet counts, and that they tell what one gets by choosing."""

from __future__ import annotations

import random

import pytest

from integra_cms.delivery.reading.lists import list_answer, listing
from integra_cms.delivery.reading.questions import ListQuestion
from tests.delivery.reading.factories import LONG_AGO, Resource, publish, read

pytestmark = pytest.mark.django_db


def counted(**question):
    facets = listing(ListQuestion(asked="en", limit=1, with_facets=True, **question)).facets
    return {name: {each.code: each.count for each in codes} for name, codes in facets.items()}


def test_codes_stand_in_their_own_order_and_not_by_number():
    publish(
        Resource(facets=[("stages", "plan"), ("stages", "assess")]),
        Resource(facets=[("stages", "plan")]),
    )

    answer = read(list_answer(ListQuestion(asked="en", with_facets=True)).answer().body)

    assert answer["facets"]["stages"] == [
        {"code": "assess", "count": 1},
        {"code": "plan", "count": 2},
    ]
    assert answer["facets"]["kind"] == [{"code": "method", "count": 2}]


def test_cities_with_a_section_are_not_counted_against_each_other():
    publish(Resource(city="sofia"), Resource(city="brno"))

    assert counted() == {"kind": {"method": 2}}
    assert counted(cities=("sofia",)) == {"kind": {"method": 1}}


def test_other_languages_and_what_is_not_listed_do_not_count():
    publish(
        Resource({"en": "A"}, facets=[("stages", "plan")]),
        Resource({"bg": "Б"}, source="bg", facets=[("stages", "plan")]),
        Resource({"en": "Home"}, kind="home", listed=False, facets=[("stages", "plan")]),
    )

    assert counted() == {"kind": {"method": 2}, "stages": {"plan": 2}}
    assert counted(strict=True) == {"kind": {"method": 1}, "stages": {"plan": 1}}
    assert counted(kinds=("home",)) == {"kind": {"home": 1}, "stages": {"plan": 1}}


@pytest.mark.parametrize("seed", range(5))
def test_a_count_is_what_choosing_the_code_instead_gives(seed):
    chance = random.Random(seed)  # noqa: S311 - the same at every run
    names = {"stages": "abcd", "aims": "xyz", "issues": "pq"}
    publish(
        *(
            Resource(
                {"en": f"Method {number}"},
                kind=chance.choice(["method", "agenda"]),
                facets=[
                    (name, code)
                    for name, codes in names.items()
                    for code in codes
                    if chance.random() < 0.4
                ],
            )
            for number in range(60)
        )
    )
    chosen = {"stages": ("a", "b"), "aims": ("x",)}
    question = {"asked": "en", "kinds": ("method",), "limit": 1, "updated_since": LONG_AGO}

    found = listing(ListQuestion(**question, facets=chosen, with_facets=True, with_total=True))

    assert found.total == listing(ListQuestion(**question, facets=chosen, with_total=True)).total
    for name in names:
        for each in found.facets[name]:
            narrowed = {**chosen, name: (each.code,)}
            asked = ListQuestion(**question, facets=narrowed, with_total=True)
            assert listing(asked).total == each.count
    for each in found.facets["kind"]:
        asked = ListQuestion(**{**question, "kinds": (each.code,)}, facets=chosen, with_total=True)
        assert listing(asked).total == each.count
