"""Loading a pack: what would happen, and making it happen, all or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page

from integra_cms.delivery.marks import EVERYTHING, RESOURCE, mark
from integra_cms.progress import Progress
from integra_cms.sharing.bag import Bag
from integra_cms.sharing.chapters import CHAPTERS
from integra_cms.sharing.exceptions import PackError
from integra_cms.sharing.links import FileLinks, Links
from integra_cms.sharing.plan import Plan, make_plan
from integra_cms.sharing.records import remember
from integra_cms.sharing.staging import StagedPack
from integra_cms.vocabularies.freshness import pinned
from integra_cms.vocabularies.models import Organisation


@dataclass
class Loading:
    """What the chapters share while they write.

    Attributes:
        pack: The pack, also those of its objects that are not written.
        links: Which row a UUID means; rows that are created are told to it.
        user: On whose behalf; None for a command.
        undo: What to do when the loading fails: files are in no transaction.
    """

    pack: StagedPack
    progress: Progress
    user: Any = None
    links: Links = field(default_factory=Links)
    undo: list[Callable[[], None]] = field(default_factory=list)

    @property
    def bag(self) -> Bag:
        """The files of the pack."""
        return self.pack.bag

    @property
    def media(self) -> FileLinks:
        """The files of the site."""
        return self.links.files

    @cached_property
    def organisations(self) -> Mapping[str, int]:
        """Code → primary key; asked for the first time when all are written."""
        return dict(Organisation.objects.values_list("code", "pk"))


def load(
    staged: StagedPack, plan: Plan, *, progress: Progress | None = None, user: Any = None
) -> None:
    """Carries out a plan: everything in it, or nothing at all.

    Files are written first and removed again when anything fails; rows are written in one
    transaction.

    Raises:
        PackError: Somebody has changed what the plan is about since it was made.
    """
    loading = Loading(staged, progress or Progress(), user)
    with _undone_on_failure(loading), transaction.atomic(), pinned():
        _refuse_stale(staged, plan)
        _ensure_locales(staged.pack.locales)
        loading.progress.start(_("Loading"), sum(map(len, plan.to_write.values())))
        for chapter in CHAPTERS:
            if objects := plan.to_write[chapter.name]:
                chapter.write(objects, loading)
        for chapter in CHAPTERS:
            chapter.finish(plan.to_write[chapter.name], loading)
        remember(staged, plan)
        _mark_written(plan)


def _mark_written(plan: Plan) -> None:
    """Much is written in bulk, past the signals that others follow."""
    pages = [each.form["resource"] for each in plan.to_write["page"]]
    if pages:
        mark(RESOURCE, *sorted(set(pages)))
    if any(objects for chapter, objects in plan.to_write.items() if chapter != "page"):
        mark(EVERYTHING, "pack")


def _refuse_stale(staged: StagedPack, plan: Plan) -> None:
    """Looks again: an edit made since the plan is kept as any other.

    Pages are locked first, so that nobody edits one between this look and the end of the load.
    Terms, files and records are looked at, but not locked: of two people who write one of those
    in the same moment, the last one wins, as everywhere in the editor.
    """
    resources = {each.form["resource"] for each in staged.objects["page"].values()}
    pages = Page.objects.select_for_update().filter(translation_key__in=resources)
    # In the order in which everybody locks pages, so that nobody waits for each other.
    list(pages.order_by("pk").values_list("pk"))
    if make_plan(staged) != plan:
        raise PackError(
            _("Something that the pack brings was edited here at this moment. Load it again.")
        )


@contextmanager
def _undone_on_failure(loading: Loading) -> Iterator[None]:
    try:
        yield
    except BaseException:
        for undo in reversed(loading.undo):
            undo()
        raise


def _ensure_locales(codes: list[str]) -> None:
    """Languages of the pack that the site is set up for, but has no page in yet."""
    for code in codes:
        Locale.objects.get_or_create(language_code=code)
