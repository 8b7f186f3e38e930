"""Where files stand, below the root of the API. What an address gives never changes."""

from __future__ import annotations

import hashlib
import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uuid import UUID

UNKNOWN_EXTENSION = "bin"


def original(sha256: str, filename: str) -> str:
    """The address of a file as it was stored; ``filename`` gives its extension."""
    return f"media/files/{sha256}.{extension_of(filename)}"


def rendition(uuid: UUID, version: str, preset: str, extension: str) -> str:
    """The address of a picture in another size or format; see ``presets``."""
    return f"media/renditions/{uuid}/{version}/{preset}.{extension}"


def version_of(sha256: str, focal_point_key: str) -> str:
    """Stands for what renditions are made from: another file or focal point, another address."""
    return hashlib.sha256(f"{sha256}{focal_point_key}".encode()).hexdigest()[:12]


def extension_of(filename: str) -> str:
    """The extension of a file name in small letters and digits; ``bin`` where there is none."""
    suffix = PurePosixPath(filename).suffix.lower()
    return re.sub(r"[^a-z0-9]", "", suffix)[:16] or UNKNOWN_EXTENSION
