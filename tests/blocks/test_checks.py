"""System checks of stream fields and blocks."""

from __future__ import annotations

import pytest
from django.core.checks import run_checks
from django.db import models
from django.test.utils import isolate_apps
from wagtail import blocks
from wagtail.fields import StreamField as StockStreamField

from integra_cms.blocks import ListBlock, StreamBlock, StructBlock
from integra_cms.blocks.checks import check_stream_fields, field_errors, toolkit_stream_fields
from integra_cms.blocks.codes import CodeBlock
from integra_cms.blocks.fields import StreamField
from integra_cms.blocks.text import HeadingBlock
from integra_cms.blocks.wording import CharBlock
from tests.blocks.models import Holder


def errors_of(field):
    with isolate_apps("integra_cms.blocks"):

        class Page(models.Model):
            body = field

            class Meta:
                app_label = "integra_blocks"

            def __str__(self) -> str:
                return "a page"

        return [(error.id, error.msg) for error in field_errors(Page._meta.get_field("body"))]


def ids_of(field):
    return [number for number, _message in errors_of(field)]


def test_the_toolkit_itself_is_fine():
    errors = [error for error in run_checks(tags=["integra"]) if error.id.startswith("integra.E1")]

    assert [error for error in errors if "Holder" not in error.msg] == []


def test_fields_of_the_toolkit_are_looked_at():
    assert Holder._meta.get_field("body") in list(toolkit_stream_fields())
    assert {error.id for error in check_stream_fields() if "Holder" in error.msg} == {
        "integra.E106"
    }


def test_a_stock_field_is_an_error():
    assert ids_of(StockStreamField([("text", blocks.CharBlock())])) == ["integra.E101"]


def test_a_field_without_blocks_is_an_error():
    assert ids_of(StreamField()) == ["integra.E102"]


def test_a_stream_that_nobody_opens_is_an_error():
    ((number, message),) = errors_of(StreamField(stream="nowhere"))

    assert number == "integra.E103"
    assert "'nowhere'" in message


def test_a_field_of_a_named_stream_is_fine():
    assert ids_of(StreamField(stream="body")) == []


class StockInside(HeadingBlock):
    parts = ListBlock(blocks.StructBlock([("code", CodeBlock())]))


class StockList(HeadingBlock):
    parts = blocks.ListBlock(CharBlock())


class StockLeaf(HeadingBlock):
    word = blocks.CharBlock()


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (StockInside, ("integra.E104", "integra_blocks.Page.body.part.parts.item")),
        (StockList, ("integra.E104", "integra_blocks.Page.body.part.parts")),
        (StockLeaf, ("integra.E105", "integra_blocks.Page.body.part.word")),
    ],
)
def test_a_stock_block_at_any_depth_is_an_error_that_names_the_place(block, expected):
    found = errors_of(StreamField(StreamBlock([("part", block())])))

    assert expected in [(number, message.split(" ")[0]) for number, message in found]


class Bare(StructBlock):
    text = CharBlock()


def test_a_block_that_lacks_something_is_an_error_that_names_it():
    ((number, message),) = errors_of(StreamField(StreamBlock([("part", Bare())])))

    assert number == "integra.E106"
    assert message == (
        "integra_blocks.Page.body.part (Bare) has no icon, group, label, description, "
        "preview_value, schema."
    )


def test_the_name_of_the_placeholder_is_reserved():
    assert ids_of(StreamField(StreamBlock([("_unknown", HeadingBlock())]))) == ["integra.E107"]
