"""What a browser sends back for the form state of a block: the counterpart of Wagtail's scripts."""

from __future__ import annotations

from django.http import QueryDict
from wagtail import blocks

from integra_cms.blocks.struct import StructBlock
from integra_cms.blocks.unknown import UNKNOWN_FIELDS


def posted(block, value, prefix="body") -> QueryDict:
    """The POST data of an untouched form that shows the value."""
    data = QueryDict(mutable=True)
    _post(block, block.get_form_state(value), prefix, data)
    return data


def _post(block, state, prefix, data):
    if isinstance(block, blocks.StreamBlock):
        _post_items(
            prefix, data, [(item["type"], block.child_blocks[item["type"]], item) for item in state]
        )
    elif isinstance(block, blocks.ListBlock):
        _post_items(prefix, data, [("", block.child_block, item) for item in state])
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            _post(child, state[name], f"{prefix}-{name}", data)
        if isinstance(block, StructBlock):
            data[f"{prefix}-{UNKNOWN_FIELDS}"] = state[UNKNOWN_FIELDS]
    else:
        _post_leaf(block, state, prefix, data)


def _post_items(prefix, data, items):
    data[f"{prefix}-count"] = str(len(items))
    for index, (name, child, item) in enumerate(items):
        here = f"{prefix}-{index}"
        data[f"{here}-deleted"] = ""
        data[f"{here}-order"] = str(index)
        data[f"{here}-type"] = name
        data[f"{here}-id"] = item["id"]
        _post(child, item["value"], f"{here}-value", data)


def _post_leaf(block, state, prefix, data):
    if isinstance(block, blocks.BooleanBlock):
        if state:
            data[prefix] = "on"
    elif isinstance(state, list):
        data.setlist(prefix, state)
    elif isinstance(state, dict):
        data[prefix] = str(state["id"])
    else:
        data[prefix] = "" if state is None else str(state)
