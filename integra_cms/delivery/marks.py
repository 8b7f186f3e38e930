"""Dirty marks: what was written, noted in the transaction that wrote it.

A mark says what changed, not what follows from it: that is found out when the catalogue is
brought up to date. So a mark costs the writer one row and no question.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction

from integra_cms.delivery.models import DirtyMark

PAGE = "page"
SUBTREE = "subtree"
RESOURCE = "resource"
TERM = "term"
PROJECT = "project"
CITY = "city"
ORGANISATION = "organisation"
MEDIA = "media"
REGISTER = "register"
EVERYTHING = "all"

PROMPT_BATCH = 20
"""So many resources are brought up to date right after a commit; the worker does the rest."""

logger = logging.getLogger(__name__)


class _Prompting(threading.local):
    """Whether commits of this thread bring the catalogue up to date themselves."""

    off = False
    planned: set[int]

    def __init__(self) -> None:
        self.planned = set()


_prompting = _Prompting()


def mark(what: str, *keys: object) -> None:
    """Notes that things were written: in the same transaction, so both are there or neither."""
    DirtyMark.objects.bulk_create([DirtyMark(what=what, key=str(key)) for key in keys])
    plan_draining()


def plan_draining() -> None:
    """Brings the catalogue up to date after the commit of this transaction, once."""
    if _prompting.off:
        return
    connection = transaction.get_connection()
    if connection.in_atomic_block:
        if any(function is drain_promptly for _ids, function, *_rest in connection.run_on_commit):
            return
    transaction.on_commit(drain_promptly)


def drain_promptly() -> None:
    """Does a bounded part of the work; an error is logged and leaves the marks to the worker."""
    from integra_cms.delivery.draining import drain

    try:
        drain(limit=PROMPT_BATCH, wait=False)
    except Exception:
        # The writer's work is committed: it must not fail because of what comes after.
        logger.exception("The catalogue could not be brought up to date; the worker tries again.")


@contextmanager
def without_prompting() -> Iterator[None]:
    """Inside, commits leave marks only: for long loads that bring it up to date at the end."""
    before = _prompting.off
    _prompting.off = True
    try:
        yield
    finally:
        _prompting.off = before
