"""Looks at exports: what is in them, and what their files name."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

from integra_cms.delivery.static_export.places import (
    INDEX,
    ROOT,
    Stage,
    document,
    stage_of,
)
from integra_cms.delivery.static_export.targets import FolderStorage

FILE = re.compile(rb"media/(?:files/[0-9a-f]{64}\.\w+|renditions/[0-9a-f-]{36}/\w+/\w+\.\w+)")


def content(folder: Path) -> dict[str, bytes]:
    """All files by their path."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def value(folder: Path, path: str) -> Any:
    return json.loads((folder / path).read_bytes())


def named_by(path: str, body: bytes) -> set[str]:
    """The files that a file of an export leads to."""
    if path.endswith(".gz"):
        return named_by(path.removesuffix(".gz"), gzip.decompress(body))
    if not path.startswith(ROOT) or stage_of(path) == Stage.FILES:
        return set()
    named = {f"{ROOT}{each.decode()}" for each in FILE.findall(body)}
    found = json.loads(body)
    if path == INDEX:
        named |= {f"{ROOT}{each}" for each in _texts(found["lists"])}
        named |= {f"{ROOT}{each}" for each in [*found["registers"], *found["changes"]["files"]]}
    elif stage_of(path) == Stage.DOCUMENTS:
        named |= {f"{ROOT}media/{uuid}.json" for uuid in found["document"]["media"]}
    elif stage_of(path) == Stage.LISTS:
        named |= {document(each["card"]["id"], each["label"]["asked"]) for each in found["items"]}
        if found["next"]:
            named.add(f"{path.rpartition('/')[0]}/{found['next']}")
    return named


def linked_by(path: str, body: bytes) -> set[str]:
    """The other documents that a document links to."""
    if stage_of(path) != Stage.DOCUMENTS or path.endswith(".gz"):
        return set()
    links = json.loads(body)["document"]["links"]
    return {document(uuid, target["locale"]) for uuid, target in links.items()}


def _texts(part: Any) -> set[str]:
    if isinstance(part, str):
        return {part}
    return set().union(*(_texts(each) for each in part.values()))


class Interrupted(Exception):
    """What a process that was killed does not even raise."""


class WatchedFolder(FolderStorage):
    """A folder in which, after each step, everything that is named is there.

    Attributes:
        room: After so many steps it fails.
        steps: What was written (``+``) and removed (``-``).
    """

    def __init__(self, location: Path, room: int | None = None) -> None:
        super().__init__(location=location)
        self.room = room
        self.steps: list[str] = []
        self.names: dict[str, set[str]] = {}
        self.links: dict[str, set[str]] = {}
        if location.exists():
            for path, body in content(location).items():
                self._note(path, body)

    def _save(self, name: str, file: Any) -> str:
        self._step(f"+{name}")
        super()._save(name, file)
        self._note(name, (Path(self.location) / name).read_bytes())
        self._look()
        return name

    def delete(self, name: str) -> None:
        self._step(f"-{name}")
        super().delete(name)
        self.names.pop(name, None)
        self.links.pop(name, None)
        self._look()

    def _step(self, step: str) -> None:
        if self.room is not None and len(self.steps) >= self.room:
            raise Interrupted(step)
        self.steps.append(step)

    def _note(self, path: str, body: bytes) -> None:
        known = path.startswith(ROOT)
        self.names[path] = named_by(path, body) if known else set()
        self.links[path] = linked_by(path, body) if known else set()

    def _look(self) -> None:
        there = self.names.keys()
        named = set().union(*self.names.values())
        assert named <= there, f"{self.steps[-1]}: {sorted(named - there)}"
        # New documents may link to one another before a list names any of them.
        linked = set().union(*(self.links[path] for path in named if path in self.links))
        assert linked <= there, f"{self.steps[-1]}: {sorted(linked - there)}"
