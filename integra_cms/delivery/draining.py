"""Brings the catalogue up to date with what was written: one at a time, in small transactions.

Whoever drains holds the one row of the catalogue's state. A transaction takes marks, renders what
they lead to, and writes documents, map, feed, files, registers and messages. It happens as a
whole or not at all; a mark that was not done is still there. So numbers of the feed have no gaps,
no writer waits for a number, and nothing is skipped for good. A page that cannot be rendered is
put aside and tried again every hour; the log and ``deliver status`` tell of it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, QuerySet

from integra_cms.delivery import marks
from integra_cms.delivery.built_with import current_build
from integra_cms.delivery.dependencies import outdated_by
from integra_cms.delivery.documents import Key, Written, write_documents
from integra_cms.delivery.expanding import Work, expand
from integra_cms.delivery.feed import Ledger
from integra_cms.delivery.mapping import Mapped, write_map
from integra_cms.delivery.models import CatalogueState, Change, DirtyMark, Document
from integra_cms.delivery.public_media import write_media
from integra_cms.delivery.purging import purge_changes
from integra_cms.delivery.register_writing import write_registers
from integra_cms.delivery.rewriting import erase
from integra_cms.delivery.webhooks.outbox import write_outbox
from integra_cms.vocabularies.freshness import pinned

CHUNK = 100
"""Resources in one transaction."""

MARKS = 2000
"""Marks looked at in one transaction."""

STRUCTURAL = ("cities", "menus")
"""Registers that show pages of the tree."""

Progress = Callable[[int, int], None]
"""Told how many resources are done and how many are known to be waiting."""


@dataclass
class Drained:
    """What was done.

    Attributes:
        resources: Looked at.
        changes: Entries of the feed.
        waiting: There are marks left.
    """

    resources: int = 0
    changes: int = 0
    waiting: bool = False


def drain(
    limit: int | None = None,
    *,
    promptly: bool = False,
    progress: Progress | None = None,
) -> Drained:
    """Works marks off until there are none, or until so many resources were looked at.

    Args:
        limit: Stop after about so many resources.
        promptly: Do not wait while somebody else drains, and leave marks for everything to the
            worker: finding out what that is, and looking at all files, takes longer the more
            there is.
        progress: Told after each transaction.
    """
    total = Drained()
    while True:
        done = _step(promptly=promptly, room=CHUNK if limit is None else min(CHUNK, limit))
        if done is None:
            total.waiting = True
            return total
        total.resources += done.resources
        total.changes += done.changes
        total.waiting = done.waiting
        if progress:
            progress(total.resources, waiting().count() if done.waiting else 0)
        if not done.waiting or (limit is not None and total.resources >= limit):
            return total


def waiting() -> QuerySet[DirtyMark]:
    """The marks that are to be worked off now."""
    return DirtyMark.objects.exclude(what=marks.STUCK)


def retry_stuck() -> int:
    """Has everything tried again that was put aside; how many resources."""
    return DirtyMark.objects.filter(what=marks.STUCK).update(what=marks.RESOURCE)


@transaction.atomic
def _step(*, promptly: bool, room: int) -> Drained | None:
    """One transaction; None if it is left to somebody else."""
    state = _lock(wait=not promptly)
    if state is None:
        return None if waiting().exists() else Drained()
    found = list(waiting().order_by("pk")[:MARKS])
    if promptly and any(each.what in (marks.EVERYTHING, marks.REBUILD) for each in found):
        return None
    work = expand(found)
    # In the marks, because whoever rebuilds may not be the one who gets to work them off.
    anew = any(each.what in (marks.ANEW, marks.REBUILD) for each in found)
    later = marks.ANEW if anew else marks.RESOURCE
    now = set(sorted(work.resources)[:room])
    erase(DirtyMark, [each.pk for each in found])
    DirtyMark.objects.bulk_create(
        [DirtyMark(what=later, key=str(each)) for each in sorted(work.resources - now)]
    )
    ledger = Ledger(state)
    with pinned():
        left = _write(Work(now, work.media, work.registers), ledger, anew=anew)
    ledger.write()
    write_outbox(ledger.changes)
    purge_changes(ledger.changes, left)
    return Drained(len(now), len(ledger.changes), waiting=waiting().exists())


def _lock(*, wait: bool) -> CatalogueState | None:
    """The state, for this transaction alone; None if somebody else has it or no mark is waiting."""
    rows = CatalogueState.objects.select_for_update(skip_locked=not wait).order_by()
    rows = rows.filter(Exists(waiting()), pk=1)
    state = rows.first()
    if state is None and not CatalogueState.objects.filter(pk=1).exists():
        CatalogueState.objects.bulk_create(
            [CatalogueState(pk=1, built_with=current_build())], ignore_conflicts=True
        )
        state = rows.first()
    return state


def _write(work: Work, ledger: Ledger, *, anew: bool) -> Collection[str]:
    """Does it; the addresses at which something stood that does so no more."""
    written = write_documents(work.resources, ledger, anew=anew)
    mapped = write_map(written.documents)
    _note_editions(written, mapped, ledger)
    _remove(written)
    _put_aside(written.stuck, done=work.resources)
    linking = outdated_by(written.turned, written.documents)
    DirtyMark.objects.bulk_create(
        [DirtyMark(what=marks.RESOURCE, key=str(each)) for each in sorted(linking)]
    )
    registers = set(work.registers)
    if _structural(written):
        registers |= set(STRUCTURAL)
    if written.turned:
        registers.add("redirects")
    concerned = write_registers(registers, ledger)
    write_media(work.media | written.media | concerned, ledger)
    return written.left


def _note_editions(written: Written, mapped: Mapped, ledger: Ledger) -> None:
    """An entry of the feed for every edition whose answer in its own locale is another now."""
    documents: dict[Key, Document] = {
        (document.resource, document.locale): document
        for group in written.documents.values()
        for document in group
    }
    numbered = []
    for key in sorted(mapped.now):
        if mapped.before.get(key) == mapped.now[key]:
            continue
        document = documents[key]
        document.sequence = ledger.put(
            Change.Entity.EDITION, key[0], document.digest, locale=key[1], kind=document.kind
        )
        numbered.append(document)
    Document.objects.bulk_update(numbered, ["sequence"], batch_size=500)
    for key in sorted(written.removed):
        document, reason = written.removed[key]
        ledger.remove(Change.Entity.EDITION, key[0], reason, locale=key[1], kind=document.kind)


def _remove(written: Written) -> None:
    gone: Collection[int] = [document.pk for document, _reason in written.removed.values()]
    if gone:
        Document.objects.filter(pk__in=gone).delete()


def _put_aside(stuck: Collection[UUID], *, done: Collection[UUID]) -> None:
    """Remembers what could not be rendered, and forgets what could be by now."""
    before = DirtyMark.objects.filter(what=marks.STUCK, key__in=list(map(str, done)))
    erase(DirtyMark, list(before.values_list("pk", flat=True)))
    DirtyMark.objects.bulk_create(
        [DirtyMark(what=marks.STUCK, key=str(each)) for each in sorted(stuck)]
    )


def _structural(written: Written) -> bool:
    """Whether a page of the tree is other than before: menus and cities show those."""
    changed: set[UUID] = {resource for resource, _locale in written.changed} | written.turned
    shown = [document for group in written.documents.values() for document in group]
    return any(not document.listed for document, _reason in written.removed.values()) or any(
        not document.listed and document.resource in changed for document in shown
    )
