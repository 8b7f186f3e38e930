"""Brings a target from what it has to what it is to have, in an order in which readers get by."""

from __future__ import annotations

import gzip
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.utils.translation import gettext as _

from integra_cms.delivery.media.serving import StoredFile, find_original, find_rendition
from integra_cms.delivery.static_export.exceptions import ExportRefused, WentAway
from integra_cms.delivery.static_export.places import (
    MANIFEST,
    ROOT,
    Stage,
    removal_order,
    stage_of,
    writing_order,
)

if TYPE_CHECKING:
    from django.core.files.storage import Storage

    from integra_cms.delivery.static_export.drafting import Draft
    from integra_cms.delivery.static_export.manifests import Manifest
    from integra_cms.progress import Progress

LEVEL = 9
"""Written once, read often."""


@dataclass
class Writer:
    """Writes into a target.

    Attributes:
        missing: Files that the site itself should have and has not.
    """

    storage: Storage
    missing: list[str] = field(default_factory=list)

    def write_manifest(self, manifest: Manifest) -> None:
        """What the target has from now on."""
        self._put(MANIFEST, manifest.as_file())

    def carry_out(self, draft: Draft, progress: Progress) -> None:
        """Writes what is lacking, then removes what is too much."""
        known = draft.known
        writing = sorted(
            draft.to_write(), key=lambda path: writing_order(path, is_new=path not in known)
        )
        removing = sorted(draft.to_remove(), key=removal_order)
        progress.start(_("Writing"), len(writing) + len(removing))
        for path in writing:
            if stage_of(path) == Stage.FILES:
                self._write_file(path)
            else:
                self._write_text(path, draft.text(path))
            progress.step()
        for path in removing:
            self._remove(path)
            progress.step()

    def _write_text(self, path: str, body: bytes) -> None:
        self._put(path, ContentFile(body))
        self._put(f"{path}.gz", ContentFile(gzip.compress(body, LEVEL, mtime=0)))

    def _write_file(self, path: str) -> None:
        try:
            with _stored(path.removeprefix(ROOT)).open() as file:
                self._put(path, file)
        except FileNotFoundError:
            self.missing.append(path)

    def _remove(self, path: str) -> None:
        self.storage.delete(path)
        if stage_of(path) != Stage.FILES:
            self.storage.delete(f"{path}.gz")

    def _put(self, path: str, content: File[bytes]) -> None:
        written = self.storage.save(path, content)
        if written != path:
            self.storage.delete(written)
            raise ExportRefused(
                f"The storage does not replace files: {path} became {written}. Set it up so that "
                f"it does, such as by allow_overwrite or file_overwrite."
            )


def _stored(address: str) -> StoredFile:
    """The file behind an address.

    Raises:
        WentAway: It is not public any more.
    """
    _media, sort, *rest = address.split("/")
    name, _dot, extension = rest[-1].partition(".")
    found = (
        find_original(name, extension)
        if sort == "files"
        else find_rendition(UUID(rest[0]), rest[1], name, extension)
    )
    if not isinstance(found, StoredFile):
        raise WentAway(f"{address} is not public any more.")
    return found
