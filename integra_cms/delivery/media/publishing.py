"""What the API says about files. Pure reading: no rendition is made here."""

from __future__ import annotations

import logging
from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F
from django.utils import translation

from integra_cms.delivery.media.addresses import rendition, version_of
from integra_cms.delivery.media.facts import (
    IMAGE,
    facts,
    is_public,
    licence_form,
    locked_paths,
    models_by_type,
)
from integra_cms.delivery.media.presets import (
    FORMATS_BY_EXTENSION,
    PRESETS,
    Wanted,
    fingerprint,
    wanted,
)
from integra_cms.delivery.models import PublicRendition
from integra_cms.media.models import ToolkitImage

logger = logging.getLogger(__name__)

MAX_ATTEMPTS = 3
"""A rendition that could not be made so often is given up, until its picture changes."""


@dataclass(frozen=True, slots=True)
class MediaContent:
    """What is known of a file that may be public.

    Attributes:
        type: ``image``, ``document`` or ``recording``.
        filename: Name of the original in its storage.
        body: What the API says.
        pending: Renditions are still to be made.
    """

    type: str
    sha256: str
    filename: str
    body: dict[str, Any]
    pending: bool


def exists(uuids: Collection[UUID]) -> set[UUID]:
    """Those of the files that are there, whether the public may see them or not."""
    found: set[UUID] = set()
    for model in models_by_type().values():
        found |= set(model.objects.filter(uuid__in=uuids).values_list("uuid", flat=True))
    return found


def describe(uuids: Collection[UUID]) -> dict[UUID, MediaContent]:
    """What the API says about files, in five queries however many there are.

    Files that are not there, or in a collection that not everybody may see, have no entry.
    """
    if not uuids:
        return {}
    locked = locked_paths()
    found: dict[UUID, tuple[str, Any]] = {}
    for kind, model in models_by_type().items():
        rows = model.objects.filter(uuid__in=uuids).annotate(place=F("collection__path"))
        found |= {row.uuid: (kind, row) for row in rows if _is_public(row, locked)}
    made = _made([uuid for uuid, (kind, _row) in found.items() if kind == IMAGE])
    with translation.override(settings.LANGUAGE_CODE):
        return {uuid: _content(kind, row, made[uuid]) for uuid, (kind, row) in found.items()}


def version(image: ToolkitImage) -> str:
    """Stands for all that renditions of a picture are made from, presets included."""
    focal_point = (
        f"{image.focal_point_x},{image.focal_point_y},"
        f"{image.focal_point_width},{image.focal_point_height}"
        if image.has_focal_point()
        else ""
    )
    return version_of(image.sha256, f"{focal_point} {fingerprint()}")


def missing(image: ToolkitImage, made: Iterable[PublicRendition]) -> list[Wanted]:
    """The renditions to be made; those that were given up are not among them."""
    now = version(image)
    done = {
        (row.preset, row.extension)
        for row in made
        if row.version == now and (row.rendition_id or row.attempts >= MAX_ATTEMPTS)
    }
    return [each for each in wanted(image.width) if each.key not in done]


def _is_public(row: Any, locked: tuple[str, ...]) -> bool:
    if not row.sha256:
        logger.warning("%s %s has no checksum and is not served.", row._meta.label, row.uuid)
    return is_public(row, locked)


def _made(uuids: Collection[UUID]) -> dict[UUID, list[PublicRendition]]:
    rows: dict[UUID, list[PublicRendition]] = defaultdict(list)
    for row in PublicRendition.objects.filter(media__in=uuids).select_related("rendition"):
        rows[row.media_id].append(row)
    return rows


def _content(kind: str, row: Any, made: list[PublicRendition]) -> MediaContent:
    body = _common(kind, row)
    pending = False
    if kind == IMAGE:
        pending = bool(missing(row, made))
        body |= _picture(row, made) | {"renditions_pending": pending}
    return MediaContent(kind, row.sha256, row.file.name, body, pending)


def _common(kind: str, row: Any) -> dict[str, Any]:
    """What files of all types have, and what only some have as those without it have it."""
    known = facts(kind, row)
    if known["bytes"] is None:
        logger.warning("The file of %s %s is not in its storage.", row._meta.label, row.uuid)
    return {
        **known,
        "id": str(row.uuid),
        "contains_text": False,
        "focal_point": None,
        "licence": licence_form(row.licence),
        "version": None,
        "renditions": [],
        "renditions_pending": False,
    }


def _picture(image: ToolkitImage, made: list[PublicRendition]) -> dict[str, Any]:
    now = version(image)
    order = list(PRESETS)
    rows = [row for row in made if row.version == now and row.rendition_id]
    rows.sort(key=lambda row: (order.index(row.preset), row.extension))
    return {
        "contains_text": image.contains_text,
        "focal_point": _focal_point(image),
        "version": now,
        "renditions": [_rendition(image, row) for row in rows],
    }


def _rendition(image: ToolkitImage, row: PublicRendition) -> dict[str, Any]:
    assert row.rendition is not None  # noqa: S101 - only those that are made come here
    return {
        "preset": row.preset,
        "format": FORMATS_BY_EXTENSION[row.extension].name,
        "width": row.rendition.width,
        "height": row.rendition.height,
        "bytes": row.bytes,
        "file": rendition(image.uuid, row.version, row.preset, row.extension),
    }


def _focal_point(image: ToolkitImage) -> dict[str, float] | None:
    """Its middle, as parts of width and height; editors may draw it past an edge."""
    if not image.has_focal_point():
        return None
    x, y = image.focal_point_x / image.width, image.focal_point_y / image.height
    return {"x": round(min(x, 1.0), 4), "y": round(min(y, 1.0), 4)}
