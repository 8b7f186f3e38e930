"""Streams keep what no plugin knows."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from integra_cms.blocks import StreamBlock, StructBlock
from integra_cms.blocks.codes import CodeBlock
from integra_cms.blocks.unknown import PLACEHOLDER, UnknownBlock, find_unknown, refuse_unknown, seal
from tests.blocks.form_data import posted
from tests.blocks.samples import SampleStream, raw_sample, raw_with_unknown


@pytest.fixture
def block():
    return SampleStream()


def touched(block, raw):
    """The value with every block converted, not only passed through."""
    value = block.to_python(raw)
    for child in value:
        if child.block_type == "sample":
            list(child.value["stream"])
    return value


def test_untouched_content_is_stored_as_it_was(block):
    value = block.to_python(raw_with_unknown())

    assert block.get_prep_value(value) == raw_with_unknown()


def test_converted_content_is_stored_as_it_was(block):
    value = touched(block, raw_with_unknown())

    assert block.get_prep_value(value) == raw_with_unknown()


def test_converting_in_bulk_keeps_unknown_blocks_in_their_places(block):
    first, second = block.bulk_to_python([raw_with_unknown(), []])

    assert [child.block_type for child in first] == ["sample", "gone", "prose"]
    assert block.get_prep_value(first) == raw_with_unknown()
    assert list(second) == []


def test_an_unknown_block_has_its_own_type_and_its_raw_value(block):
    value = block.to_python(raw_with_unknown())

    assert value[1].block_type == "gone"
    assert isinstance(value[1].block, UnknownBlock)
    assert value[1].value == [{"type": "item", "value": "no id"}]


def test_cleaning_keeps_unknown_blocks_and_fields(block):
    value = block.clean(touched(block, raw_with_unknown()))

    assert block.get_prep_value(value) == raw_with_unknown()


def test_an_unknown_block_renders_answers_and_is_found_as_nothing(block):
    value = block.to_python(raw_with_unknown()[1:2])

    assert block.render(value) == ""
    assert value[0].render() == str(value[0]) == ""
    assert block.get_api_representation(value) == []
    assert block.get_searchable_content(value) == []
    assert list(block.extract_references(value)) == []


def test_the_api_form_has_no_unknown_fields(block):
    form = block.get_api_representation(touched(block, raw_with_unknown()))

    assert "gone_field" not in str(form)
    assert "gone" not in [child["type"] for child in form]


def test_the_form_brings_everything_back(block):
    value = touched(block, raw_with_unknown())

    returned = block.clean(block.value_from_datadict(posted(block, value), {}, "body"))

    assert block.get_prep_value(returned) == raw_with_unknown()


def test_the_form_shows_unknown_blocks_as_placeholders(block):
    state = block.get_form_state(block.to_python(raw_with_unknown()))

    assert [item["type"] for item in state] == ["sample", PLACEHOLDER, "prose"]
    assert '"type": "gone"' in state[1]["value"]


def test_a_changed_placeholder_is_refused(block):
    value = block.to_python(raw_with_unknown())
    data = posted(block, value)
    data["body-1-value"] = data["body-1-value"].replace("no id", "smuggled")

    with pytest.raises(ValidationError) as refused:
        block.clean(block.value_from_datadict(data, {}, "body"))

    assert refused.value.block_errors[1].code == "unknown_block_changed"


@pytest.mark.parametrize(
    "text", ["", "{}", "not json\nx", '["a"]\nx', seal("text"), seal({"a": 1})]
)
def test_a_placeholder_with_anything_else_is_refused(block, text):
    data = posted(block, block.to_python(raw_with_unknown()))
    data["body-1-value"] = text

    with pytest.raises(ValidationError) as refused:
        block.clean(block.value_from_datadict(data, {}, "body"))

    assert refused.value.block_errors[1].code == "unknown_block_changed"


def test_a_refused_placeholder_is_shown_again_as_it_was_sent(block):
    data = posted(block, block.to_python(raw_with_unknown()))
    data["body-1-value"] = "nonsense"

    value = block.value_from_datadict(data, {}, "body")

    assert block.get_form_state(value)[1] == {
        "type": PLACEHOLDER,
        "value": "nonsense",
        "id": "g2",
    }


def test_a_registered_type_in_a_placeholder_is_refused_although_it_is_signed(block):
    data = posted(block, block.to_python(raw_with_unknown()))
    data["body-1-value"] = seal({"type": "prose", "value": "<script>x</script>"})

    with pytest.raises(ValidationError) as refused:
        block.clean(block.value_from_datadict(data, {}, "body"))

    assert refused.value.block_errors[1].code == "unknown_block_changed"


def test_a_posted_unregistered_type_is_refused(block):
    data = posted(block, block.to_python(raw_with_unknown()))
    data["body-1-type"] = "smuggled"
    data["body-1-value"] = '{"raw": 1}'

    with pytest.raises(ValidationError):
        block.clean(block.value_from_datadict(data, {}, "body"))


def test_line_ends_of_a_browser_do_not_break_the_signature(block):
    data = posted(block, block.to_python(raw_with_unknown()))
    data["body-1-value"] = data["body-1-value"].replace("\n", "\r\n")

    returned = block.clean(block.value_from_datadict(data, {}, "body"))

    assert block.get_prep_value(returned)[1] == raw_with_unknown()[1]


def test_a_block_whose_plugin_is_back_is_itself_again():
    raw = [{"type": "gone", "id": "g", "value": "X-1"}]
    without = StreamBlock([("other", CodeBlock())])
    stored = without.get_prep_value(without.clean(touched(without, raw)))

    value = StreamBlock([("gone", CodeBlock())]).to_python(stored)

    assert isinstance(value[0].block, CodeBlock)
    assert value[0].value == "X-1"


def test_a_pair_with_an_unknown_name_is_an_error_and_not_dropped(block):
    with pytest.raises(ValueError, match="No block called 'gone' is registered"):
        block.to_python([("gone", "text")])


def test_pairs_with_known_names_are_taken(block):
    value = block.to_python([("prose", "<p>Hi</p>")])

    assert value[0].value.source == "<p>Hi</p>"


def test_text_that_is_no_json_is_kept_aside(block):
    value = block.to_python("<p>from a text field</p>")

    assert (list(value), value.raw_text) == ([], "<p>from a text field</p>")


def test_content_with_unknown_blocks_and_fields_is_refused_from_outside(block):
    with pytest.raises(ValidationError) as refused:
        refuse_unknown(raw_with_unknown(), block)

    assert refused.value.code == "block_unknown"
    assert "gone (g2)" in refused.value.messages[0]
    assert "gone_field (b1.inner.points.p1.gone_field)" in refused.value.messages[0]


def test_every_unknown_place_is_found(block):
    assert sorted(find_unknown(raw_with_unknown(), block)) == [
        ("b1.gone_field", "gone_field"),
        ("b1.inner.gone_field", "gone_field"),
        ("b1.inner.points.p1.gone_field", "gone_field"),
        ("b1.stream.g1", "gone_inner"),
        ("b1.stream.s2.points.p3.gone_field", "gone_field"),
        ("g2", "gone"),
    ]


def test_content_that_is_all_known_is_accepted_from_outside(block):
    refuse_unknown([raw_sample()], block)


@pytest.mark.parametrize(
    "raw",
    ["text", [1], [{"value": 1}], [{"type": "sample", "value": []}], [{"type": "prose"}]],
)
def test_content_of_another_shape_is_refused_from_outside(block, raw):
    with pytest.raises(ValidationError) as refused:
        refuse_unknown(raw, block)

    assert refused.value.code == "block_malformed"


class NumberedBlock(StructBlock):
    code = CodeBlock()

    def problems_together(self, values):
        return {n: ValidationError("Late.", code="late") for n in values if n > 0}


def test_blocks_of_one_type_are_checked_together_by_their_place_in_the_stream():
    block = StreamBlock([("numbered", NumberedBlock()), ("code", CodeBlock())])
    value = block.to_python(
        [
            {"type": "numbered", "value": {"code": "a"}},
            {"type": "code", "value": "x"},
            {"type": "numbered", "value": {"code": "b"}},
        ]
    )

    with pytest.raises(ValidationError) as refused:
        block.clean(value)

    assert {n: error.code for n, error in refused.value.block_errors.items()} == {2: "late"}
