"""Walks over the leaves of stored (raw) content: for whoever translates it into another form.

What belongs to unknown blocks and fields is passed over and stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any


def leaves(raw: Any, block: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Path, block and raw value of every leaf.

    Raises:
        ValidationError: The content has not the shape of its block (``block_malformed``).
    """
    if not hasattr(block, "raw_children"):
        yield path, block, raw
        return
    for step, _name, child, value in block.raw_children(raw):
        if child is not None:
            yield from leaves(value, child, f"{path}.{step}" if path else step)


def map_leaves(raw: Any, block: Any, change: Callable[[Any, Any], Any]) -> Any:
    """A copy of the content with ``change(block, raw value)`` in place of every leaf."""
    if not hasattr(block, "map_children"):
        return change(block, raw)
    return block.map_children(raw, lambda child, value: map_leaves(value, child, change))
