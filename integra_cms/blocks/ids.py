"""Ids of blocks and list items, in stored (raw) content.

Wagtail treats a list item without an id as data of an old format: its fields turn into defaults,
and ids are made up anew at each load. So everything that is loaded or stored passes here first.
An id made up here follows from the content: the same content gets the same id each time.
"""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable
from itertools import count
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder

NAMESPACE = uuid.UUID("5b7ad1f6-58c5-4b1c-9d4e-6f0f3c0c2d11")


def assign_ids(raw: Any, block: Any) -> Any:
    """A copy of raw content in which every block and list item has an id, to any depth.

    Existing ids stay. What belongs to unknown blocks and fields is left as it is.
    """
    if not hasattr(block, "map_children"):
        return raw
    return with_ids(block.map_children(raw, lambda child, value: assign_ids(value, child)))


def with_ids(items: Any) -> Any:
    """The items of one stream or list, each with an id; anything else as it is."""
    if not isinstance(items, list) or all(item.get("id") for item in items):
        return items
    taken = {item["id"] for item in items if item.get("id")}
    return [item if item.get("id") else {**item, "id": _new_id(item, taken)} for item in items]


def _new_id(item: dict[str, Any], taken: set[str]) -> str:
    content = json.dumps(item, sort_keys=True, cls=DjangoJSONEncoder)
    candidates: Iterable[str] = (str(uuid.uuid5(NAMESPACE, f"{n}:{content}")) for n in count())
    new = next(candidate for candidate in candidates if candidate not in taken)
    taken.add(new)
    return new
