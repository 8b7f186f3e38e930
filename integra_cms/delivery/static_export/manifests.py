"""What an export consists of, as its target keeps it for the next one."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.files.base import ContentFile

from integra_cms.delivery.canonical import canonical
from integra_cms.delivery.static_export.exceptions import ExportRefused
from integra_cms.delivery.static_export.places import MANIFEST

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.core.files.storage import Storage

FORMAT = 1
"""Raised when files get another place or shape: then everything is composed anew."""


class Kept(NamedTuple):
    """A file of an export.

    Attributes:
        digest: Of what is in it; None while nobody knows, because writing it was interrupted.
        owner: The resource it is about; empty for all that is not about one.
    """

    digest: str | None
    owner: str


@dataclass
class Manifest:
    """The files of an export.

    Attributes:
        built: Stands for all that an export depends on besides content.
        cursor: The number in the feed that it corresponds to; None before it was complete once.
        complete: It was not interrupted since.
    """

    built: str = ""
    cursor: int | None = None
    complete: bool = False
    files: dict[str, Kept] = field(default_factory=dict)

    def doubting(self, paths: Iterable[str], owners: dict[str, str]) -> Manifest:
        """The same while some files are being written: what is in them is not known."""
        doubted = {path: Kept(None, owners[path]) for path in paths}
        return Manifest(self.built, self.cursor, complete=False, files={**self.files, **doubted})

    def as_file(self) -> ContentFile[bytes]:
        """As it is stored; the same files always give the same bytes."""
        value = {
            "integra_export": FORMAT,
            "built": self.built,
            "cursor": self.cursor,
            "complete": self.complete,
            "files": self.files,
        }
        return ContentFile(canonical(value).encode())


def read_manifest(storage: Storage) -> Manifest | None:
    """What a target says of itself; None where it is empty.

    Raises:
        ExportRefused: There is something else in it.
    """
    if not storage.exists(MANIFEST):
        if _is_empty(storage):
            return None
        raise ExportRefused(
            "The target is not empty and no export of ours. Name an empty one, or one that does "
            "not exist yet."
        )
    with storage.open(MANIFEST, "rb") as file:
        value = _value(file.read())
    if not isinstance(value, dict) or "integra_export" not in value:
        raise ExportRefused(
            f"{MANIFEST} in the target was not written by an export of ours. Name another target."
        )
    files = {path: Kept(*kept) for path, kept in value["files"].items()}
    if value["integra_export"] != FORMAT:
        return Manifest(files={path: Kept(None, "") for path in files})
    return Manifest(value["built"], value["cursor"], value["complete"], files)


def _value(content: bytes) -> Any:
    try:
        return json.loads(content)
    except ValueError:
        return None


def _is_empty(storage: Storage) -> bool:
    try:
        folders, files = storage.listdir("")
    except FileNotFoundError:
        return True
    except NotImplementedError:
        return True  # It cannot tell, so nothing speaks against it.
    return not folders and not files
