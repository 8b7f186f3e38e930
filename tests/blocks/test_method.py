"""Steps, roles and supplies of a method."""

from __future__ import annotations

from integra_cms.blocks.method import StepBlock, SupplyBlock
from tests.blocks.families import preview_raw, refusal


def test_a_step_takes_at_most_what_it_takes_at_least():
    block = StepBlock()

    assert refusal(block, preview_raw(block, minutes_min=90, minutes_max=60)) == ["minutes_order"]


def test_a_step_may_say_one_of_the_two():
    block = StepBlock()

    block.clean(block.to_python(preview_raw(block, minutes_max=None)))
    block.clean(block.to_python(preview_raw(block, minutes_min=None)))


def test_a_step_shows_its_illustration_without_words(library):
    block = StepBlock()

    html = block.render(block.to_python(preview_raw(block, image=library.image.pk)))

    assert 'alt=""' in html


def test_a_supply_says_whether_it_is_used_up():
    block = SupplyBlock()

    html = block.render(block.to_python(preview_raw(block, use="used_up")))

    assert "Used up" in html
