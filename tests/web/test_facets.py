"""What filters are called in the web is what they are called in the API."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from integra_cms.delivery.reading import FacetCount
from integra_cms.delivery.registers import REGISTERS
from integra_cms.web.facets import KIND, facets


@pytest.mark.django_db
@pytest.mark.parametrize("locale", ["en", "bg", "it"])
def test_front_ends_of_others_call_everything_as_the_library_does(locale):
    told = REGISTERS["kinds"].build(locale).body
    choices = {each["name"]: each["choices"] for each in told["facets"] if each["choices"]}
    choices[KIND] = [
        {"code": each["code"], "label": each["label_plural"]}
        for each in told["kinds"]
        if not each["structural"]
    ]
    counts = {
        name: [FacetCount(each["code"], 1) for each in listed] for name, listed in choices.items()
    }

    with override(locale):
        shown = facets(counts, {}, locale)

    labels = {each["name"]: each["label"]["text"] for each in told["facets"]}
    assert {each.name: each.label for each in shown if each.name != KIND} == {
        name: labels[name] for name in choices if name != KIND
    }
    for facet in shown:
        assert [
            {"code": each.code, "label": {"text": each.label.text, "locale": each.label.locale}}
            for each in facet.choices
        ] == choices[facet.name]
