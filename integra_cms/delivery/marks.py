"""Dirty marks: what was written, noted in the transaction that wrote it.

A mark says what changed, not what follows from it: that is found out when the catalogue is
brought up to date. So a mark costs the writer one row and no question.
"""

from __future__ import annotations

from django.dispatch import Signal

from integra_cms.delivery.models import DirtyMark

PAGE = "page"
SUBTREE = "subtree"
RESOURCE = "resource"
GONE = "gone"
"""A resource of which a page was deleted: whatever refers to it is looked at, public or not."""

TERM = "term"
PROJECT = "project"
CITY = "city"
ORGANISATION = "organisation"
MEDIA = "media"
REGISTER = "register"
EVERYTHING = "all"
ANEW = "anew"
"""A resource of which all is compared with what is stored, which may be damaged."""

REBUILD = "rebuild"
"""Everything, in the same way."""

STUCK = "stuck"
"""A resource of which a page could not be rendered: put aside, so that others can go on."""

marked = Signal()
"""Marks were made, inside the transaction of the writer."""


def mark(what: str, *keys: object) -> None:
    """Notes that things were written: in the same transaction, so both are there or neither.

    Args:
        what: One of the constants of this module.
        keys: Which ones: primary keys of pages, UUIDs of resources and files, codes,
            ``vocabulary:code`` of terms, names of registers; anything for everything.
    """
    DirtyMark.objects.bulk_create([DirtyMark(what=what, key=str(key)) for key in keys])
    marked.send(sender=DirtyMark)
