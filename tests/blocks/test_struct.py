"""Structs keep the fields nobody knows, and do not mix them with the others."""

from __future__ import annotations

import copy
import pickle

import pytest
from django.core.exceptions import ValidationError

from integra_cms.blocks import StructBlock, StructValue
from integra_cms.blocks.unknown import UNKNOWN_FIELDS, Forged, seal
from tests.blocks.form_data import posted
from tests.blocks.samples import InnerBlock, PointBlock

RAW = {"code": "P-1", "text": "First", "gone": {"deep": [1]}}


@pytest.fixture
def block():
    return PointBlock()


@pytest.fixture
def value(block):
    return block.to_python(RAW)


def test_unknown_fields_are_no_items(value):
    assert list(value) == ["code", "text"]
    assert value.unknown == {"gone": {"deep": [1]}}


def test_unknown_fields_are_stored_again(block, value):
    assert block.get_prep_value(value) == RAW


def test_bulk_conversion_takes_a_view_of_a_dict(block):
    values = block.bulk_to_python({0: RAW, 1: {"code": "b"}}.values())

    assert [one.unknown for one in values] == [{"gone": {"deep": [1]}}, {}]


def test_normalising_a_dict_fills_in_defaults_and_keeps_unknown_fields(block):
    value = block.normalize({"code": "P-1", "gone": 1})

    assert dict(value) == {"code": "P-1", "text": ""}
    assert value.unknown == {"gone": 1}


def test_cleaning_keeps_unknown_fields(block, value):
    assert block.clean(value).unknown == value.unknown


def test_values_that_differ_in_unknown_fields_alone_differ(block, value):
    other = block.to_python({**RAW, "gone": 2})

    assert value != other
    assert value == block.to_python(RAW)
    assert value != "text"


def test_a_copy_keeps_unknown_fields(value):
    assert copy.copy(value).unknown == value.unknown
    assert copy.deepcopy(value).unknown == value.unknown


def test_reduction_carries_unknown_fields(value):
    made, arguments, state, _list, items = value.__reduce__()

    assert made is StructValue
    assert (arguments, state) == ((value.block,), {"unknown": value.unknown})
    assert dict(items) == {"code": "P-1", "text": "First"}


def test_a_value_without_a_block_survives_pickling():
    value = StructValue(None, {"code": "a"})
    value.unknown = {"gone": 1}

    again = pickle.loads(pickle.dumps(value))  # noqa: S301 - our own data

    assert (again, again.unknown) == (value, {"gone": 1})


def test_the_form_brings_unknown_fields_back(block, value):
    returned = block.value_from_datadict(posted(block, value), {}, "body")

    assert returned.unknown == value.unknown


def test_a_form_without_unknown_fields_has_an_empty_hidden_field(block):
    state = block.get_form_state(block.to_python({"code": "a", "text": "b"}))

    assert state[UNKNOWN_FIELDS] == ""


@pytest.mark.parametrize(
    "text", ["nonsense", '{"gone": 2}\nforged', seal([1]), seal({"text": "over a known field"})]
)
def test_forged_unknown_fields_are_refused_and_shown_again(block, value, text):
    data = posted(block, value)
    data[f"body-{UNKNOWN_FIELDS}"] = text
    returned = block.value_from_datadict(data, {}, "body")

    with pytest.raises(ValidationError) as refused:
        block.clean(returned)

    assert refused.value.non_block_errors.as_data()[0].code == "unknown_block_changed"
    assert returned.unknown == Forged(text)
    assert block.get_form_state(returned)[UNKNOWN_FIELDS] == text


def test_a_plain_list_gets_its_ids_once(value):
    block = InnerBlock()
    value = block.to_python({"value": "x", "points": []})
    value["points"] = [{"code": "a", "text": "b"}]

    assert block.get_prep_value(value) == block.get_prep_value(value)


class EvenBlock(StructBlock):
    point = PointBlock()

    def problems(self, value):
        if value["point"]["code"] == "odd" and not self.is_deferred_validation:
            return {"point": ValidationError("Odd.", code="odd")}
        return {}


def test_problems_of_a_whole_value_are_reported_by_field():
    block = EvenBlock()
    value = block.to_python({"point": {"code": "odd", "text": "x"}})

    with pytest.raises(ValidationError) as refused:
        block.clean(value)

    assert refused.value.block_errors["point"].code == "odd"


def test_a_draft_may_have_what_is_deferred():
    block = EvenBlock()
    value = block.to_python({"point": {"code": "odd", "text": ""}})

    assert block.clean_deferred(value)["point"]["code"] == "odd"
