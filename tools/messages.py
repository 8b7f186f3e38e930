"""Collects the texts for people from the code, merges them into the catalogues, compiles these.

    python -m tools.messages            # after changing a text
    python -m tools.messages --check    # fails when a catalogue is stale or has gaps

Babel does the work, so that nobody needs the gettext programs. Its extractor for Python reads
templates too, after Django turned them into calls of gettext.
"""

from __future__ import annotations

import argparse
import io
import sys
from datetime import datetime, timezone
from pathlib import Path
from typing import TYPE_CHECKING

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
CATALOGUES = ROOT / "integra_cms" / "languages" / "locale"
PACKAGES = ("integra_cms", "toolkit_content")
LANGUAGES = ("bg", "cs", "hr", "it", "sk")
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# A fixed date: a catalogue that did not change keeps its bytes.
DATE = datetime(2026, 1, 1, tzinfo=timezone.utc)  # noqa: UP017 - Babel compares with this one
HEADER = """\
Translations of INTEGRA CMS.
Drafts: no native speaker has reviewed them yet.
"""


def sources() -> Iterator[tuple[str, bytes]]:
    """Path and Python code of every file that may have texts."""
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*")):
            name = path.relative_to(ROOT).as_posix()
            if path.suffix == ".py" and "/migrations/" not in name:
                yield name, path.read_bytes()
            elif path.suffix in {".html", ".txt", ".xml"} and "/templates/" in name:
                lines = templatize(path.read_text(), origin=name).splitlines()
                yield name, "\n".join(line.strip() for line in lines).encode()


def collected() -> Catalog:
    """All texts of the code, in order of place."""
    catalog = Catalog(charset="utf-8")
    for name, code in sources():
        found = extract(
            "python", io.BytesIO(code), keywords=KEYWORDS, comment_tags=("Translators:",)
        )
        for line, message, comments, context in found:
            del line  # lines move with every edit; the file is enough to find a text
            catalog.add(message, locations=[(name, None)], auto_comments=comments, context=context)
    return catalog


def merged(language: str, texts: Catalog) -> Catalog:
    """The catalogue of one language with today's texts; translations no longer used are dropped."""
    path = po_path(language)
    if path.exists():
        with path.open("rb") as file:
            catalog = read_po(file, locale=language)
    else:
        catalog = Catalog(locale=language)
    catalog.update(texts, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    catalog.project = "INTEGRA CMS"
    catalog.header_comment = "".join(f"# {line}\n" for line in HEADER.splitlines()).rstrip()
    catalog.fuzzy = False
    catalog.creation_date = catalog.revision_date = DATE
    return catalog


def po_path(language: str) -> Path:
    """Where the readable catalogue of a language is."""
    return CATALOGUES / language / "LC_MESSAGES" / "django.po"


def as_files(catalog: Catalog) -> tuple[bytes, bytes]:
    """The readable and the compiled form."""
    po, mo = io.BytesIO(), io.BytesIO()
    write_po(po, catalog, width=100, sort_output=True, include_lineno=False)
    write_mo(mo, catalog)
    return po.getvalue(), mo.getvalue()


def gaps(catalog: Catalog) -> list[str]:
    """Texts without translation."""
    return [
        str(message.id)
        for message in catalog
        if message.id and not (all(message.string) if message.pluralizable else message.string)
    ]


def run(*, check: bool) -> int:
    """Writes the catalogues, or says what is wrong with them. Returns the exit code."""
    texts = collected()
    problems = 0
    for language in LANGUAGES:
        catalog = merged(language, texts)
        path = po_path(language)
        po, mo = as_files(catalog)
        missing = gaps(catalog)
        sys.stderr.write(f"{language}: {len(catalog) - len(missing)} of {len(catalog)} texts\n")
        if check:
            stale = not path.exists() or path.read_bytes() != po
            stale = stale or path.with_suffix(".mo").read_bytes() != mo
            if stale:
                sys.stderr.write(f"  {path.relative_to(ROOT)} is stale: run `make messages`.\n")
            for text in missing[:20]:
                sys.stderr.write(f"  not translated: {text}\n")
            problems += stale + len(missing)
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(po)
            path.with_suffix(".mo").write_bytes(mo)
    return 1 if problems else 0


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    arguments = parser.parse_args()
    settings.configure(USE_I18N=False)
    sys.exit(run(check=arguments.check))
