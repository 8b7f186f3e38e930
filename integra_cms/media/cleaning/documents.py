"""Documents: PDF, Office, OpenDocument, plain text, and pictures that are handed out as files."""

from __future__ import annotations

import codecs
import io
from pathlib import PurePath
from typing import IO

from django.utils.translation import gettext as _

from .errors import CleaningError, MetadataRemains, Unreadable, UnsupportedFormat
from .formats import HEAD_BYTES, FileFormat, recognise
from .images import BROKEN, clean_image
from .limits import byte_count, check_bytes
from .result import CleanFile, corrected_name

# Text has no place for metadata; what it is for, only its name can say.
_TEXTS = {
    extension: FileFormat("text", extension, mime_type)
    for extension, mime_type in (
        ("txt", "text/plain"),
        ("csv", "text/csv"),
        ("md", "text/markdown"),
        ("vtt", "text/vtt"),
        ("srt", "application/x-subrip"),
    )
}


def clean_document(file: IO[bytes], *, name: str) -> CleanFile:
    """The document in ``file`` without names, dates, paths, thumbnails and earlier versions.

    What it says and how it looks is not touched. A clean document keeps its bytes.

    Raises:
        CleaningError: It is too large, damaged, of a format we do not take, or not clean after all.
    """
    check_bytes(byte_count(file), "MAX_DOCUMENT_BYTES")
    file.seek(0)
    data = file.read()
    found = recognise(data[:HEAD_BYTES])
    if found and found.mime_type.startswith("image/"):
        return clean_image(file, name=name)
    try:
        clean, final = _clean(data, found, name)
    except CleaningError:
        raise
    except BROKEN as error:
        raise Unreadable(
            _("“%(name)s” is damaged. Save it anew in its program and try again.") % {"name": name}
        ) from error
    return CleanFile(corrected_name(name, final), io.BytesIO(clean), final, clean != data)


def _clean(data: bytes, found: FileFormat | None, name: str) -> tuple[bytes, FileFormat]:
    # Whoever only reads the site never comes here; the library for PDF alone takes 20 MiB.
    from .papers import package, pdf
    from .verification.papers import package_remains, pdf_remains

    if found is None:
        return data, _text(data, name)
    if found.name == "pdf":
        clean = data if not pdf_remains(data) else pdf.rewrite(data)
        remains, final = pdf_remains(clean), found
    elif found.name == "zip":
        clean, final = package.rewrite(data)
        clean = data if not package_remains(data) else clean
        remains = package_remains(clean)
    else:
        raise UnsupportedFormat(
            _("%(format)s files are not taken. Save it as PDF, DOCX, XLSX, PPTX, ODT or ODS.")
            % {"format": found.name.upper()}
        )
    if remains:
        raise MetadataRemains(
            _("This document cannot be cleaned; left in it: %(what)s. Print it to a new PDF file.")
            % {"what": ", ".join(remains)}
        )
    return clean, final


def _text(data: bytes, name: str) -> FileFormat:
    encoding = "utf-16" if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) else "utf-8"
    try:
        readable = "\0" not in data.decode(encoding)
    except UnicodeDecodeError:
        readable = False
    if not data or not readable:
        raise UnsupportedFormat(
            _("“%(name)s” is no document we know. Save it as PDF, DOCX, XLSX, PPTX, ODT or ODS.")
            % {"name": name}
        )
    return _TEXTS.get(PurePath(name).suffix[1:].lower(), _TEXTS["txt"])
