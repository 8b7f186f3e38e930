"""Makes the sizes and formats of public pictures: in the worker, one picture after the other.

Neither a request nor the drainer makes renditions. A picture is encoded outside of transactions;
what came out is stored and noted in a short one that holds the picture's row, so that a file that
is replaced meanwhile never stands under an address of the new one. What fails is noted with the
reason, tried again after a while, and given up after some attempts until the picture changes.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterable
from datetime import timedelta
from uuid import uuid4

from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from PIL import Image
from wagtail.images import get_image_model
from wagtail.images.models import Filter

from integra_cms.delivery.marks import MEDIA, mark
from integra_cms.delivery.media.presets import Wanted
from integra_cms.delivery.media.publishing import MAX_ATTEMPTS, missing, version
from integra_cms.delivery.models import PublicMedia, PublicRendition
from integra_cms.media.models import ToolkitImage, ToolkitRendition

RETRY_AFTER = timedelta(minutes=10)
"""So long a picture is left alone after something of it could not be made."""

Progress = Callable[[int, int], None]
"""Told how many pictures are done, and how many there are."""

logger = logging.getLogger(__name__)


class PictureChanged(Exception):
    """The picture was replaced or withdrawn while it was encoded: there is nothing to store."""


def due() -> QuerySet[PublicMedia]:
    """Public pictures with renditions to make now."""
    resting = PublicRendition.objects.filter(
        media=OuterRef("pk"),
        rendition=None,
        attempts__lt=MAX_ATTEMPTS,
        tried_at__gt=timezone.now() - RETRY_AFTER,
    )
    return PublicMedia.objects.filter(~Exists(resting), pending=True)


def make_pending(limit: int, progress: Progress | None = None) -> int:
    """Makes what is missing of so many public pictures; how many it dealt with.

    Fewer than ``limit``: nothing is due any more. Each picture leaves a mark, so that its
    description is published anew. Not to be called in a transaction.
    """
    pictures = list(due().order_by("media").values_list("media", flat=True)[:limit])
    for done, uuid in enumerate(pictures, start=1):
        row = PublicMedia.objects.filter(media=uuid).first()
        if row is not None:
            _make_missing(row)
        if progress:
            progress(done, len(pictures))
    return len(pictures)


def forget_failures() -> int:
    """Lets everything be tried once more that was given up or waits; how many pictures."""
    failures = PublicRendition.objects.filter(rendition=None)
    with transaction.atomic():
        uuids = set(failures.values_list("media_id", flat=True))
        if uuids:
            failures.delete()
            PublicMedia.objects.filter(media__in=uuids).update(pending=True)
            mark(MEDIA, *uuids)
    return len(uuids)


def _make_missing(row: PublicMedia) -> None:
    image = get_image_model().objects.filter(uuid=row.media).first()
    todo = missing(image, row.renditions.all()) if image else []
    try:
        made = _make(row, image, todo) if _is_whole(row, image, todo) else 0
    except PictureChanged:
        return  # the row is still pending: the next round sees what there is by then
    _finish(row, image, changed=made > 0)


def _is_whole(row: PublicMedia, image: ToolkitImage, todo: list[Wanted]) -> bool:
    """Whether the picture can be decoded: if not, nothing else needs to be tried."""
    if not todo:
        return True
    try:
        with image.open_file() as opened, Image.open(opened) as picture:
            picture.load()
    except Exception as error:
        # A damaged file fails in any way that a decoder can.
        logger.exception("Picture %s cannot be read.", row.media)
        _note_failure(row, image, todo, error)
        return False
    return True


def _make(row: PublicMedia, image: ToolkitImage, todo: list[Wanted]) -> int:
    made = 0
    for each in todo:
        try:
            data = _existing(image, each) or _encoded(image, each)
        except Exception as error:
            # The same holds for encoders; the other renditions go on.
            logger.exception("%s of picture %s cannot be made.", each.spec, row.media)
            _note_failure(row, image, [each], error)
            continue
        _store(row, image, each, data)
        made += 1
    return made


def _existing(image: ToolkitImage, each: Wanted) -> bytes | None:
    """What Wagtail has made of it before, for the site's own pages or before a file was hidden."""
    found = image.renditions.filter(**_as_wagtail_knows_it(image, each)).first()
    if found is None:
        return None
    try:
        return _read(found.file)
    except OSError:
        found.delete()  # its file is lost: it is made anew
        return None


def _as_wagtail_knows_it(image: ToolkitImage, each: Wanted) -> dict[str, str]:
    focal_point = Filter(spec=each.spec).get_cache_key(image)
    return {"filter_spec": each.spec, "focal_point_key": focal_point}


def _read(file: FieldFile) -> bytes:
    with file.storage.open(str(file.name), "rb") as opened:
        data: bytes = opened.read()
    return data


def _encoded(image: ToolkitImage, each: Wanted) -> bytes:
    data: bytes = image.generate_rendition_file(Filter(spec=each.spec)).read()
    return data


@transaction.atomic
def _store(row: PublicMedia, image: ToolkitImage, each: Wanted, data: bytes) -> None:
    """Notes a rendition, unless what it was made from is no longer what is there."""
    _hold(row, image)
    preset, extension = each.key
    rendition, created = image.renditions.get_or_create(
        **_as_wagtail_knows_it(image, each),
        defaults={"file": ContentFile(data, name=f"{uuid4().hex}.{preset}.{extension}")},
    )
    if not created:
        data = _read(rendition.file)
    PublicRendition.objects.update_or_create(
        media=row,
        version=version(image),
        preset=preset,
        extension=extension,
        defaults={
            "rendition": rendition,
            "bytes": len(data),
            "sha256": hashlib.sha256(data).hexdigest(),
            "attempts": 0,
            "error": "",
        },
    )


def _hold(row: PublicMedia, image: ToolkitImage) -> None:
    """Locks picture and row: nobody replaces or withdraws them before the transaction ends."""
    current = type(image).objects.select_for_update().filter(pk=image.pk).first()
    if current is None or version(current) != version(image):
        raise PictureChanged
    if PublicMedia.objects.select_for_update().filter(pk=row.pk).first() is None:
        raise PictureChanged


@transaction.atomic
def _note_failure(
    row: PublicMedia, image: ToolkitImage, failed: list[Wanted], error: Exception
) -> None:
    _hold(row, image)
    for each in failed:
        preset, extension = each.key
        noted, _created = PublicRendition.objects.get_or_create(
            media=row, version=version(image), preset=preset, extension=extension
        )
        noted.attempts += 1
        noted.tried_at = timezone.now()
        noted.error = f"{type(error).__name__}: {error}"[:500]
        noted.save()


@transaction.atomic
def _finish(row: PublicMedia, image: ToolkitImage | None, *, changed: bool) -> None:
    """Says whether anything is left to make, and has the description published anew."""
    left: Iterable[Wanted] = ()
    if image is not None:
        left = missing(image, row.renditions.all())
        _drop_older(row, version(image))
    PublicMedia.objects.filter(pk=row.pk).update(pending=bool(left))
    if changed or not left:
        mark(MEDIA, row.media)


def _drop_older(row: PublicMedia, now: str) -> None:
    """Removes what was made for an earlier focal point or preset and serves no longer."""
    older = row.renditions.exclude(version=now)
    kept = set(row.renditions.filter(version=now).values_list("rendition_id", flat=True))
    gone = set(older.values_list("rendition_id", flat=True)) - kept - {None}
    older.delete()
    for rendition in ToolkitRendition.objects.filter(pk__in=gone):
        rendition.delete()
