"""What documents are made from: the stored rows of published pages, or a page in memory."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils import timezone
from wagtail.models import Page

from integra_cms.delivery.rendering.places import Restrictions
from integra_cms.delivery.rendering.plans import Plan, Row, plan_for
from integra_cms.delivery.rendering.targets import content_types
from integra_cms.pages.documents import document_type, document_types
from integra_cms.pages.editions import Edition
from integra_cms.pages.keywords import ResourceKeyword


@dataclass(frozen=True)
class Source:
    """One edition as it is stored.

    Attributes:
        lineage: What the record of the edition says it was copied from.
    """

    plan: Plan
    row: Row
    locale: str
    keywords: Sequence[str]
    lineage: Mapping[str, Any] | None

    @cached_property
    def published_at(self) -> datetime:
        """When it was published first, as far as that is known; now, if it never was."""
        moments = (
            self.row["first_published_at"],
            self.row["last_published_at"],
            self.row["latest_revision_created_at"],
        )
        return next(filter(None, moments), None) or timezone.now()

    @property
    def last_published_at(self) -> datetime:
        """When it was published last, as far as that is known."""
        known: datetime | None = self.row["last_published_at"]
        return known or self.published_at


class Kinds:
    """The page models that have documents."""

    def __init__(self) -> None:
        types = document_types()
        self.names = content_types({name: each.model for name, each in types.items()})
        self._types = types

    def plan(self, content_type: int) -> Plan:
        """How pages of a content type become documents."""
        return plan_for(self._types[self.names[content_type]])


def published(keys: Sequence[int], kinds: Kinds, restrictions: Restrictions) -> list[Source]:
    """The pages among these that everybody may see, in the same order.

    Two queries, and one for each page model among them.
    """
    pages = Page.objects.filter(pk__in=keys, live=True, alias_of=None).order_by()
    by_type: dict[int, list[int]] = defaultdict(list)
    known: dict[int, tuple[str, Mapping[str, Any] | None]] = {}
    for pk, content_type, path, locale, lineage in pages.values_list(
        "pk", "content_type_id", "path", "locale__language_code", "edition__lineage"
    ):
        if content_type in kinds.names and not restrictions.cover(path):
            by_type[content_type].append(pk)
            known[pk] = (locale, lineage)
    rows = {
        row["pk"]: (plan, row)
        for plan, found in ((kinds.plan(each), found) for each, found in by_type.items())
        for row in plan.read(found)
    }
    keywords = _keywords(list(rows))
    return [
        Source(plan, row, known[key][0], keywords[key], known[key][1])
        for key, (plan, row) in ((key, rows[key]) for key in keys if key in rows)
    ]


def in_memory(page: Page) -> Source:
    """A page as it is in memory, stored or not."""
    plan = plan_for(document_type(type(page)))
    return Source(
        plan=plan,
        row=plan.row_of(page),
        locale=page.locale.language_code,
        keywords=sorted({item.tag.name for item in page.keyword_items.all()}),
        lineage=Edition.objects.filter(page=page.pk).values_list("lineage", flat=True).first(),
    )


def _keywords(keys: Sequence[int]) -> Mapping[int, Sequence[str]]:
    found: dict[int, list[str]] = defaultdict(list)
    rows = ResourceKeyword.objects.filter(content_object_id__in=keys)
    for key, name in rows.values_list("content_object_id", "tag__name"):
        found[key].append(name)
    for names in found.values():
        names.sort()
    return found
