"""Sections and items of a checklist."""

from __future__ import annotations

from integra_cms.blocks.checklist import SectionBlock
from tests.blocks.families import refusal, stream_refusal


def section(code, *item_codes):
    return {
        "code": code,
        "title": "Services",
        "items": [
            {
                "type": "item",
                "id": f"{code}-{n}",
                "value": {"code": item, "statement": "Signs", "modes": ["see"]},
            }
            for n, item in enumerate(item_codes)
        ],
    }


def test_an_item_code_is_used_once_in_all_sections():
    found = stream_refusal(
        "section", SectionBlock(), section("A", "A-1", "A-2"), section("B", "B-1", "A-2")
    )

    assert found == {1: ["item_code_duplicate"]}


def test_an_item_code_is_used_once_in_a_section():
    found = stream_refusal("section", SectionBlock(), section("A", "A-1", "A-1", "A-1"))

    assert found == {0: ["item_code_duplicate", "item_code_duplicate"]}


def test_a_section_code_is_used_once():
    found = stream_refusal("section", SectionBlock(), section("A", "A-1"), section("A", "B-1"))

    assert found == {1: ["section_code_duplicate"]}


def test_an_item_must_say_how_it_is_checked():
    raw = section("A", "A-1")
    raw["items"][0]["value"]["modes"] = []

    assert refusal(SectionBlock(), raw) == ["required"]


def test_a_code_must_be_one():
    assert refusal(SectionBlock(), section("A", "no code")) == ["code_invalid"]


def test_every_item_is_an_anchor_of_its_own():
    block = SectionBlock()

    html = block.render(block.to_python(section("A", "A-1", "A-2")), {"id": "section-id"})

    assert html.count('id="section-id"') == 1
    assert 'id="A-0"' in html
    assert 'id="A-1"' in html


def test_the_area_is_shown_by_its_label():
    block = SectionBlock()

    html = block.render(block.to_python({**section("A", "A-1"), "area": "PART"}))

    assert "Participation" in html
