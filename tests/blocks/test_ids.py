"""Ids of stored blocks and items."""

from __future__ import annotations

from copy import deepcopy

from integra_cms.blocks.ids import assign_ids
from tests.blocks.samples import SampleStream, raw_sample, raw_with_unknown


def without_ids(raw):
    if isinstance(raw, list):
        return [without_ids(one) for one in raw]
    if isinstance(raw, dict):
        return {name: without_ids(one) for name, one in raw.items() if name != "id"}
    return raw


def all_items(raw):
    if isinstance(raw, list):
        for item in raw:
            yield item
            yield from all_items(item["value"])
    elif isinstance(raw, dict):
        for value in raw.values():
            yield from all_items(value)


def test_every_block_and_item_gets_an_id():
    raw = assign_ids(without_ids([raw_sample(), raw_sample()]), SampleStream())

    items = list(all_items(raw))
    assert len(items) == 14
    assert all(item["id"] for item in items)


def test_siblings_never_share_an_id():
    raw = assign_ids(without_ids([raw_sample(), raw_sample(), raw_sample()]), SampleStream())

    assert len({item["id"] for item in raw}) == 3


def test_existing_ids_stay():
    assert assign_ids([raw_sample()], SampleStream()) == [raw_sample()]


def test_unknown_content_is_left_as_it_is():
    assert assign_ids(raw_with_unknown(), SampleStream()) == raw_with_unknown()


def test_the_same_content_gets_the_same_ids():
    raw = without_ids([raw_sample()])

    assert assign_ids(raw, SampleStream()) == assign_ids(deepcopy(raw), SampleStream())


def test_other_content_at_the_same_place_gets_another_id():
    first, second = (
        assign_ids([{"type": "prose", "value": text}], SampleStream())[0]["id"] for text in "ab"
    )

    assert first != second


def test_the_given_content_is_not_changed():
    raw = without_ids([raw_sample()])

    assign_ids(raw, SampleStream())

    assert raw == without_ids([raw_sample()])


def test_an_unknown_block_gets_an_id_too():
    (item,) = assign_ids([{"type": "gone", "value": 1}], SampleStream())

    assert item["id"]
