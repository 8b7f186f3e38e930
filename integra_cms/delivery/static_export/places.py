"""Where things stand in an export, and in which order they are written."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from uuid import UUID

ROOT = "v1/"
"""Stands for the root of the API: addresses of files in documents are relative to it."""

INDEX = f"{ROOT}index.json"
MANIFEST = "manifest.json"
"""What was written; for the next export, not for readers."""

CHANGES_EACH = 1000
"""Numbers of the feed in one file."""

LONGEST_NAME = 255
"""Bytes that file systems allow in the name of a file or folder."""


class Stage(IntEnum):
    """Sorts of files, in the order in which they are written: nothing names what comes later."""

    FILES = 0
    MEDIA = 1
    DOCUMENTS = 2
    LISTS = 3
    REGISTERS = 4
    CHANGES = 5
    INDEX = 6


_STAGES = (
    ("media/files/", Stage.FILES),
    ("media/renditions/", Stage.FILES),
    ("media/", Stage.MEDIA),
    ("resources/", Stage.DOCUMENTS),
    ("find/", Stage.DOCUMENTS),
    ("lists/", Stage.LISTS),
    ("changes/", Stage.CHANGES),
    ("index.json", Stage.INDEX),
)


def stage_of(path: str) -> Stage:
    """The sort of file that stands somewhere."""
    below = path.removeprefix(ROOT)
    return next((stage for start, stage in _STAGES if below.startswith(start)), Stage.REGISTERS)


def file(address: str) -> str:
    """A file of the media library, by its address below the root of the API."""
    return f"{ROOT}{address}"


def media(uuid: UUID) -> str:
    """What is known of a file."""
    return f"{ROOT}media/{uuid}.json"


def document(resource: UUID, asked: str) -> str:
    """A resource for those who ask for a locale."""
    return f"{ROOT}resources/{resource}.{asked}.json"


def found(path: str) -> str | None:
    """What stands at an address of the site; None where no file can have such a name.

    Web servers look for files by addresses whose letters are not escaped.
    """
    names = [name for name in unquote(path).split("/") if name]
    if any(len(name.encode()) > LONGEST_NAME or name in {".", ".."} for name in names):
        return None
    return "/".join([f"{ROOT}find", *names, "index.json"])


def list_page(asked: str, chosen: tuple[str, ...], number: int) -> str:
    """A page of a list: of everything, or of what has one code of one facet."""
    return "/".join([f"{ROOT}lists", asked, *chosen, f"{number}.json"])


def register(name: str, locale: str) -> str:
    """A register in a locale, or the one for all locales."""
    return f"{ROOT}{name}.{locale}.json" if locale else f"{ROOT}{name}.json"


def changes(page: int) -> str:
    """The changes with the numbers from ``page × 1000 + 1`` on."""
    return f"{ROOT}changes/{page}.json"


def writing_order(path: str, *, is_new: bool) -> tuple[int, bool, int, str]:
    """Sorts files so that readers never find a way that leads nowhere.

    What is new is named by nothing yet; of lists the last page comes first, as each names the next.
    """
    return stage_of(path), not is_new, -_page(path), path


def removal_order(path: str) -> tuple[int, int, str]:
    """The other way round."""
    return -stage_of(path), _page(path), path


def _page(path: str) -> int:
    name = path.rpartition("/")[2].removesuffix(".json")
    return int(name) if name.isdecimal() else 0
