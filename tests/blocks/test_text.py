"""Text blocks and the leaves with text in them."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from integra_cms.blocks.text import CalloutBlock, HeadingBlock, ParagraphBlock, QuoteBlock
from integra_cms.blocks.wording import CharBlock, RichTextBlock, TextBlock
from tests.blocks.families import preview_raw, refusal


@pytest.mark.parametrize(("level", "tag"), [("2", "h2"), ("3", "h3")])
def test_a_heading_has_its_level(level, tag):
    block = HeadingBlock()

    html = block.render(block.to_python({"text": "Why", "level": level}), {"id": "b1"})

    assert html.strip() == f'<{tag} class="integra-heading" id="b1">Why</{tag}>'


def test_a_heading_of_another_level_is_refused():
    assert refusal(HeadingBlock(), {"text": "Why", "level": "4"}) == ["invalid_choice"]


def test_text_is_escaped():
    block = QuoteBlock()

    html = block.render(block.to_python({"text": "<script>", "attribution": "a & b"}))

    assert "<script>" not in html
    assert "a &amp; b" in html


def test_a_callout_says_what_it_is():
    block = CalloutBlock()

    html = block.render(block.to_python(preview_raw(block, tone="warning", title="")))

    assert "<strong>Warning</strong>" in html


@pytest.mark.parametrize("nothing", ["", "<p></p>", '<p data-block-key="a"> &nbsp;</p><ul></ul>'])
def test_an_empty_editor_is_no_text(nothing):
    block = RichTextBlock()

    with pytest.raises(ValidationError) as refused:
        block.clean(block.normalize(nothing))
    assert refused.value.code == "required"
    assert RichTextBlock(required=False).clean(block.normalize(nothing)).source == ""


def test_rich_text_is_served_as_it_is_stored():
    block = ParagraphBlock()
    value = block.to_python('<p>To <a linktype="page" id="3">a page</a></p>')

    assert block.get_api_representation(value) == value.source


def test_whoever_serves_rich_text_may_resolve_its_links():
    block = ParagraphBlock()
    value = block.to_python("<p>Text</p>")

    form = block.get_api_representation(value, {"rich_text": lambda html: html.upper()})

    assert form == "<P>TEXT</P>"


def test_rich_text_has_the_formats_of_prose_alone():
    assert ParagraphBlock().features == [
        "bold",
        "italic",
        "link",
        "ol",
        "ul",
        "document-link",
    ]
    assert RichTextBlock(features=["bold"]).features == ["bold"]


@pytest.mark.parametrize("block", [CharBlock(), TextBlock()])
def test_text_without_stored_value_is_empty(block):
    assert block.to_python(None) == block.normalize(None) == block.get_default() == ""
    assert block.get_searchable_content("") == []
    assert block.get_searchable_content("word") == ["word"]


def test_rich_text_without_stored_value_is_empty():
    block = RichTextBlock(required=False)

    assert block.get_prep_value(block.to_python(None)) == ""
    assert block.get_prep_value(block.get_default()) == ""


def test_line_ends_of_a_browser_are_no_change():
    assert TextBlock().clean("One\r\nTwo") == "One\nTwo"
