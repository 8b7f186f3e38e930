"""Finds the files behind addresses: public ones only, with one query each."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.files import File
from django.core.files.storage import Storage
from django.db.models import FilteredRelation, Q
from django.utils.http import content_disposition_header
from django.utils.text import slugify

from integra_cms.delivery.media.addresses import extension_of, original
from integra_cms.delivery.media.content_types import content_type
from integra_cms.delivery.media.facts import DOCUMENT, models_by_type
from integra_cms.delivery.media.presets import FORMATS_BY_EXTENSION, is_known
from integra_cms.delivery.models import PublicMedia
from integra_cms.media.models import ToolkitRendition

_MADE = ("made__bytes", "made__sha256", "made__rendition__file")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """A file that may be sent.

    Attributes:
        storage: Where it is.
        name: Its name there.
        size: In bytes, where it is known without asking the storage.
        etag: Stands for its bytes, without quotation marks.
        filename: What a browser should call it when it is saved.
        attachment: It is to be saved, not shown: documents can hold more than one sees.
        media: Whose file it is.
    """

    storage: Storage
    name: str
    content_type: str
    size: int | None
    etag: str
    filename: str
    attachment: bool
    media: UUID

    def open(self) -> File[bytes]:
        """The file, to read from.

        Raises:
            FileNotFoundError: It was replaced or deleted, and the catalogue does not know yet.
        """
        return self.storage.open(self.name, "rb")

    def headers(self) -> Mapping[str, str]:
        """How browsers shall treat it: as what it is, and as nothing that runs."""
        disposition = content_disposition_header(self.attachment, self.filename)
        headers = {
            "Content-Type": self.content_type,
            "Content-Security-Policy": "default-src 'none'; sandbox",
            "X-Content-Type-Options": "nosniff",
        }
        if disposition:
            headers["Content-Disposition"] = disposition
        if self.size is not None:
            headers["Content-Length"] = str(self.size)
        return headers


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """For now, this is what to show instead; not for ever, so no cache may keep it long.

    Attributes:
        file: An address below the root of the API.
        media: Whose file it is.
    """

    file: str
    media: UUID


def find_original(sha256: str, extension: str) -> StoredFile | None:
    """The public file with this checksum and extension, as it was uploaded and cleaned."""
    for row in PublicMedia.objects.filter(sha256=sha256).order_by("media"):
        if extension_of(row.filename) == extension:
            return stored_original(row.type, row.filename, json.loads(row.body))
    return None


def stored_original(kind: str, name: str, body: Mapping[str, Any]) -> StoredFile:
    """The original of a file of some type, given its name in its storage and what is known of it.

    Whether the public may see it is for the caller to know.
    """
    return StoredFile(
        storage=_storage(kind),
        name=name,
        content_type=content_type(name),
        size=body["bytes"],
        etag=body["sha256"],
        filename=_download_name(body, extension_of(name)),
        attachment=kind == DOCUMENT,
        media=UUID(body["id"]),
    )


def find_rendition(
    uuid: UUID, version: str, preset: str, extension: str
) -> StoredFile | Elsewhere | None:
    """A rendition of a public picture; the original while there is none.

    None where the picture is not public, has another version by now, or the preset is none.
    """
    if not is_known(preset, extension):
        return None
    wanted = Q(
        renditions__version=version, renditions__preset=preset, renditions__extension=extension
    )
    row = (
        PublicMedia.objects.annotate(made=FilteredRelation("renditions", condition=wanted))
        .filter(media=uuid)
        .values("sha256", "filename", "body", *_MADE)
        .first()
    )
    if row is None:
        return None
    body = json.loads(row["body"])
    if body["version"] != version:
        return None
    if row["made__rendition__file"] is None:
        return Elsewhere(original(row["sha256"], row["filename"]), uuid)
    return StoredFile(
        storage=ToolkitRendition._meta.get_field("file").storage,
        name=row["made__rendition__file"],
        content_type=FORMATS_BY_EXTENSION[extension].mime_type,
        size=row["made__bytes"],
        etag=row["made__sha256"],
        filename=_download_name(body, f"{preset}.{extension}"),
        attachment=False,
        media=uuid,
    )


def _storage(kind: str) -> Storage:
    storage: Storage = models_by_type()[kind]._meta.get_field("file").storage
    return storage


def _download_name(body: Mapping[str, Any], extension: str) -> str:
    """Files have random names in their storage; people get the title."""
    return f"{slugify(body['title'], allow_unicode=True)[:100] or body['type']}.{extension}"
