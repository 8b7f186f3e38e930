"""BagIt folders (RFC 8493): reading with every byte checked, and writing."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from integra_cms.sharing import paths
from integra_cms.sharing.exceptions import PackError
from integra_cms.sharing.limits import Limits
from integra_cms.sharing.report import Report

DECLARATION = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
INFO = "bag-info.txt"
CHUNK = 1024 * 1024


@dataclass(frozen=True)
class Bag:
    """A folder whose files are listed with their checksums.

    Attributes:
        root: The folder.
        checksums: Path (``data/…``) → SHA-256 of the payload, as the manifest promises.
        sizes: Path → bytes of every file in the folder.
    """

    root: Path
    checksums: Mapping[str, str]
    sizes: Mapping[str, int]

    def read(self, path: str) -> bytes:
        """The bytes of a payload file, which are the promised ones.

        Raises:
            PackError: They are not.
        """
        content = b"".join(self._chunks(path))
        self._compare(path, hashlib.sha256(content).hexdigest())
        return content

    def verify(self, path: str) -> None:
        """Reads a payload file in small pieces to see whether it is the promised one.

        Raises:
            PackError: It is not.
        """
        self._compare(path, _digest(self._chunks(path)))

    def _chunks(self, path: str) -> Iterator[bytes]:
        # No link is followed, and not more is read than was seen when the folder was looked at:
        # somebody may have exchanged the file since.
        left = self.sizes[path]
        try:
            descriptor = os.open(self.root / path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        except OSError as error:
            raise PackError(_("it cannot be read (%(error)s).") % {"error": error}) from error
        with os.fdopen(descriptor, "rb") as file:
            while left > 0 and (chunk := file.read(min(CHUNK, left))):
                left -= len(chunk)
                yield chunk

    def _compare(self, path: str, digest: str) -> None:
        if digest != self.checksums[path]:
            raise PackError(
                _("its checksum is %(found)s, but %(manifest)s says %(promised)s.")
                % {"found": digest, "manifest": MANIFEST, "promised": self.checksums[path]}
            )


def open_bag(folder: Path, report: Report, limits: Limits | None = None) -> Bag | None:
    """The bag in a folder, its structure checked; payload is checked as it is read.

    Returns ``None`` when it is none at all; what is wrong stands in ``report``.
    """
    if not (folder / "bagit.txt").is_file():
        report.refuse(
            "not_a_bag",
            "bagit.txt",
            _("it is missing, so %(folder)s is no pack.") % {"folder": folder},
            remedy=_("Name the folder that holds bagit.txt, or run “pack seal” on it."),
        )
        return None
    before = len(report.problems)
    sizes = paths.scan(folder, limits or Limits.of_site(), report)
    if len(report.problems) > before:
        return None
    bag = Bag(folder, _read_manifest(folder, MANIFEST, report), sizes)
    _check_declaration(folder, report)
    _check_tag_files(bag, report)
    _check_completeness(bag, report)
    return bag


def write_manifests(folder: Path, info: Mapping[str, str]) -> None:
    """Makes a bag of a folder that has its payload in ``data/``; what is there is listed anew.

    The same payload gives the same bytes.

    Raises:
        PackError: The folder holds what a pack may not hold.
    """
    report = Report()
    sizes = paths.scan(folder, Limits.of_site(), report)
    report.raise_if_refused()
    payload = sorted(path for path in sizes if path.startswith("data/"))
    octets = sum(sizes[path] for path in payload)
    tags = dict(info) | {"Payload-Oxum": f"{octets}.{len(payload)}"}
    _write(folder / "bagit.txt", DECLARATION)
    _write(folder / INFO, "".join(f"{key}: {value}\n" for key, value in tags.items()))
    _write(folder / MANIFEST, _manifest(folder, payload))
    _write(folder / TAG_MANIFEST, _manifest(folder, [INFO, "bagit.txt", MANIFEST]))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _manifest(folder: Path, names: list[str]) -> str:
    lines = []
    for name in names:
        with (folder / name).open("rb") as file:
            digest = _digest(iter(lambda: file.read(CHUNK), b""))
        lines.append(f"{digest}  {paths.encode(name)}\n")
    return "".join(lines)


def _digest(chunks: Iterator[bytes]) -> str:
    digest = hashlib.sha256()
    for chunk in chunks:
        digest.update(chunk)
    return digest.hexdigest()


def _read_manifest(folder: Path, name: str, report: Report) -> dict[str, str]:
    checksums: dict[str, str] = {}
    try:
        text = (folder / name).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        report.refuse(
            "manifest_unreadable",
            name,
            _("the list of checksums cannot be read (%(error)s).") % {"error": error},
            remedy=_("Run “pack seal” on the folder."),
        )
        return checksums
    for number, line in enumerate(text.splitlines(), start=1):
        digest, _space, rest = line.partition(" ")
        path = paths.decode(rest.lstrip(" *").removeprefix("./"))
        if not paths.is_inside(path):
            report.refuse(
                "path_outside",
                name,
                _("the path “%(path)s” leads out of the pack.") % {"path": path},
                place=_("line %(number)s") % {"number": number},
                remedy=_("Remove the line; a pack only names files of its own."),
            )
        elif len(digest) != 64 or not set(digest.lower()) <= set("0123456789abcdef"):
            report.refuse(
                "manifest_line",
                name,
                _("“%(line)s” is no SHA-256 checksum with a path.") % {"line": line},
                place=_("line %(number)s") % {"number": number},
                remedy=_("Run “pack seal” on the folder."),
            )
        else:
            checksums[path] = digest.lower()
    return checksums


def _check_declaration(folder: Path, report: Report) -> None:
    declared = (folder / "bagit.txt").read_bytes().decode("utf-8", errors="replace")
    if declared.replace("\r\n", "\n") != DECLARATION:
        report.refuse(
            "bag_version",
            "bagit.txt",
            _("it does not declare BagIt 1.0 in UTF-8."),
            remedy=_("Run “pack seal” on the folder."),
        )
    if (folder / "fetch.txt").exists():
        report.refuse(
            "bag_incomplete",
            "fetch.txt",
            _("the pack wants files to be fetched from elsewhere, which is never done."),
            remedy=_("Put the files into the pack and remove fetch.txt."),
        )


def _check_tag_files(bag: Bag, report: Report) -> None:
    if TAG_MANIFEST not in bag.sizes:
        return
    for name, promised in _read_manifest(bag.root, TAG_MANIFEST, report).items():
        if name not in bag.sizes:
            _missing(name, TAG_MANIFEST, report)
            continue
        with (bag.root / name).open("rb") as file:
            found = _digest(iter(lambda: file.read(CHUNK), b""))
        if found != promised:
            report.refuse(
                "checksum_wrong",
                name,
                _("its checksum is %(found)s, but %(manifest)s says %(promised)s.")
                % {"found": found, "manifest": TAG_MANIFEST, "promised": promised},
                remedy=_("Get the pack again, or run “pack seal” if you changed it yourself."),
            )


def _check_completeness(bag: Bag, report: Report) -> None:
    if not bag.checksums:
        # The list is missing or nonsense, which was said already.
        return
    payload = {path for path in bag.sizes if path.startswith("data/")}
    for path in sorted(bag.checksums.keys() - payload):
        _missing(path, MANIFEST, report)
    for path in sorted(payload - bag.checksums.keys()):
        report.refuse(
            "file_not_listed",
            path,
            _("the file is not listed in %(manifest)s.") % {"manifest": MANIFEST},
            remedy=_("Remove it, or run “pack seal” if you added it yourself."),
        )


def _missing(path: str, manifest: str, report: Report) -> None:
    report.refuse(
        "file_missing",
        path,
        _("the file is listed in %(manifest)s but not there.") % {"manifest": manifest},
        remedy=_("Get the pack again, or run “pack seal” if you removed it yourself."),
    )
