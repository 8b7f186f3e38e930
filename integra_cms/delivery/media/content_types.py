"""Media types by extension. The machine's own list would make answers differ between machines."""

from __future__ import annotations

from collections.abc import Mapping

from integra_cms.delivery.media.addresses import extension_of
from integra_cms.media.cleaning.formats import FORMATS

UNKNOWN = "application/octet-stream"

_OFFICE = "application/vnd.openxmlformats-officedocument."
_OPEN = "application/vnd.oasis.opendocument."
_DOCUMENTS: Mapping[str, str] = {
    "docx": _OFFICE + "wordprocessingml.document",
    "xlsx": _OFFICE + "spreadsheetml.sheet",
    "pptx": _OFFICE + "presentationml.presentation",
    "odt": _OPEN + "text",
    "ods": _OPEN + "spreadsheet",
    "odp": _OPEN + "presentation",
    "txt": "text/plain; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "vtt": "text/vtt; charset=utf-8",
    "srt": "application/x-subrip",
}
_CONTENT_TYPES: Mapping[str, str] = {
    **{form.extension: form.mime_type for form in FORMATS.values()},
    **_DOCUMENTS,
}


def content_type(filename: str) -> str:
    """What to send a file as; stored files have the extension of what they are."""
    return _CONTENT_TYPES.get(extension_of(filename), UNKNOWN)


def mime_type(filename: str) -> str:
    """The same without the character set."""
    return content_type(filename).partition(";")[0]
