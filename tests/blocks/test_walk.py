"""Walks over the leaves of stored content."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from integra_cms.blocks import ListBlock
from integra_cms.blocks.codes import CodeBlock
from integra_cms.blocks.walk import leaves
from tests.blocks.samples import SampleStream, raw_with_unknown


def test_every_leaf_has_path_block_and_raw_value():
    found = {path: raw for path, _leaf, raw in leaves(raw_with_unknown(), SampleStream())}

    assert found["b1.inner.points.p2.code"] == "P-2"
    assert found["b1.stream.s2.points.p3.text"] == "Third"
    assert not [path for path in found if "gone" in path or path.startswith("g")]


def test_a_list_that_is_none_is_refused():
    with pytest.raises(ValidationError) as refused:
        list(leaves({"not": "a list"}, ListBlock(CodeBlock())))

    assert refused.value.code == "block_malformed"
