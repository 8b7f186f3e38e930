"""The changes that content upgrades are made of, as pure functions on stored (raw) content."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

from integra_cms.blocks.upgrades import Change, Outcome, Raw, Removed

NAMESPACE = uuid.UUID("0c8a4f2e-6a0b-4c55-8f6d-9f1c7a1be0a4")


def chain(*changes: Change) -> Change:
    """Several changes, one after the other, as one."""

    def change(raw: Raw) -> Outcome:
        moves: dict[str, tuple[str, ...]] = {}
        removed: list[Removed] = []
        for step in changes:
            outcome = step(raw)
            raw = outcome.raw
            moves = {
                old: tuple(newer for new in news for newer in outcome.map_path(new))
                for old, news in moves.items()
            }
            moves = {**{o: n for o, n in outcome.moves.items() if o not in moves}, **moves}
            removed.extend(outcome.removed)
        return Outcome(raw, moves, tuple(removed))

    return change


def rename_block(old: str, new: str) -> Change:
    """Blocks of one type become blocks of another with the same fields; paths stay."""

    def change(raw: Raw) -> Outcome:
        return Outcome([{**item, "type": new} if item["type"] == old else item for item in raw])

    return change


def remove_block(name: str) -> Change:
    """Blocks of a type are taken out and reported.

    Not needed when a block is merely no longer offered: then its content stays, as unknown.
    """

    def change(raw: Raw) -> Outcome:
        gone = [item for item in raw if item["type"] == name]
        return Outcome(
            [item for item in raw if item["type"] != name],
            {item["id"]: () for item in gone},
            tuple(Removed(item["id"], item) for item in gone),
        )

    return change


def rename_field(block: str, path: str, new: str) -> Change:
    """A field of a block gets another name.

    Args:
        block: The type of the block.
        path: Where the field is: ``"tip"``, or nested ``"items.help"``. Lists need no step of
            their own; a step into a stream inside the block is the type of its block.
        new: The new name alone. Where a field of that name is already, nothing is changed.
    """
    *steps, old = path.split(".")

    def change(raw: Raw) -> Outcome:
        moves: dict[str, tuple[str, ...]] = {}

        def rename(struct: dict[str, Any], where: str) -> dict[str, Any]:
            if old not in struct or new in struct:
                return struct
            moves[f"{where}.{old}"] = (f"{where}.{new}",)
            return {new if name == old else name: value for name, value in struct.items()}

        changed = [
            {**item, "value": _in_structs(item["value"], steps, item["id"], rename)}
            if item["type"] == block
            else item
            for item in raw
        ]
        return Outcome(changed, moves)

    return change


def _in_structs(
    value: Any, steps: list[str], where: str, change: Callable[[dict[str, Any], str], Any]
) -> Any:
    """The value with all structs at the end of the steps changed."""
    if isinstance(value, list):
        return [_in_item(item, steps, f"{where}.{item['id']}", change) for item in value]
    if not isinstance(value, dict):
        return value
    if not steps:
        return change(value, where)
    name, *rest = steps
    if name not in value:
        return value
    return {**value, name: _in_structs(value[name], rest, f"{where}.{name}", change)}


def _in_item(
    item: dict[str, Any], steps: list[str], where: str, change: Callable[[dict[str, Any], str], Any]
) -> dict[str, Any]:
    """One item of a list (no step of its own) or of a stream (its type is a step)."""
    if item["type"] == "item":
        return {**item, "value": _in_structs(item["value"], steps, where, change)}
    if steps and steps[0] == item["type"]:
        return {**item, "value": _in_structs(item["value"], steps[1:], where, change)}
    return item


@dataclass(frozen=True)
class Piece:
    """One of the blocks that a block is split into.

    Attributes:
        type: The type of the new block.
        value: Its value, raw.
        moved: Field of the old block → field of the new block that has its content now; the new
            field is empty where the new block is a text by itself.
    """

    type: str
    value: Any
    moved: dict[str, str] = field(default_factory=dict)


def split_block(name: str, split: Callable[[Any], list[Piece]]) -> Change:
    """Each block of a type becomes several. The first piece keeps the id of the block.

    Args:
        name: The type of the block.
        split: Its raw value → the pieces. One piece alone leaves no other block.
    """

    def change(raw: Raw) -> Outcome:
        moves: dict[str, tuple[str, ...]] = {}
        blocks: Raw = []
        for item in raw:
            if item["type"] != name:
                blocks.append(item)
                continue
            for piece, block in _pieces(item, split(item["value"])):
                blocks.append(block)
                for old, new in piece.moved.items():
                    path = f"{block['id']}.{new}" if new else block["id"]
                    known = moves.get(f"{item['id']}.{old}", ())
                    moves[f"{item['id']}.{old}"] = (*known, path)
        return Outcome(blocks, moves)

    return change


def _pieces(item: dict[str, Any], pieces: list[Piece]) -> Iterator[tuple[Piece, dict[str, Any]]]:
    for number, piece in enumerate(pieces):
        own = item["id"] if number == 0 else str(uuid.uuid5(NAMESPACE, f"{item['id']}/{number}"))
        yield piece, {"type": piece.type, "value": piece.value, "id": own}
