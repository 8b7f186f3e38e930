"""Writes which files are public: those that something public shows, and no others."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from integra_cms.delivery.canonical import canonical, digest
from integra_cms.delivery.feed import Ledger
from integra_cms.delivery.media.publishing import MediaContent, describe, exists
from integra_cms.delivery.models import Change, Dependency, PublicMedia, Register
from integra_cms.delivery.rewriting import rewrite


def write_media(uuids: Collection[UUID], ledger: Ledger) -> None:
    """Publishes, renews or withdraws files, depending on what uses them now."""
    if not uuids:
        return
    before = {row.media: row for row in PublicMedia.objects.filter(media__in=list(uuids))}
    used = _used(uuids)
    described = describe(used)
    new: list[PublicMedia] = []
    altered: list[PublicMedia] = []
    for uuid, content in sorted(described.items()):
        row = before.get(uuid) or PublicMedia(media=uuid)
        if _take_over(row, content):
            row.sequence = ledger.put(Change.Entity.MEDIA, uuid, row.digest, kind=row.type)
            (altered if uuid in before else new).append(row)
    PublicMedia.objects.bulk_create(new, batch_size=200)
    rewrite(altered, ["type", "sha256", "filename", "body", "digest", "pending", "sequence"])
    gone = sorted(before.keys() - described.keys())
    if gone:
        there = exists(gone)
        for uuid in gone:
            reason = _reason(uuid, there=there, used=used)
            ledger.remove(Change.Entity.MEDIA, uuid, reason, kind=before[uuid].type)
        PublicMedia.objects.filter(media__in=gone).delete()


def columns_of(content: MediaContent) -> dict[str, Any]:
    """What the row of a public file holds."""
    body = canonical(content.body)
    return {
        "type": content.type,
        "sha256": content.sha256,
        "filename": content.filename,
        "body": body,
        "digest": digest(body),
        "pending": content.pending,
    }


def _used(uuids: Collection[UUID]) -> set[UUID]:
    """Those of the files that a document or a register shows."""
    keys = [str(uuid) for uuid in uuids]
    rows = Dependency.objects.filter(what="media", key__in=keys).values_list("key", flat=True)
    used = {UUID(key) for key in rows}
    for shown in Register.objects.exclude(media=[]).values_list("media", flat=True):
        used |= {UUID(key) for key in shown}
    return used & set(uuids)


def _take_over(row: PublicMedia, content: MediaContent) -> bool:
    wanted = columns_of(content)
    if all(getattr(row, name) == value for name, value in wanted.items()):
        return False
    for name, value in wanted.items():
        setattr(row, name, value)
    return True


def _reason(uuid: UUID, *, there: Collection[UUID], used: Collection[UUID]) -> str:
    if uuid not in there:
        return Change.Reason.DELETED
    return Change.Reason.RESTRICTED if uuid in used else Change.Reason.UNUSED
