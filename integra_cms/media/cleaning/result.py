"""What cleaning gives back."""

from __future__ import annotations

import hashlib
import weakref
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from .formats import FileFormat

CHUNK = 1024 * 1024


@dataclass(slots=True, weakref_slot=True)
class CleanFile:
    """A file without metadata, its name with the extension its content asks for.

    ``content`` is a seekable binary file: in memory for pictures and documents, a temporary
    file for recordings. It is closed together with this object.
    """

    name: str
    content: IO[bytes]
    format: FileFormat
    changed: bool
    width: int | None = None
    height: int | None = None

    def __post_init__(self) -> None:
        """A form that is never saved must not leave a temporary file open."""
        weakref.finalize(self, self.content.close)

    @property
    def size(self) -> int:
        """The number of bytes; reading goes on where it was."""
        at = self.content.tell()
        size = self.content.seek(0, 2)
        self.content.seek(at)
        return size

    def read(self) -> bytes:
        """All bytes."""
        self.content.seek(0)
        return self.content.read()

    def digest(self, algorithm: str = "sha256") -> str:
        """The checksum of the bytes, in hexadecimal."""
        self.content.seek(0)
        digest = hashlib.file_digest(self.content, algorithm).hexdigest()
        self.content.seek(0)
        return digest


def corrected_name(name: str, file_format: FileFormat) -> str:
    """``name`` with the extension of ``file_format``."""
    return f"{PurePath(name).stem or 'file'}.{file_format.extension}"
