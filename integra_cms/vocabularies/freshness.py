"""How long a process may trust its copy of the terms: for one unit of work.

A unit of work is a web request, or whatever is done inside `pinned`. At its first question the
copy is compared with the database by one cheap query; later questions cost nothing. Outside any
unit of work every question compares anew. So no process ever works with terms that were already
out of date when its work began, whatever cache the site has.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any


class UnitOfWork:
    """Holds the copy that was found current when this unit of work first asked."""

    def __init__(self) -> None:
        self.copy: Any = None


_unit: ContextVar[UnitOfWork | None] = ContextVar("integra_vocabularies_unit", default=None)


def current_unit() -> UnitOfWork | None:
    """The unit of work that is going on here, if any."""
    return _unit.get()


def begin(**kwargs: Any) -> None:
    """Begins a unit of work, as at the start of a request."""
    _unit.set(UnitOfWork())


def end(**kwargs: Any) -> None:
    """Ends it."""
    _unit.set(None)


def forget(**kwargs: Any) -> None:
    """Makes this unit of work compare again: it has changed terms itself."""
    if unit := _unit.get():
        unit.copy = None


@contextmanager
def pinned() -> Iterator[None]:
    """Makes one unit of work of what is done inside: a load, a batch of documents, a test."""
    token = _unit.set(UnitOfWork())
    try:
        yield
    finally:
        _unit.reset(token)
