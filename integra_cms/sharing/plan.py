"""What loading a pack would do to each of its objects; local edits are never overwritten."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from integra_cms.sharing import canonical
from integra_cms.sharing.chapters import CHAPTERS, Chapter, FormJson, Staged
from integra_cms.sharing.models import PackRecord
from integra_cms.sharing.staging import StagedPack


class Step(StrEnum):
    """What happens to an object."""

    CREATE = "create"
    UPDATE = "update"
    UNCHANGED = "unchanged"
    KEPT = "kept"
    GONE_FROM_PACK = "gone_from_pack"


class Reason(StrEnum):
    """Why an object of this site is kept although the pack says something else."""

    NONE = ""
    EDITED = "edited_here"
    DRAFT = "draft_waiting_here"
    DELETED = "deleted_here"
    FOREIGN = "not_from_this_pack"


@dataclass(frozen=True)
class Planned:
    """One object and what happens to it."""

    chapter: str
    key: str
    step: Step
    staged: Staged | None = None
    reason: Reason = Reason.NONE


@dataclass(frozen=True)
class Plan:
    """Everything that loading would do."""

    objects: tuple[Planned, ...] = field(default=())

    @property
    def to_write(self) -> dict[str, list[Staged]]:
        """Chapter → objects that will be created or changed."""
        found: dict[str, list[Staged]] = {chapter.name: [] for chapter in CHAPTERS}
        for planned in self.objects:
            if planned.staged and planned.step in (Step.CREATE, Step.UPDATE):
                found[planned.chapter].append(planned.staged)
        return found

    @property
    def counts(self) -> dict[str, int]:
        """How many objects each step concerns."""
        return {step.value: len(self.with_step(step)) for step in Step}

    def with_step(self, *steps: Step) -> list[Planned]:
        """The objects that some steps concern."""
        return [planned for planned in self.objects if planned.step in steps]


def make_plan(pack: StagedPack) -> Plan:
    """Compares a pack with the site. Nothing is written."""
    records: dict[tuple[str, str], PackRecord] = {
        (record.chapter, record.key): record
        for record in PackRecord.objects.filter(pack__name=pack.pack.name)
    }
    planned: list[Planned] = []
    for chapter in CHAPTERS:
        staged = list(pack.objects[chapter.name].values())
        planned += _plan_chapter(chapter, staged, records)
    there = {(each.chapter, each.key) for each in planned}
    gone = [
        Planned(chapter, key, Step.GONE_FROM_PACK)
        for chapter, key in records
        if (chapter, key) not in there
    ]
    return Plan((*planned, *sorted(gone, key=lambda each: (each.chapter, each.key))))


def _plan_chapter(
    chapter: Chapter, staged: Sequence[Staged], records: dict[tuple[str, str], PackRecord]
) -> list[Planned]:
    if not staged:
        return []
    keys = {each.key for each in staged}
    current = chapter.current(keys)
    drafts = chapter.drafts(keys)
    planned = []
    for each in staged:
        step, reason = _decide(
            canonical.digest(chapter.comparable(each.form)),
            _digest(chapter, current.get(each.key)),
            records.get((chapter.name, each.key)),
            has_draft=each.key in drafts,
        )
        planned.append(Planned(chapter.name, each.key, step, each, reason))
    return planned


def _decide(
    new: str, current: str | None, record: PackRecord | None, *, has_draft: bool
) -> tuple[Step, Reason]:
    if current is None:
        return (Step.KEPT, Reason.DELETED) if record else (Step.CREATE, Reason.NONE)
    if current == new:
        return Step.UNCHANGED, Reason.NONE
    if record is None:
        return Step.KEPT, Reason.FOREIGN
    if current != record.stored_digest:
        return Step.KEPT, Reason.EDITED
    if new == record.digest:
        return Step.UNCHANGED, Reason.NONE
    return (Step.KEPT, Reason.DRAFT) if has_draft else (Step.UPDATE, Reason.NONE)


def _digest(chapter: Chapter, form: FormJson | None) -> str | None:
    return None if form is None else canonical.digest(chapter.comparable(form))
