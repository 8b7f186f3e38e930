"""What the page chooser of the admin finds: pages by their words, then pages by their titles.

Wagtail's chooser narrows a queryset to the pages that may be chosen, and then asks it for
``autocomplete``. The one it gets from here answers with our index. What stands in no catalogue, and
words that are not finished, are found by titles, as Wagtail finds them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, Protocol

from django.db import connection
from django.db.models import QuerySet
from django.db.models.expressions import RawSQL
from wagtail.models import Page
from wagtail.query import PageQuerySet

from integra_cms.delivery import search
from integra_cms.delivery.chains import scope
from integra_cms.delivery.models import Document
from integra_cms.delivery.search.questions import PART, QUOTES
from integra_cms.languages.locales import locale_codes
from integra_cms.languages.words import tokens

EACH_EDITION = search.Filters(listed=False, strict=True)
"""Each text under its own language only; also what stands in no lists."""

# The scope is named again because search may mistake one for another.
FOUND = """
    SELECT e.document_id FROM ({match}) m
    JOIN integra_delivery_entry e ON e.id = m.entry_id AND e.scope = %s
"""
RANKED = """
    SELECT e.document_id, m.rank, m.resource FROM ({match}) m
    JOIN integra_delivery_entry e ON e.id = m.entry_id AND e.scope = %s
"""
BEST_FIRST = """
    SELECT d.page_id FROM ({ranked}) r
    JOIN integra_delivery_document d ON d.id = r.document_id
    WHERE d.page_id IN ({pages})
    ORDER BY r.rank DESC, r.resource, d.page_id
    LIMIT %s OFFSET %s
"""

Composed = tuple[str, list[Any]]
"""SQL and its parameters."""


class WholeQuestion(search.Question):
    """A question that only pages with all of its words answer."""

    @property
    def can_be_relaxed(self) -> bool:
        return False


class Results(Protocol):
    """What is shown in pieces. Querysets are that, and what Wagtail's search gives."""

    def count(self) -> int:
        """How many there are."""

    def __getitem__(self, piece: slice) -> Iterable[Page]:
        """Some of them."""


class ChoosablePages(PageQuerySet):
    """Pages of a chooser, searched with our index."""

    @classmethod
    def of(cls, pages: PageQuerySet) -> ChoosablePages:
        """The same pages, with all that the queryset knows beside its query."""
        chosen: ChoosablePages = pages.all()
        chosen.__class__ = cls
        return chosen

    def autocomplete(self, query: str) -> Results:
        """The pages that answer a question, best first.

        First those of the catalogue that have all its words, each read in its own language; then
        those whose titles have them, of which the last may be unfinished. If there are none at
        all, those of the catalogue that have some of the words.
        """
        pages = self._with_what_rows_show()
        questions = _questions(query)
        found = PagesByWords(pages, [WholeQuestion(each.readings) for each in questions])
        # Wagtail understands neither "…" nor -word: what the catalogue has is answered by it alone.
        answered = Document.objects.all() if _is_exact(questions) else found.documents
        titles = pages.exclude(pk__in=answered.values("page_id")).by_title(query)
        if found.count() or titles.count():
            return FoundPages([found, titles])
        return FoundPages([PagesByWords(pages, questions)])

    def by_title(self, query: str) -> Results:
        """What Wagtail finds; nothing without a word, or for more than any title has."""
        wanted = _wanted(query)
        if not tokens(wanted) or len(wanted) > Page._meta.get_field("title").max_length:
            nothing: Results = self.none()
            return nothing
        found: Results = super().autocomplete(wanted)
        return found

    def _with_what_rows_show(self) -> PageQuerySet:
        """Language and status come with the pages, not with three queries for each."""
        pages = self.prefetch_workflow_states().annotate_approved_schedule()
        return pages.select_related("locale", for_specific_subqueries=True)


class PagesByWords:
    """Those of some pages that the index finds, best first."""

    def __init__(self, pages: PageQuerySet, questions: Iterable[search.Question]) -> None:
        self._pages = pages
        self._matches: dict[str, search.Match] = {}
        for question in questions:
            asked = scope(question.readings[0].locale)
            self._matches[asked] = search.ranked(question, asked, EACH_EDITION)

    @property
    def documents(self) -> QuerySet[Document]:
        """All that the index finds, whether it is one of the pages or not."""
        if not self._matches:
            return Document.objects.none()
        sql, params = _together(
            FOUND, {asked: (each.found, each.found_params) for asked, each in self._matches.items()}
        )
        return Document.objects.filter(pk__in=RawSQL(sql, params))  # noqa: S611 - of ours

    def count(self) -> int:
        return self._count

    def __getitem__(self, piece: slice) -> Sequence[Page]:
        keys = self._keys(piece.start, piece.stop)
        shown = self._pages.in_bulk(keys)
        return [shown[key] for key in keys if key in shown]

    @cached_property
    def _count(self) -> int:
        return int(self._pages.filter(pk__in=self.documents.values("page_id")).count())

    def _keys(self, start: int, stop: int) -> list[int]:
        """The keys of the pages from one place to another."""
        ranked, params = _together(
            RANKED, {asked: (each.sql, each.params) for asked, each in self._matches.items()}
        )
        pages, narrowed = self._pages.order_by().values("pk").query.sql_with_params()
        with connection.cursor() as cursor:
            cursor.execute(
                BEST_FIRST.format(ranked=ranked, pages=pages),
                [*params, *narrowed, stop - start, start],
            )
            return [key for (key,) in cursor.fetchall()]


class FoundPages:
    """Several results one after the other; for Wagtail's paginator."""

    def __init__(self, parts: Sequence[Results]) -> None:
        self._parts = parts

    def count(self) -> int:
        return sum(part.count() for part in self._parts)

    def __getitem__(self, piece: slice) -> list[Page]:
        shown: list[Page] = []
        start, stop = piece.start, piece.stop
        for part in self._parts:
            count = part.count()
            if start < count and stop > 0:
                shown += part[max(start, 0) : min(stop, count)]
            start -= count
            stop -= count
        _fetch_parents(shown)
        return shown


def _together(part: str, matches: Mapping[str, tuple[str, tuple[object, ...]]]) -> Composed:
    """What is found in several scopes."""
    sql = " UNION ALL ".join(part.format(match=match) for match, _params in matches.values())
    return sql, [each for asked, (_sql, params) in matches.items() for each in (*params, asked)]


def _questions(query: str) -> list[search.Question]:
    """The question in each language; none if it is too long for search: it may be a title."""
    try:
        return [search.parse(query, code, ()) for code in locale_codes()]
    except search.SearchQuestionError:
        return []


def _wanted(query: str) -> str:
    """What must be there, in plain words: a quotation mark breaks Wagtail's search on SQLite."""
    parts = PART.finditer(query.translate(QUOTES))
    return " ".join(part["words"] or part["phrase"] for part in parts if not part["minus"])


def _is_exact(questions: Iterable[search.Question]) -> bool:
    """Whether it says more than some words."""
    readings = [reading for question in questions for reading in question.readings]
    return any(reading.phrases or reading.excluded for reading in readings)


def _fetch_parents(pages: Sequence[Page]) -> None:
    """The chooser names the parent of each page and its language: one query, not two for each."""
    paths = {page.path[: -page.steplen] for page in pages}
    parents = Page.objects.select_related("locale").in_bulk(paths, field_name="path")
    for page in pages:
        page._cached_parent_obj = parents.get(page.path[: -page.steplen])
