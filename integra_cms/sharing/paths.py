"""Paths inside a pack: relative, with forward slashes, and never out of its folder."""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from django.utils.translation import gettext as _

from integra_cms.sharing.limits import Limits
from integra_cms.sharing.report import Report

DEPTH = 16
"""How many folders may stand inside each other; packs need five."""


def is_inside(path: str) -> bool:
    """Whether a path written in a pack stays inside the pack's folder on every system."""
    if not path or "\\" in path or ":" in path or path.startswith(("/", "~")):
        return False
    if any(unicodedata.category(character) == "Cc" for character in path):
        return False
    return all(part not in ("", ".", "..") for part in path.split("/"))


def encode(path: str) -> str:
    """A path as a manifest writes it (RFC 8493, 2.1.3)."""
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def decode(path: str) -> str:
    """The path that a line of a manifest means."""
    for code, character in (("%0D", "\r"), ("%0d", "\r"), ("%0A", "\n"), ("%0a", "\n")):
        path = path.replace(code, character)
    return path.replace("%25", "%")


def same_name(path: str) -> str:
    """What two paths have in common that some file systems cannot keep apart."""
    return unicodedata.normalize("NFC", path).casefold()


def scan(root: Path, limits: Limits, report: Report) -> dict[str, int]:
    """Relative path → size in bytes of all files under ``root``, read from the folder only.

    Refuses links, devices, names that collide, too many files and files that are too large; none
    of them is opened.
    """
    sizes: dict[str, int] = {}
    names: dict[str, str] = {}
    for path, size in _files(root, root, report):
        _check_file(path, size, limits, names.setdefault(same_name(path), path), report)
        sizes[path] = size
        if len(sizes) > limits.files:
            report.refuse(
                "too_many_files",
                path,
                _("the pack has more than %(limit)s files.") % {"limit": limits.files},
                remedy=_("Split it into several packs."),
            )
            return sizes
    if (total := sum(sizes.values())) > limits.total_bytes:
        report.refuse(
            "pack_too_large",
            ".",
            _("the pack has %(size)s bytes; at most %(limit)s are allowed.")
            % {"size": total, "limit": limits.total_bytes},
            remedy=_("Split it into several packs."),
        )
    return sizes


def _check_file(path: str, size: int, limits: Limits, other: str, report: Report) -> None:
    if other != path:
        report.refuse(
            "name_collision",
            path,
            _("its name differs from “%(other)s” only in capitals or accents' encoding.")
            % {"other": other},
            remedy=_("Rename one of the two."),
        )
    if size > (limit := limits.for_path(path)):
        report.refuse(
            "file_too_large",
            path,
            _("the file has %(size)s bytes; at most %(limit)s are allowed.")
            % {"size": size, "limit": limit},
            remedy=_("Make it smaller or leave it out."),
        )


def _is_name(name: str) -> bool:
    """Whether it can be written down: as UTF-8, in one line."""
    return not any(unicodedata.category(character) in ("Cc", "Cs") for character in name)


def _refuse_name(path: str, report: Report) -> None:
    report.refuse(
        "name_not_text",
        "".join(character if _is_name(character) else "?" for character in path),
        _("its name holds characters that are no text."),
        remedy=_("Rename it."),
    )


def _files(root: Path, folder: Path, report: Report) -> Iterator[tuple[str, int]]:
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda each: each.name):
            path = str(PurePosixPath(Path(entry.path).relative_to(root)))
            if not _is_name(entry.name):
                _refuse_name(path, report)
                continue
            status = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(status.st_mode) and path.count("/") >= DEPTH:
                report.refuse(
                    "folders_too_deep",
                    path,
                    _("more than %(limit)s folders stand inside each other.") % {"limit": DEPTH},
                    remedy=_("Remove it, or move it where it belongs."),
                )
            elif stat.S_ISDIR(status.st_mode):
                yield from _files(root, Path(entry.path), report)
            elif stat.S_ISREG(status.st_mode):
                yield path, status.st_size
            else:
                report.refuse(
                    "not_a_file",
                    path,
                    _("it is a link or a special file, which could lead out of the pack."),
                    remedy=_("Replace it by the file itself."),
                )
