"""Packs of any size, made from a real one."""

from __future__ import annotations

import json
import uuid
from pathlib import Path

TOOLKIT = Path(__file__).resolve().parent.parent / "fixtures" / "integra-toolkit"
ORIGINAL = "photovoice"
"""The folder of the method that is multiplied: some sixty texts, in English and Bulgarian."""


def write_pack(folder: Path, resources: int) -> None:
    """A pack with so many copies of one method, each with ids of its own."""
    description = json.loads((TOOLKIT / "data" / "pack.json").read_text())
    description |= {"name": "bench", "title": "Synthetic"}
    (folder / "data").mkdir(parents=True)
    (folder / "data" / "pack.json").write_text(json.dumps(description))
    for number in range(resources):
        target = folder / "data" / "pages" / "method" / f"bench-{number}"
        target.mkdir(parents=True)
        for original in sorted((TOOLKIT / "data" / "pages" / "method" / ORIGINAL).glob("*.json")):
            (target / original.name).write_text(_copied(original.read_text(), number))


def _copied(text: str, number: int) -> str:
    form = json.loads(text)
    renamed = {"resource": str(uuid.uuid5(uuid.NAMESPACE_URL, f"bench/{number}"))}
    copy = _with_new_ids(form, number) | renamed
    copy["slug"] = f"{form['slug']}-{number}"
    copy["title"] = f"{form['title']} {number}"
    return json.dumps(copy, ensure_ascii=False)


def _with_new_ids(value: object, number: int) -> object:
    """The same content, with the ids of its blocks and items made anew."""
    if isinstance(value, list):
        return [_with_new_ids(item, number) for item in value]
    if isinstance(value, dict):
        copy = {key: _with_new_ids(item, number) for key, item in value.items()}
        if "type" in copy and "id" in copy:
            copy["id"] = str(uuid.uuid5(uuid.UUID(copy["id"]), str(number)))
        return copy
    return value
