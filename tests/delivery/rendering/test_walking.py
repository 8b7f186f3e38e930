"""The walk over raw content gives what the blocks themselves give."""

from __future__ import annotations

import copy
import json

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from wagtail import blocks

from integra_cms.blocks import ListBlock, StreamBlock, StructBlock
from integra_cms.blocks.choosers import PageBlock
from integra_cms.blocks.codes import DecimalBlock
from integra_cms.blocks.wording import CharBlock, RichTextBlock
from integra_cms.delivery.rendering import rich_text
from integra_cms.delivery.rendering.files import Files, Licences
from integra_cms.delivery.rendering.gathering import Gathered
from integra_cms.delivery.rendering.places import Addresses, Restrictions
from integra_cms.delivery.rendering.targets import Targets
from integra_cms.delivery.rendering.walking import form_of, walk_for
from integra_cms.plugins import contributions
from tests.blocks.library import with_references
from tests.blocks.samples import SampleStream, raw_with_unknown

REGISTERED = {
    (stream, name): block
    for stream in contributions.streams
    for name, block in contributions.blocks(stream).items()
}


def plain(html):
    return rich_text.resolved(html, lambda _sort, _key: None)


def as_json(data):
    return json.loads(json.dumps(data, cls=DjangoJSONEncoder))


def native(stream, raw):
    """What the blocks give."""
    value = stream.to_python(copy.deepcopy(raw))
    return as_json(stream.get_api_representation(value, context={"rich_text": plain}))


def walked(stream, raw):
    """What the walk gives, with all references in their places."""
    found, into = Gathered(), {}
    walk_for(stream)(raw, into, "form", found)
    if found.pages:
        targets = Targets({key for key, _ in found.pages}, {}, Addresses(), Restrictions())
    for key, (container, place) in found.pages:
        if key in targets.resources:
            container[place] = {"resource": targets.resources[key]}
    files = Files({(sort, key) for sort, key, _ in found.files}, Licences())
    for sort, key, (container, place) in found.files:
        if row := files.get(sort, key):
            container[place] = files.reference(sort, row)
    for html, (container, place) in found.html:
        container[place] = plain(html)
    for block, value, (container, place) in found.opaque:
        before, form = container[place], form_of(block, value, {"rich_text": plain})
        container[place] = {**before, **form} if isinstance(before, dict) else form
    return into["form"]


def variations(raw):
    """Stored values with parts missing, empty, unknown or without an id."""
    if isinstance(raw, dict):
        for name in raw:
            yield {key: value for key, value in raw.items() if key != name}
            yield {**raw, name: None}
            for changed in variations(raw[name]):
                yield {**raw, name: changed}
        yield {**raw, "gone_field": {"a": 1}}
        yield {}
    elif isinstance(raw, list):
        yield []
        yield [{"type": "gone", "id": "g", "value": 1}, *raw]
        for index, item in enumerate(raw):
            if isinstance(item, dict) and "value" in item:
                yield [*raw[:index], {**item, "id": None}, *raw[index + 1 :]]
                for changed in variations(item["value"]):
                    yield [*raw[:index], {**item, "value": changed}, *raw[index + 1 :]]


@pytest.mark.parametrize("known", sorted(REGISTERED))
def test_every_registered_block_reads_as_it_reads_itself(known, library):
    _stream, name = known
    block = REGISTERED[known]()
    stream = StreamBlock([(name, block)])
    block = stream.child_blocks[name]
    for value in (
        block.get_preview_value(),
        with_references(block, block.get_preview_value(), library),
    ):
        raw = as_json([{"type": name, "id": "b1", "value": block.get_prep_value(value)}])

        assert walked(stream, raw) == native(stream, raw)


@pytest.mark.parametrize("known", sorted(REGISTERED))
def test_what_is_missing_empty_or_unknown_reads_as_the_block_reads_it(known, library):
    _stream, name = known
    stream = StreamBlock([(name, REGISTERED[known]())])
    block = stream.child_blocks[name]
    value = with_references(block, block.get_preview_value(), library)
    stored = as_json(block.get_prep_value(value))
    compared = 0
    for changed in variations(stored):
        raw = as_json([{"type": name, "id": "b1", "value": changed}])
        form = walked(stream, raw)
        try:
            expected = native(stream, raw)
        except (AttributeError, TypeError, ValueError, KeyError):
            continue  # the block cannot read it at all; the walk can
        compared += 1

        assert form == expected, changed

    assert compared or not isinstance(stored, dict)


