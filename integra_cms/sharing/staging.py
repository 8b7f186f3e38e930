"""Reading a pack completely and checking everything, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from integra_cms.blocks.upgrades import current_version
from integra_cms.progress import Progress
from integra_cms.sharing.bag import Bag, open_bag
from integra_cms.sharing.chapters import CHAPTERS, Chapter, Staged
from integra_cms.sharing.checking import Checking
from integra_cms.sharing.exceptions import PackRefused
from integra_cms.sharing.formats import PackForm
from integra_cms.sharing.limits import Limits
from integra_cms.sharing.missing import missing_plugins
from integra_cms.sharing.pack_checks import refuse_shared_cities, refuse_undeclared_locales
from integra_cms.sharing.reading import Reading
from integra_cms.sharing.report import Report
from integra_cms.vocabularies.freshness import pinned

PACK_FILE = "data/pack.json"
MEDIA_FILES = "data/media/files/"


@dataclass(frozen=True)
class StagedPack:
    """A pack whose every part was found to be right.

    Attributes:
        bag: Its files.
        pack: Its description.
        objects: Chapter → key → object.
        report: What its reader should know; without problems.
    """

    bag: Bag
    pack: PackForm
    objects: dict[str, dict[str, Staged]]
    report: Report


def stage(
    folder: Path, *, progress: Progress | None = None, limits: Limits | None = None
) -> StagedPack:
    """Reads and checks the pack in a folder; nothing is written anywhere.

    Raises:
        PackRefused: With everything that is wrong with it.
    """
    progress = progress or Progress()
    report = Report()
    bag = open_bag(folder, report, limits)
    if bag is None:
        raise PackRefused(report)
    reading = Reading(report)
    pack = read_description(reading, bag)
    report.raise_if_refused()
    objects = read_objects(reading, bag, pack, progress)
    note_aliases(reading)
    refuse_undeclared_locales(pack, objects, report)
    refuse_shared_cities(objects, report)
    checking = Checking(bag, reading, CHAPTERS, objects)
    with pinned():
        for chapter in CHAPTERS:
            staged = list(objects[chapter.name].values())
            for each in staged:
                for reference in chapter.references(each.form):
                    checking.require(each, reference)
            chapter.check(staged, checking)
        checking.refuse_unresolved()
    report.raise_if_refused()
    return StagedPack(bag, pack, objects, report)


def read_description(reading: Reading, bag: Bag) -> PackForm:
    """What ``pack.json`` says about the pack.

    Raises:
        PackRefused: It is not there or wrong, or this site cannot load such a pack.
    """
    if PACK_FILE not in bag.checksums or PACK_FILE not in bag.sizes:
        reading.report.refuse(
            "pack_file_missing",
            PACK_FILE,
            _("the file that describes the pack is missing."),
            remedy=_("Write it; the documentation on packs has an example."),
        )
        raise PackRefused(reading.report)
    pack = reading.form(PackForm, PACK_FILE, reading.json(bag, PACK_FILE))
    if pack is None:
        raise PackRefused(reading.report)
    if pack.content_version > current_version():
        reading.report.refuse(
            "content_version_unknown",
            PACK_FILE,
            _("its content has version %(version)s; this site knows up to %(known)s.")
            % {"version": pack.content_version, "known": current_version()},
            place="content_version",
            remedy=_("Update INTEGRA CMS, then load the pack."),
        )
    for label, remedy in missing_plugins(pack.needs):
        reading.report.refuse(
            "plugin_missing",
            PACK_FILE,
            _("the pack needs the plugin “%(label)s”, which is not switched on.")
            % {"label": label},
            place="needs",
            remedy=remedy,
        )
    return pack


def read_objects(
    reading: Reading, bag: Bag, pack: PackForm, progress: Progress
) -> dict[str, dict[str, Staged]]:
    """Chapter → key → object, for all files that can be read."""
    objects: dict[str, dict[str, Staged]] = {chapter.name: {} for chapter in CHAPTERS}
    files = sorted(file for file in bag.checksums if file in bag.sizes and file != PACK_FILE)
    progress.start(_("Reading"), len(files))
    for file in files:
        progress.step()
        if file.startswith(MEDIA_FILES):
            continue
        chapter = chapter_of(file)
        if chapter is None:
            reading.report.refuse(
                "file_unknown",
                file,
                _("no part of a pack has such a file."),
                remedy=_("Remove it, or move it where it belongs."),
            )
            continue
        data = reading.json(bag, file)
        if data is not None:
            read_file(chapter, file, data, pack, reading, objects[chapter.name])
    return objects


def read_file(
    chapter: Chapter,
    file: str,
    data: Any,
    pack: PackForm,
    reading: Reading,
    objects: dict[str, Staged],
) -> None:
    """Adds the objects of one file to those of its chapter; none may come twice."""
    for staged in chapter.read(file, data, pack, reading):
        first = objects.setdefault(staged.key, staged)
        if first is not staged:
            reading.report.refuse(
                f"{chapter.name}_twice",
                file,
                _("“%(key)s” stands in %(other)s already.")
                % {"key": staged.key, "other": first.file},
                remedy=_("Remove one of the two."),
            )


def chapter_of(file: str) -> Chapter | None:
    """The part of a pack that a JSON file belongs to."""
    top, _slash, rest = file.partition("/")
    folder = rest.partition("/")[0]
    if top != "data" or not file.endswith(".json"):
        return None
    return next((chapter for chapter in CHAPTERS if chapter.folder == folder), None)


def note_aliases(reading: Reading) -> None:
    """Says which codes of locales were read as others."""
    for alias, locale in sorted(reading.aliases):
        reading.report.note(
            "locale_alias",
            ".",
            _("the locale “%(alias)s” was read as “%(locale)s”.")
            % {"alias": alias, "locale": locale},
        )
