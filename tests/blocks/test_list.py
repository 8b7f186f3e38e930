"""Lists keep their items and the ids of these."""

from __future__ import annotations

from integra_cms.blocks import ListBlock
from integra_cms.blocks.choosers import PageBlock
from integra_cms.blocks.wording import CharBlock
from tests.blocks.samples import InnerBlock, PointBlock


def test_an_item_without_id_keeps_its_content():
    block = ListBlock(PointBlock())

    value = block.to_python([{"type": "item", "value": {"code": "a", "text": "b"}}])

    assert dict(value[0]) == {"code": "a", "text": "b"}


def test_an_item_without_id_gets_the_same_id_at_each_load():
    block = ListBlock(InnerBlock())
    raw = [{"type": "item", "value": {"value": "x", "points": [{"code": "a", "text": "b"}]}}]

    assert block.get_prep_value(block.to_python(raw)) == block.get_prep_value(block.to_python(raw))


def test_items_of_the_old_format_are_taken():
    value = ListBlock(CharBlock()).to_python(["a", "b"])

    assert list(value) == ["a", "b"]
    assert len({item.id for item in value.bound_blocks}) == 2


def test_a_list_starts_out_empty():
    assert list(ListBlock(CharBlock()).get_default()) == []


def test_no_stored_value_is_an_empty_list():
    block = ListBlock(CharBlock())

    assert list(block.to_python(None)) == list(block.normalize(None)) == []


def test_structs_in_the_api_form_have_their_id():
    block = ListBlock(PointBlock())
    value = block.to_python([{"type": "item", "id": "p1", "value": {"code": "a", "text": "b"}}])

    assert block.get_api_representation(value) == [{"id": "p1", "code": "a", "text": "b"}]


def test_leaves_in_the_api_form_are_just_their_value():
    words = ListBlock(CharBlock())
    pages = ListBlock(PageBlock(required=False))

    assert words.get_api_representation(words.to_python(["a"])) == ["a"]
    assert pages.get_api_representation(pages.to_python([None])) == [None]
