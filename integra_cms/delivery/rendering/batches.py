"""Renders pages in batches: what all of them refer to is looked up together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field
from typing import Any

from wagtail.models import Page

from integra_cms.delivery.rendering.composing import Composer, Lookups
from integra_cms.delivery.rendering.files import Files, Licences
from integra_cms.delivery.rendering.gathering import Gathered
from integra_cms.delivery.rendering.places import Addresses, Restrictions, Tree
from integra_cms.delivery.rendering.rendered import Rendered
from integra_cms.delivery.rendering.sources import Kinds, Source, in_memory, published
from integra_cms.delivery.rendering.targets import Targets
from integra_cms.vocabularies.freshness import current_unit, pinned
from integra_cms.vocabularies.models import Project

AT_ONCE = 200
"""Pages in one batch: enough that queries do not count, few enough for memory and databases."""


def render(page_ids: Sequence[int]) -> list[Rendered]:
    """Documents of those pages that everybody may see, in the given order.

    What is not live or below a restriction, what is no page of the toolkit and what has lost its
    model is left out. The number of queries does not depend on the number of pages in a batch
    nor on what is in them.
    """
    keys = list(dict.fromkeys(page_ids))
    with nullcontext() if current_unit() else pinned():
        return [
            rendered
            for start in range(0, len(keys), AT_ONCE)
            for rendered in _batch(keys[start : start + AT_ONCE])
        ]


def render_draft(page: Page) -> str:
    """The body of a document for a page in memory, whether it is stored, live or public or not.

    What it links to is what the public may see.
    """
    kinds, restrictions = Kinds(), Restrictions()
    with nullcontext() if current_unit() else pinned():
        composer = next(_composers([in_memory(page)], kinds, restrictions))
        return composer.body()


def _batch(keys: Sequence[int]) -> Iterator[Rendered]:
    kinds, restrictions = Kinds(), Restrictions()
    sources = published(keys, kinds, restrictions)
    for composer in _composers(sources, kinds, restrictions):
        if composer.path is not None:
            with _named(composer.source):
                rendered = composer.rendered()
            yield rendered


@dataclass
class _Walked:
    source: Source
    fields: dict[str, Any] = field(default_factory=dict)
    found: Gathered = field(default_factory=Gathered)


def _composers(
    sources: Sequence[Source], kinds: Kinds, restrictions: Restrictions
) -> Iterator[Composer]:
    pages = [_Walked(source) for source in sources]
    for page in pages:
        with _named(page.source):
            for column in page.source.plan.columns:
                column.put(page.fields, page.source.row, column.name, page.found)
    lookups = _look_up(pages, kinds, restrictions)
    for page in pages:
        with _named(page.source):
            composer = Composer(page.source, page.fields, page.found, lookups)
        yield composer


@contextmanager
def _named(source: Source) -> Iterator[None]:
    """Errors say which page it was: one that cannot be rendered keeps its batch from all others."""
    try:
        yield
    except Exception as error:
        error.add_note(f"While rendering page {source.row['pk']}: {source.row['title']}")
        raise


def _look_up(pages: Sequence[_Walked], kinds: Kinds, restrictions: Restrictions) -> Lookups:
    addresses, licences = Addresses(), Licences()
    linked = [link for page in pages for link in page.found.links]
    return Lookups(
        addresses=addresses,
        tree=Tree([page.source.row["path"] or "" for page in pages]),
        targets=Targets(
            {key for page in pages for key, _place in page.found.pages}
            | {key for sort, key in linked if sort == "page"},
            kinds.names,
            addresses,
            restrictions,
        ),
        files=Files(
            {(sort, key) for page in pages for sort, key, _place in page.found.files}
            | {link for link in linked if link[0] != "page"},
            licences,
        ),
        licences=licences,
        projects=_projects(pages),
        rows=_rows(pages),
    )


def _projects(pages: Sequence[_Walked]) -> dict[int, Project]:
    keys = {page.source.row.get("project_id") for page in pages} - {None}
    return Project.objects.in_bulk(keys) if keys else {}


def _rows(pages: Sequence[_Walked]) -> dict[tuple[Any, int], Any]:
    """Other objects that pages refer to: one query for each of their models."""
    wanted: dict[Any, set[int]] = defaultdict(set)
    for page in pages:
        for model, key, _place in page.found.rows:
            wanted[model].add(key)
    return {
        (model, key): row
        for model, keys in wanted.items()
        for key, row in model._base_manager.in_bulk(keys).items()
    }
