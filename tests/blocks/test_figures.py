"""Figures and evidence."""

from __future__ import annotations

from django.utils import translation

from integra_cms.blocks.evidence import EvidenceBlock
from integra_cms.blocks.figures import FigureSetBlock
from tests.blocks.families import preview_raw, refusal


def with_units(*units, chart="bars"):
    block = FigureSetBlock()
    raw = preview_raw(block, chart=chart)
    for item, unit in zip(raw["figures"], units, strict=True):
        item["value"]["unit"] = unit
    return block, raw


def test_a_chart_shows_one_unit_only():
    assert refusal(*with_units("%", "")) == ["figure_units_differ"]


def test_a_table_may_show_several_units():
    block, raw = with_units("%", "people", chart="")

    block.clean(block.to_python(raw))


def test_numbers_and_dates_are_written_as_the_language_does():
    block = FigureSetBlock()
    raw = preview_raw(block)
    raw["figures"][0]["value"] |= {"value": "1234.5", "as_of": "2019-06", "sample_size": 2}
    value = block.to_python(raw)

    with translation.override("cs"):
        czech = block.render(value)
    with translation.override("en"):
        english = block.render(value)

    assert '<data value="1234.5">1\u00a0234,5</data>' in czech
    assert "červen 2019" in czech
    assert '<data value="1234.5">1,234.5</data>' in english
    assert "2 people asked" in english


def test_a_number_is_served_as_it_was_written():
    block = FigureSetBlock()
    raw = preview_raw(block)
    raw["figures"][0]["value"]["value"] = "540087.80"

    form = block.get_api_representation(block.to_python(raw))

    assert form["figures"][0]["value"] == "540087.80"


def test_evidence_may_be_a_claim_alone():
    block = EvidenceBlock()

    html = block.render(block.to_python({"claim": "It helped.", "source_name": "Survey"}))

    assert "It helped." in html
    assert "<data" not in html


def test_evidence_with_a_page_leads_there(library):
    block = EvidenceBlock()

    html = block.render(block.to_python(preview_raw(block, page=library.page.pk)))

    assert f">{library.page.title}</a>" in html
