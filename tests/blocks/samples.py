"""Blocks that have a bit of everything, for tests of the containers."""

from __future__ import annotations

from integra_cms.blocks import ListBlock, StreamBlock, StructBlock
from integra_cms.blocks.codes import BooleanBlock, ChoiceBlock, CodeBlock, IntegerBlock
from integra_cms.blocks.wording import CharBlock, RichTextBlock, TextBlock


class PointBlock(StructBlock):
    code = CodeBlock()
    text = CharBlock()


class InnerBlock(StructBlock):
    value = CharBlock(required=False)
    points = ListBlock(PointBlock())


class InnerStream(StreamBlock):
    words = CharBlock()
    inner = InnerBlock()

    class Meta:
        required = False


class SampleBlock(StructBlock):
    title = CharBlock()
    number = IntegerBlock(required=False)
    yes = BooleanBlock()
    colour = ChoiceBlock(choices=[("red", "Red"), ("blue", "Blue")], required=False)
    note = TextBlock(required=False)
    prose = RichTextBlock(required=False)
    inner = InnerBlock()
    words = ListBlock(CharBlock())
    stream = InnerStream()


class SampleStream(StreamBlock):
    sample = SampleBlock()
    prose = RichTextBlock()


def raw_sample() -> dict:
    """One block with everything in it, as it is stored."""
    return {
        "type": "sample",
        "id": "b1",
        "value": {
            "title": "Walk",
            "number": 3,
            "yes": True,
            "colour": "red",
            "note": "One\nTwo",
            "prose": '<p data-block-key="a">Go <a href="https://e.org/a.b">there</a></p>',
            "inner": {
                "value": "kept",
                "points": [
                    {"type": "item", "id": "p1", "value": {"code": "P-1", "text": "First"}},
                    {"type": "item", "id": "p2", "value": {"code": "P-2", "text": "Second"}},
                ],
            },
            "words": [{"type": "item", "id": "w1", "value": "alpha"}],
            "stream": [
                {"type": "words", "id": "s1", "value": "inside"},
                {
                    "type": "inner",
                    "id": "s2",
                    "value": {
                        "value": "deep",
                        "points": [
                            {"type": "item", "id": "p3", "value": {"code": "P-3", "text": "Third"}}
                        ],
                    },
                },
            ],
        },
    }


def raw_with_unknown() -> list[dict]:
    """Stored content with unknown blocks and fields at every level."""
    block = raw_sample()
    block["value"]["gone_field"] = {"a": [1, 2]}
    block["value"]["inner"]["gone_field"] = "text"
    block["value"]["inner"]["points"][0]["value"]["gone_field"] = None
    block["value"]["stream"].append({"type": "gone_inner", "id": "g1", "value": {"x": 1}})
    block["value"]["stream"][1]["value"]["points"][0]["value"]["gone_field"] = 7
    return [
        block,
        {"type": "gone", "id": "g2", "value": [{"type": "item", "value": "no id"}]},
        {"type": "prose", "id": "b2", "value": '<p data-block-key="z">End</p>'},
    ]
