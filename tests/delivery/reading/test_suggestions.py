"""Suggestions while somebody types."""

from __future__ import annotations

import pytest

from integra_cms.delivery.reading.exceptions import QuestionRefused
from integra_cms.delivery.reading.suggestions import suggest
from tests.delivery.reading.factories import Resource, publish

pytestmark = pytest.mark.django_db


def test_titles_are_suggested_in_what_the_chain_leads_to():
    publish(
        Resource({"en": "School walk"}), Resource({"en": "School", "cs": "Škola"}), indexed=True
    )

    found = suggest("sko", asked="cs")

    assert [(each.title, each.locale) for each in found] == [("Škola", "cs")]
    assert [each.locale for each in suggest("school", asked="cs")] == ["en"]
    assert suggest("scho", asked="en", limit=1)[0].title == "School"


def test_titles_that_go_on_alike_stand_in_the_order_of_the_alphabet():
    names = ["Košice", "Osijek", "Prague", "Rubano", "Sofia"]
    agendas = [Resource({"en": f"{name} agenda"}) for name in reversed(names)]
    publish(*agendas, indexed=True)

    assert [each.title for each in suggest("agen", asked="en")] == [
        f"{name} agenda" for name in names
    ]


@pytest.mark.parametrize("prefix", ["", "a", "\x00", "\ud800", "x" * 10_000])
def test_odd_beginnings_suggest_nothing(prefix):
    assert suggest(prefix, asked="en") == []


def test_an_unknown_locale_is_refused():
    with pytest.raises(QuestionRefused):
        suggest("sko", asked="xx")