def test_unknown_blocks_and_fields_are_left_out_at_every_depth(db):
    raw = raw_with_unknown()

    form = walked(SampleStream(), raw)

    assert form == native(SampleStream(), raw)
    assert "gone" not in json.dumps(form)


@pytest.mark.parametrize("raw", [None, "text", 7, [None], ["x"], [{"type": "sample"}], {"a": 1}])
@pytest.mark.django_db
def test_what_is_no_stream_is_an_empty_one(raw):
    assert walked(SampleStream(), raw) == []


class ShoutingBlock(CharBlock):
    def get_api_representation(self, value, context=None):
        return {"shout": value.upper()}


class OwnStruct(StructBlock):
    prose = RichTextBlock()
    page = PageBlock(required=False)

    def get_api_representation(self, value, context=None):
        return {"mine": super().get_api_representation(value, context)["prose"]}


class DefaultingBlock(StructBlock):
    number = DecimalBlock(default="1.50")
    words = ListBlock(CharBlock(), default=["one", "two"])
    shout = ShoutingBlock(default="hey")


@pytest.mark.django_db
class TestBlocksOfPlugins:
    def test_a_leaf_with_a_form_of_its_own_is_asked(self):
        stream = StreamBlock([("shout", ShoutingBlock())])

        assert walked(stream, [{"type": "shout", "id": "a", "value": "hey"}]) == [
            {"type": "shout", "id": "a", "value": {"shout": "HEY"}}
        ]

    def test_a_struct_with_a_form_of_its_own_is_asked_with_resolved_links(self):
        stream = StreamBlock([("own", OwnStruct())])
        raw = [{"type": "own", "id": "a", "value": {"prose": '<p>x <a href="evil:1">y</a></p>'}}]

        assert walked(stream, raw)[0]["value"] == {"mine": "<p>x y</p>"}

    def test_in_a_list_it_keeps_the_id_of_its_place(self):
        stream = StreamBlock([("list", ListBlock(OwnStruct()))])
        item = {"type": "item", "id": "i1", "value": {"prose": "<p>x</p>"}}
        raw = [{"type": "list", "id": "a", "value": [item]}]

        assert walked(stream, raw) == native(stream, raw)
        assert walked(stream, raw)[0]["value"] == [{"id": "i1", "mine": "<p>x</p>"}]

    def test_its_references_are_noted_all_the_same(self, library):
        found = Gathered()

        walk_for(OwnStruct())({"page": library.page.pk, "prose": ""}, {}, "", found)

        assert [key for key, _place in found.pages] == [library.page.pk]

    def test_defaults_stand_for_what_is_not_stored(self):
        stream = StreamBlock([("defaults", DefaultingBlock())])
        raw = [{"type": "defaults", "id": "a", "value": {}}]

        form = walked(stream, raw)

        assert form == native(stream, raw)
        assert form[0]["value"] == {
            "number": "1.50",
            "words": ["one", "two"],
            "shout": {"shout": "HEY"},
        }

    def test_a_value_that_cannot_be_read_is_null(self):
        stream = StreamBlock([("number", DecimalBlock())])

        assert walked(stream, [{"type": "number", "id": "a", "value": "many"}])[0]["value"] is None

    def test_dates_are_text(self):
        stream = StreamBlock([("day", blocks.DateBlock())])

        form = walked(stream, [{"type": "day", "id": "a", "value": "2018-05-16"}])

        assert form[0]["value"] == "2018-05-16"


class TestWords:
    def words(self, block, raw):
        found = Gathered()
        walk_for(block)(raw, {}, "", found)
        return found.words

    def test_they_come_in_order_without_codes_and_markup(self):
        raw = {
            "title": "Walk",
            "number": 3,
            "colour": "red",
            "note": "One",
            "prose": "<p>First &amp; last</p><p>Second<br/>line</p>",
            "inner": {"points": [{"type": "item", "id": "p", "value": {"code": "P", "text": "T"}}]},
        }

        words = self.words(SampleStream().child_blocks["sample"], raw)

        assert words == ["Walk", "One", "First & last Second line", "T"]

    def test_what_search_shall_not_find_is_left_out(self):
        class Quiet(StructBlock):
            loud = CharBlock()
            quiet = CharBlock(search_index=False)

        assert self.words(Quiet(), {"loud": "a", "quiet": "b"}) == ["a"]
        assert (
            self.words(
                StreamBlock([("q", Quiet(search_index=False))]),
                [{"type": "q", "id": "1", "value": {"loud": "a"}}],
            )
            == []
        )
