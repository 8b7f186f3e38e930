"""Builds the whole catalogue anew, while it goes on being read."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from integra_cms.delivery import search
from integra_cms.delivery.built_with import current_build, is_outdated
from integra_cms.delivery.chains import scopes
from integra_cms.delivery.draining import Drained, drain
from integra_cms.delivery.draining import Progress as Told
from integra_cms.delivery.marks import REBUILD, mark
from integra_cms.delivery.media.renditions import forget_failures
from integra_cms.delivery.models import CatalogueState, Entry
from integra_cms.delivery.prompting import without_prompting
from integra_cms.progress import Progress


def rebuild(progress: Progress | None = None) -> Drained:
    """Makes everything anew and compares it with what is stored; what differs is written.

    It goes resource by resource, so readers never see less than before; what says the same
    keeps its number in the feed. Killed half way, the marks go on where it stopped.
    """
    build = current_build()
    with without_prompting():
        forget_failures()
        mark(REBUILD, "all")
    with _unwatched_memory():
        drained = drain(progress=_teller(_("Rebuilding"), progress))
    forget_unknown_scopes()
    CatalogueState.objects.filter(pk=1).update(built_with=build)
    return drained


@contextmanager
def _unwatched_memory() -> Iterator[None]:
    """Inside, what is in memory already is not looked through for what nobody needs any more.

    Documents are made of so many small objects that a fifth of the time would go there.
    """
    gc.freeze()
    try:
        yield
    finally:
        gc.unfreeze()


def bring_up_to_date(progress: Progress | None = None) -> Drained:
    """Works off what is waiting; builds all anew where the catalogue is of another make."""
    if is_outdated():
        return rebuild(progress)
    return drain(progress=_teller(_("Publishing"), progress))


def forget_unknown_scopes() -> None:
    """Removes what belongs to chains and locales that the site no longer has."""
    known = [name for name, _asked, _chain in scopes()]
    entries = Entry.objects.exclude(scope__in=known)
    if keys := list(entries.values_list("pk", flat=True)):
        search.remove(keys)
        entries.delete()


def _teller(label: str, progress: Progress | None) -> Told:
    """Passes on how far the drainer is; how much there is shows after its first transaction."""
    shown = progress or Progress()
    started = False
    told = 0

    def tell(done: int, waiting: int) -> None:
        nonlocal started, told
        if not started:
            shown.start(label, done + waiting)
            started = True
        shown.step(done - told)
        told = done

    return tell
