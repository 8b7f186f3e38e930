"""Brings the catalogue up to date right after a commit, as far as that is quickly done."""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction

from integra_cms.delivery.draining import drain

PROMPT_LIMIT = 20
"""So many resources at once; the worker does the rest."""

logger = logging.getLogger(__name__)


class _Prompting(threading.local):
    """Whether commits of this thread bring the catalogue up to date themselves."""

    off = False


_prompting = _Prompting()


def plan(**kwargs: Any) -> None:
    """After the commit of this transaction, once however many marks it makes."""
    planned = any(waiting[1] is drain_promptly for waiting in connection.run_on_commit)
    if not (_prompting.off or planned):
        transaction.on_commit(drain_promptly)


def drain_promptly() -> None:
    """A bounded part of the work; an error is logged and leaves the marks to the worker."""
    try:
        drain(limit=PROMPT_LIMIT, promptly=True)
    except Exception:
        # The writer's work is committed: it must not fail because of what comes after.
        logger.exception("The catalogue could not be brought up to date. The worker tries again.")


@contextmanager
def without_prompting() -> Iterator[None]:
    """Inside, commits leave marks only: for long loads that bring it up to date at the end."""
    before = _prompting.off
    _prompting.off = True
    try:
        yield
    finally:
        _prompting.off = before
