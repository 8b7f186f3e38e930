"""What is the same about a file wherever it is told of: who may see it, and what it is."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import CollectionViewRestriction
from wagtailmedia.models import get_media_model

from integra_cms.delivery.media.addresses import original
from integra_cms.delivery.media.content_types import mime_type
from integra_cms.media.licences import LICENCES, LicenceCode

IMAGE, DOCUMENT, RECORDING = "image", "document", "recording"


def models_by_type() -> dict[str, type[Any]]:
    """The models of files, by what the API calls their type."""
    return {
        IMAGE: get_image_model(),
        DOCUMENT: get_document_model(),
        RECORDING: get_media_model(),
    }


def locked_paths() -> tuple[str, ...]:
    """The collections with a restriction; what is below them has it too."""
    return tuple(CollectionViewRestriction.objects.values_list("collection__path", flat=True))


def is_public(row: Any, locked: tuple[str, ...]) -> bool:
    """Whether everybody may see a file. One without a checksum has no address.

    Args:
        row: The file, with the path of its collection as ``place``.
        locked: What ``locked_paths`` says.
    """
    return bool(row.sha256) and not row.place.startswith(locked)


def facts(kind: str, row: Any) -> dict[str, Any]:
    """What a file is, in no language but those of its own words."""
    has_size = kind in (IMAGE, RECORDING)
    return {
        "type": kind,
        "title": row.title,
        "alt": (row.description or None) if kind == IMAGE else None,
        "width": row.width if has_size else None,
        "height": row.height if has_size else None,
        "sha256": row.sha256,
        "file": original(row.sha256, row.file.name),
        "language": row.language or None,
        "mime": mime_type(row.file.name),
        "bytes": _size(row),
        "duration": (row.duration or None) if kind == RECORDING else None,
        "credit": {
            "rights_holder": row.rights_holder or None,
            "credit_line": row.credit_line or None,
            "source_url": row.source_url or None,
            "licence_note": row.licence_note or None,
        },
    }


def licence_form(code: str) -> dict[str, Any]:
    """A licence and what it allows, in the active language; one nobody knows allows nothing."""
    licence = LICENCES.get(code, LICENCES[LicenceCode.UNKNOWN.value])
    return {**asdict(licence), "uri": licence.uri or None, "label": str(licence.label)}


def _size(row: Any) -> int | None:
    """The database knows it of all but recordings; None where the storage lacks the file."""
    known: int | None = getattr(row, "file_size", None)
    if known is not None:
        return known
    try:
        return int(row.file.size)
    except OSError:
        return None
