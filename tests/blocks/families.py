"""Shorthand for tests of block families."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from integra_cms.blocks import StreamBlock


def codes_of(error) -> list[str]:
    """The codes in an error of blocks, to any depth."""
    children = {**getattr(error, "block_errors", {})}
    if children:
        return [code for child in children.values() for code in codes_of(child)]
    return [one.code for one in error.error_list]


def refusal(block, raw, *, draft=False) -> list[str]:
    """The codes of what is wrong with a stored value."""
    clean = block.clean_deferred if draft else block.clean
    with pytest.raises(ValidationError) as refused:
        clean(block.to_python(raw))
    return codes_of(refused.value)


def stream_refusal(name, block, *raws) -> dict[int, list[str]]:
    """The codes of what is wrong with stored values in one stream, by position."""
    stream = StreamBlock([(name, block)])
    with pytest.raises(ValidationError) as refused:
        stream.clean(stream.to_python([{"type": name, "value": raw} for raw in raws]))
    return {index: codes_of(error) for index, error in refused.value.block_errors.items()}


def preview_raw(block, **changes) -> dict:
    """The stored form of a block's preview, with changes."""
    return {**block.get_prep_value(block.get_preview_value()), **changes}
