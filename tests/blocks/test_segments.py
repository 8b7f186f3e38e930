"""What translators see of blocks, and how their words come back."""

from __future__ import annotations

import pytest
from wagtail import blocks
from wagtail_localize.segments import OverridableSegmentValue, StringSegmentValue
from wagtail_localize.segments.extract import StreamFieldSegmentExtractor, extract_segments
from wagtail_localize.segments.ingest import StreamFieldSegmentsWriter, ingest_segments
from wagtail_localize.strings import StringValue

from integra_cms.blocks import StructBlock
from integra_cms.blocks.exceptions import SegmentMismatch, UntranslatableBlock
from integra_cms.blocks.segments import extract, restore
from tests.blocks.models import Holder
from tests.blocks.samples import SampleStream, raw_sample, raw_with_unknown

FIELD = Holder._meta.get_field("body")
TEXTS = {
    "b1.title": "Walk",
    "b1.note": "One\nTwo",
    "b1.inner.value": "kept",
    "b1.inner.points.p1.text": "First",
    "b1.inner.points.p2.text": "Second",
    "b1.words.w1": "alpha",
    "b1.stream.s1": "inside",
    "b1.stream.s2.value": "deep",
    "b1.stream.s2.points.p3.text": "Third",
}


@pytest.fixture
def source():
    return Holder(title="One", body=raw_with_unknown())


def translated(segments):
    """Every text in capitals; markup stays."""
    for segment in segments:
        if isinstance(segment, StringSegmentValue):
            data = segment.string.data.upper().replace("<A ID=", "<a id=").replace("</A>", "</a>")
            data = data.replace('"A1"', '"a1"').replace("<BR/>", "<br/>")
            segment = StringSegmentValue(
                segment.path, StringValue(data), attrs=segment.attrs, order=segment.order
            )
        yield segment


def plain(segments):
    return {
        segment.path: segment.render_text()
        for segment in segments
        if isinstance(segment, StringSegmentValue) and not segment.attrs
    }


def test_all_text_and_nothing_else_is_extracted(source):
    found = plain(extract_segments(source))

    assert found == {f"body.{path}": text for path, text in TEXTS.items()} | {"body.b2": "End"}


def test_rich_text_is_extracted_with_template_strings_and_addresses(source):
    segments = [one for one in extract_segments(source) if one.path.startswith("body.b1.prose")]

    template, string, address = segments
    assert template.string_count == 1
    assert string.string.data == 'Go <a id="a1">there</a>'
    assert (address.path, address.data) == (
        "body.b1.prose.'https://e.org/a.b'",
        "https://e.org/a.b",
    )


def test_the_stock_walker_finds_the_same(source):
    stock = StreamFieldSegmentExtractor(FIELD).handle_stream_block(source.body)

    assert plain(stock) == TEXTS | {"b2": "End"}


def test_segments_come_in_reading_order(source):
    paths = [segment.path for segment in extract_segments(source)]

    assert paths.index("body.b1.title") < paths.index("body.b1.inner.points.p1.text")
    assert paths.index("body.b1.inner.points.p2.text") < paths.index("body.b1.words.w1")
    assert paths[-1] == "body.b2"


def test_translations_go_to_where_their_text_was(source):
    target = Holder(title="One")

    ingest_segments(source, target, None, None, list(translated(extract_segments(source))))

    found = plain(extract_segments(target))
    assert found == {f"body.{path}": text.upper() for path, text in (TEXTS | {"b2": "End"}).items()}
    assert target.body[0].value["prose"].source == (
        '<p data-block-key="a">GO <a href="https://e.org/a.b">THERE</a></p>'
    )


def test_ids_codes_numbers_and_unknown_parts_are_the_same_in_the_target(source):
    target = Holder(title="One")

    ingest_segments(source, target, None, None, list(translated(extract_segments(source))))

    raw = FIELD.get_prep_value(target.body)
    assert raw[1] == raw_with_unknown()[1]
    assert raw[0]["value"]["gone_field"] == {"a": [1, 2]}
    assert raw[0]["value"]["inner"]["points"][0]["value"]["code"] == "P-1"
    assert raw[0]["value"]["stream"][2] == {"type": "gone_inner", "id": "g1", "value": {"x": 1}}


def test_the_source_stays_as_it_is(source):
    ingest_segments(source, Holder(), None, None, list(translated(extract_segments(source))))

    assert FIELD.get_prep_value(source.body) == raw_with_unknown()


def test_the_stock_writer_can_be_used_too(source):
    segments = StreamFieldSegmentExtractor(FIELD).handle_stream_block(source.body)
    target = Holder(body=raw_with_unknown())

    StreamFieldSegmentsWriter(FIELD, None, None).handle_stream_block(
        target.body, [segment.with_order(n) for n, segment in enumerate(translated(segments))]
    )

    assert target.body[0].value["title"] == "WALK"


def test_a_link_can_lead_elsewhere_in_another_language(source):
    segments = extract_segments(source)
    changed = [
        OverridableSegmentValue(one.path, "https://e.org/bg", order=one.order)
        if isinstance(one, OverridableSegmentValue)
        else one
        for one in segments
    ]
    target = Holder()

    ingest_segments(source, target, None, None, changed)

    assert 'href="https://e.org/bg"' in target.body[0].value["prose"].source


def test_an_override_of_plain_text_is_taken_as_it_is():
    block = SampleStream().child_blocks["sample"].child_blocks["title"]

    assert restore(block, "Walk", [OverridableSegmentValue("", "Walk!")]) == "Walk!"


def test_fields_without_stored_value_are_no_obstacle():
    holder = Holder(body=[{"type": "sample", "id": "b1", "value": {"title": "x", "note": None}}])

    assert plain(extract_segments(holder)) == {"body.b1.title": "x"}


@pytest.mark.parametrize(
    "path", ["b9", "b1.nothing", "b1.words.w9", "b1.number", "b1.stream.s9", "g2"]
)
def test_a_translation_for_a_part_that_is_not_there_is_refused(source, path):
    with pytest.raises(SegmentMismatch):
        FIELD.restore_translated_segments(source.body, [StringSegmentValue(path, "Text")])


def test_two_translations_for_one_text_are_refused(source):
    twice = [StringSegmentValue("b1.title", "A"), StringSegmentValue("b1.title", "B")]

    with pytest.raises(SegmentMismatch, match="there are 2 translations"):
        FIELD.restore_translated_segments(source.body, twice)


def test_rich_text_is_translated_wholly_or_not_at_all(source):
    segments = [one for one in extract_segments(source) if one.path == "body.b1.prose"]
    template = segments[0].unwrap()[1]

    with pytest.raises(SegmentMismatch, match="Translate all of them or none"):
        FIELD.restore_translated_segments(source.body, [template])
    with pytest.raises(SegmentMismatch, match="exactly one template"):
        FIELD.restore_translated_segments(source.body, [segments[1].unwrap()[1]])


class StockInside(StructBlock):
    stock = blocks.CharBlock()


def test_a_leaf_that_says_nothing_about_translation_is_an_error():
    block = StockInside()
    value = block.to_python({"stock": "text"})

    with pytest.raises(UntranslatableBlock, match="'stock'"):
        extract(block, value)
    with pytest.raises(UntranslatableBlock, match="'stock'"):
        restore(block, value, [StringSegmentValue("stock", "Text")])


def test_all_words_of_the_sample_are_covered_by_these_tests():
    assert set(TEXTS.values()) <= set(str(raw_sample()).replace("\\n", "\n").split("'"))
