"""What an export is to consist of; what is different from before waits on disk to be written."""

from __future__ import annotations

import hashlib
import tempfile
from typing import TYPE_CHECKING

from integra_cms.delivery.static_export.manifests import Kept

if TYPE_CHECKING:
    from collections.abc import Mapping
    from types import TracebackType

AS_ADDRESSED = "="
"""The digest of files whose address already says what is in them."""


class Draft:
    """The files that an export is to have.

    Attributes:
        known: What its target has.
        files: What it is to have.
    """

    def __init__(self, known: Mapping[str, Kept]) -> None:
        self.known = known
        self.files: dict[str, Kept] = {}
        self._places: dict[str, tuple[int, int]] = {}
        self._texts = tempfile.TemporaryFile()  # noqa: SIM115 - closed by __exit__

    def __enter__(self) -> Draft:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._texts.close()

    def keep(self, path: str) -> None:
        """It stays as it is, whatever is in it."""
        self.files[path] = self.known[path]

    def add_file(self, path: str) -> None:
        """A file of the media library."""
        self.files[path] = Kept(AS_ADDRESSED, "")

    def add(self, path: str, body: bytes, owner: str = "") -> None:
        """An answer."""
        kept = Kept(hashlib.sha256(body).hexdigest(), owner)
        self.files[path] = kept
        self._places.pop(path, None)
        if self._is_known(path, kept):
            return
        self._places[path] = (self._texts.seek(0, 2), len(body))
        self._texts.write(body)

    def text(self, path: str) -> bytes:
        """An answer that is to be written."""
        start, length = self._places[path]
        self._texts.seek(start)
        return self._texts.read(length)

    def to_write(self) -> list[str]:
        """What the target lacks or has otherwise."""
        return [path for path, kept in self.files.items() if not self._is_known(path, kept)]

    def to_remove(self) -> list[str]:
        """What the target is not to have any more."""
        return [path for path in self.known if path not in self.files]

    def _is_known(self, path: str, kept: Kept) -> bool:
        known = self.known.get(path)
        return known is not None and known.digest == kept.digest
