"""Walks over the leaves of stored (raw) content: for whoever translates it into another form.

What belongs to unknown blocks and fields is passed over and stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterator
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
