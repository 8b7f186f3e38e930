"""Remembering what was loaded, so that the next load knows what was edited here since."""

from __future__ import annotations

from django.utils import timezone

from integra_cms.sharing import canonical
from integra_cms.sharing.chapters import CHAPTERS, Chapter, Staged
from integra_cms.sharing.models import Pack, PackRecord
from integra_cms.sharing.plan import Plan, Step
from integra_cms.sharing.staging import StagedPack


def remember(staged: StagedPack, plan: Plan) -> None:
    """Records every object of the pack that is on the site as the pack has it.

    One that was edited here is among them as soon as the pack says the same: from then on it
    follows the pack again.
    """
    known = Pack.objects.filter(name=staged.pack.name).first()
    manifest = staged.pack.as_json()
    pack = known or Pack(name=staged.pack.name)
    if known is None or known.manifest != manifest or plan.with_step(Step.CREATE, Step.UPDATE):
        pack.manifest = manifest
        pack.save()
    recorded = {
        (chapter, key): digests
        for chapter, key, *digests in pack.records.values_list(
            "chapter", "key", "digest", "stored_digest"
        )
    }
    for chapter in CHAPTERS:
        objects = [
            planned.staged
            for planned in plan.with_step(Step.CREATE, Step.UPDATE, Step.UNCHANGED)
            if planned.chapter == chapter.name
            and planned.staged is not None
            and (
                planned.step != Step.UNCHANGED
                or recorded.get((chapter.name, planned.key))
                != 2 * [_digest(chapter, planned.staged)]
            )
        ]
        if objects:
            _record(pack, chapter, objects)


def _record(pack: Pack, chapter: Chapter, objects: list[Staged]) -> None:
    stored = chapter.current({each.key for each in objects})
    PackRecord.objects.bulk_create(
        [
            PackRecord(
                pack=pack,
                chapter=chapter.name,
                key=each.key,
                digest=_digest(chapter, each),
                stored_digest=canonical.digest(chapter.comparable(stored[each.key])),
                loaded_at=timezone.now(),
            )
            for each in objects
        ],
        batch_size=400,
        update_conflicts=True,
        unique_fields=["pack", "chapter", "key"],
        update_fields=["digest", "stored_digest", "loaded_at"],
    )


def _digest(chapter: Chapter, staged: Staged) -> str:
    return canonical.digest(chapter.comparable(staged.form))
