"""An export: composed as the catalogue is at one moment, then written at leisure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from integra_cms.delivery.static_export.composing import Composer
from integra_cms.delivery.static_export.drafting import Draft
from integra_cms.delivery.static_export.exceptions import ExportRefused, WentAway
from integra_cms.delivery.static_export.manifests import Kept, Manifest, read_manifest
from integra_cms.delivery.static_export.snapshots import one_moment
from integra_cms.delivery.static_export.writing import Writer
from integra_cms.progress import Progress

if TYPE_CHECKING:
    from django.core.files.storage import Storage

ATTEMPTS = 3
"""How often it is composed anew because something that it names went away meanwhile."""


@dataclass(frozen=True)
class Exported:
    """What an export did.

    Attributes:
        written: Files that are new or other than before; compressed forms are not counted.
        removed: Files that are no longer there.
        kept: Files that are as before.
        cursor: The number in the feed that the target corresponds to.
        missing: Files that the site should have and has not, so the target lacks them too.
    """

    written: int
    removed: int
    kept: int
    cursor: int
    missing: tuple[str, ...]


def export_to(
    storage: Storage, *, full: bool = False, progress: Progress | None = None
) -> Exported:
    """Makes a target hold what is public now.

    Whenever it is interrupted, readers find nothing that leads nowhere, and the next one finishes.

    Args:
        storage: See ``target``.
        full: Write everything, also what the target should have already.
        progress: Told how far it is.

    Raises:
        ExportRefused: The target holds something else, or keeps what it has.
    """
    progress = progress or Progress()
    for _attempt in range(ATTEMPTS):
        try:
            return _export(storage, full=full, progress=progress)
        except WentAway as gone:
            reason = gone
    raise ExportRefused(
        f"The catalogue changes faster than it can be written: {reason} Run it again later; what "
        f"is written already is kept."
    )


def _export(storage: Storage, *, full: bool, progress: Progress) -> Exported:
    writer = Writer(storage)
    found = read_manifest(storage)
    before = found or Manifest()
    if found is None:
        writer.write_manifest(before)
    if full:
        before = Manifest(
            files={path: Kept(None, kept.owner) for path, kept in before.files.items()}
        )
    with Draft(before.files) as draft:
        with one_moment():
            composer = Composer(before, draft)
            composer.compose(progress)
        written, removed = draft.to_write(), draft.to_remove()
        after = Manifest(composer.built, composer.cursor, complete=True, files=draft.files)
        if after != before:
            owners = {path: draft.files[path].owner for path in written}
            writer.write_manifest(before.doubting(written, owners))
            writer.carry_out(draft, progress)
            for path in writer.missing:
                del after.files[path]
            writer.write_manifest(after)
    return Exported(
        written=len(written) - len(writer.missing),
        removed=len(removed),
        kept=len(draft.files) - len(written),
        cursor=composer.cursor,
        missing=tuple(writer.missing),
    )
