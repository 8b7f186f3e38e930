"""What follows from dirty marks: which resources, files and registers to look at again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, QuerySet
from wagtail.models import Page

from integra_cms.delivery import marks
from integra_cms.delivery.models import Dependency, DirtyMark, Document, PublicMedia, Register
from integra_cms.delivery.registers import REGISTERS
from integra_cms.delivery.rendering.places import Restrictions
from integra_cms.pages.base import BaseToolkitPage

REGISTERS_OF = {
    marks.TERM: ("vocabularies", "project"),
    marks.PROJECT: ("project",),
    marks.ORGANISATION: ("project", "cities"),
    marks.CITY: ("cities",),
}
"""Registers that show what a mark is about."""


@dataclass
class Work:
    """What is to be looked at again. Nothing in it is known to have changed."""

    resources: set[UUID] = field(default_factory=set)
    media: set[UUID] = field(default_factory=set)
    registers: set[str] = field(default_factory=set)


def expand(found: Sequence[DirtyMark]) -> Work:
    """The work that marks stand for. The number of queries depends on their sorts alone."""
    work = Work()
    keys: dict[str, set[str]] = defaultdict(set)
    for each in found:
        keys[each.what].add(each.key)
    if keys.keys() & {marks.EVERYTHING, marks.REBUILD}:
        return everything()
    work.resources |= {UUID(key) for key in keys[marks.RESOURCE] | keys[marks.ANEW]}
    work.resources |= {UUID(key) for key in keys[marks.GONE]}
    work.resources |= dependents(marks.RESOURCE, keys[marks.GONE])
    work.resources |= _of_pages({int(key) for key in keys[marks.PAGE]}, whole=False)
    work.resources |= _of_pages({int(key) for key in keys[marks.SUBTREE]}, whole=True)
    work.media |= {UUID(key) for key in keys[marks.MEDIA]}
    work.registers |= keys[marks.REGISTER]
    for what in (marks.TERM, marks.PROJECT, marks.CITY, marks.ORGANISATION, marks.MEDIA):
        work.resources |= dependents(what, keys[what])
    for what, names in REGISTERS_OF.items():
        if keys[what]:
            work.registers |= set(names)
    if work.media and "project" not in work.registers:
        work.registers |= _showing(keys[marks.MEDIA])
    return work


def everything() -> Work:
    """All there is, and all there was."""
    pages = Page.objects.filter(content_type__in=toolkit_types())
    shown = Dependency.objects.filter(what=marks.MEDIA).values_list("key", flat=True).distinct()
    media = set(PublicMedia.objects.values_list("media", flat=True)) | {UUID(key) for key in shown}
    for keys in Register.objects.exclude(media=[]).values_list("media", flat=True):
        media |= {UUID(key) for key in keys}
    return Work(
        resources=set(pages.values_list("translation_key", flat=True))
        | set(Document.objects.values_list("resource", flat=True)),
        media=media,
        registers=set(REGISTERS),
    )


def dependents(what: str, keys: Iterable[str]) -> set[UUID]:
    """Resources whose documents were made from these things."""
    wanted = list(keys)
    if not wanted:
        return set()
    rows = Dependency.objects.filter(what=what, key__in=wanted)
    return set(rows.values_list("document__resource", flat=True))


def toolkit_types() -> list[int]:
    """Content types of pages that documents can be made of, by primary key."""
    types = ContentType.objects.filter(pk__in=Page.objects.order_by().values("content_type"))
    return [each.pk for each in types if issubclass(each.model_class() or object, BaseToolkitPage)]


def _of_pages(keys: set[int], *, whole: bool) -> set[UUID]:
    """Resources of pages, and of pages below them: all, or those that were moved along.

    Wagtail writes addresses of descendants past their models, so nobody marks them.
    """
    if not keys:
        return set()
    rows = list(
        Page.objects.filter(pk__in=keys).values_list("pk", "translation_key", "path", "numchild")
    )
    found = {resource for _pk, resource, _path, _children in rows}
    gone = keys - {pk for pk, *_rest in rows}
    if gone:
        found |= set(Document.objects.filter(page_id__in=gone).values_list("resource", flat=True))
    below = Q()
    for _pk, _resource, path, children in rows:
        if children:
            below |= Q(path__startswith=path)
    if below:
        descendants = Page.objects.filter(below, content_type__in=toolkit_types())
        if whole:
            return found | set(descendants.values_list("translation_key", flat=True))
        found |= _moved(descendants)
    return found


def _moved(pages: QuerySet[Page]) -> set[UUID]:
    """Resources of those pages that have documents with another address, or none but should.

    A page that is moved out of a private branch takes along what could not be seen there.
    """
    rows = list(pages.values_list("pk", "translation_key", "url_path", "path", "live"))
    keys = [pk for pk, *_rest in rows]
    documents = dict(Document.objects.filter(page_id__in=keys).values_list("page_id", "url_path"))
    restrictions = Restrictions()
    return {
        resource
        for pk, resource, url_path, path, live in rows
        if (documents[pk] != url_path if pk in documents else live and not restrictions.cover(path))
    }


def _showing(media: Iterable[str]) -> set[str]:
    """Registers that show one of these files."""
    asked = set(media)
    rows = Register.objects.exclude(media=[]).values_list("name", "media")
    return {name for name, shown in rows if asked.intersection(shown)}
