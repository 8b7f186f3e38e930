"""Sealing a folder: its JSON in the one form packs have, and its checksums listed anew."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from integra_cms.blocks.upgrades import current_version
from integra_cms.sharing import canonical
from integra_cms.sharing.bag import write_manifests
from integra_cms.sharing.chapters import CHAPTERS, Staged
from integra_cms.sharing.exceptions import PackError
from integra_cms.sharing.formats import PackForm
from integra_cms.sharing.limits import Limits
from integra_cms.sharing.paths import is_inside, same_name, scan
from integra_cms.sharing.reading import Reading
from integra_cms.sharing.report import Report
from integra_cms.sharing.staging import (
    MEDIA_FILES,
    PACK_FILE,
    chapter_of,
    note_aliases,
    read_file,
)


def seal(folder: Path, *, report: Report | None = None) -> int:
    """Rewrites what differs from how a pack is written, then the lists of checksums.

    Args:
        folder: The pack.
        report: Told what is written otherwise than it was read, such as content that an upgrade
            takes out.

    Returns:
        The number of JSON files that were rewritten.

    Raises:
        PackRefused: A file cannot be read; nothing was written.
    """
    report = report if report is not None else Report()
    sizes = scan(folder, Limits.of_site(), report)
    report.raise_if_refused()
    reading = Reading(report)
    pack = _pack(folder, reading)
    objects, obsolete = _objects(folder, sizes, pack, reading)
    report.raise_if_refused()
    note_aliases(reading)
    # What was read is what its content upgrades made of it.
    pack = pack.model_copy(update={"content_version": current_version()})
    files: dict[str, Any] = {PACK_FILE: pack.as_json()}
    for chapter in CHAPTERS:
        forms = {key: staged.form for key, staged in objects[chapter.name].items()}
        files |= chapter.files(forms)
    changed = [write_json(folder, file, canonical.dump(content)) for file, content in files.items()]
    # Only now, so that whatever stops the writing, nothing is lost.
    _remove(folder, obsolete - files.keys(), files.keys())
    _remove_empty_folders(folder / "data")
    write_manifests(folder, bag_info(pack))
    return sum(changed)


def bag_info(pack: PackForm) -> dict[str, str]:
    """What ``bag-info.txt`` says; nothing in it depends on the day or on the software."""
    info = {"External-Identifier": pack.name, "External-Description": pack.title}
    return info | ({"Bagging-Date": pack.date} if pack.date else {})


def write_json(folder: Path, file: str, text: str) -> bool:
    """Writes a file of a pack unless it is so already, and says whether it was written.

    Raises:
        PackError: The file would not be in the folder.
    """
    if not is_inside(file):
        raise PackError(
            _("the path “%(path)s” leads out of the pack. Correct the code or slug in it.")
            % {"path": file}
        )
    path, content = folder / file, text.encode()
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return True


def _pack(folder: Path, reading: Reading) -> PackForm:
    path = folder / PACK_FILE
    data = None
    if path.is_file():
        data = reading.parsed(PACK_FILE, path.read_bytes())
    else:
        reading.report.refuse(
            "pack_file_missing",
            PACK_FILE,
            _("the file that describes the pack is missing."),
            remedy=_("Write it; the documentation on packs has an example."),
        )
    pack = reading.form(PackForm, PACK_FILE, data) if data is not None else None
    reading.report.raise_if_refused()
    assert pack is not None  # noqa: S101 - for the type checker: else a problem was reported
    return pack


def _objects(
    folder: Path, files: Iterable[str], pack: PackForm, reading: Reading
) -> tuple[dict[str, dict[str, Staged]], set[str]]:
    """Chapter → key → object, and the files they were read from."""
    objects: dict[str, dict[str, Staged]] = {chapter.name: {} for chapter in CHAPTERS}
    read: set[str] = set()
    for file in sorted(files):
        chapter = chapter_of(file)
        if file == PACK_FILE or file.startswith(MEDIA_FILES) or chapter is None:
            continue
        data = reading.parsed(file, (folder / file).read_bytes())
        if data is not None:
            read_file(chapter, file, data, pack, reading, objects[chapter.name])
        read.add(file)
    return objects, read


def _remove(folder: Path, obsolete: Iterable[str], written: Iterable[str]) -> None:
    names = {same_name(file): file for file in written}
    for file in obsolete:
        twin = names.get(same_name(file))
        # A file system that ignores capitals has one file under both names.
        if twin is None or not (folder / twin).samefile(folder / file):
            (folder / file).unlink()


def _remove_empty_folders(folder: Path) -> None:
    for inner in sorted(folder.rglob("*"), reverse=True):
        if inner.is_dir() and not any(inner.iterdir()):
            inner.rmdir()
