"""What ``manage.py plugins doctor`` looks at in pages.

Everything is read in a stream and told one place at a time: memory does not grow with the site.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Count, F, Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Revision, get_page_models

from integra_cms.blocks.fields import StreamField
from integra_cms.blocks.unknown import find_unknown
from integra_cms.pages.base import BaseToolkitPage
from integra_cms.pages.editions import Edition
from integra_cms.pages.orphans import model_name, orphan_types
from integra_cms.pages.upgrading import streams_of
from integra_cms.plugins import Ailment, Examination

AT_ONCE = 100


def pages_without_model() -> Iterator[Ailment]:
    """Pages whose plugin is switched off."""
    kinds = orphan_types()
    pages = Page.objects.filter(content_type__in=kinds).select_related("locale")
    for page in pages.iterator(chunk_size=AT_ONCE):
        app_label = page.cached_content_type.app_label
        yield Ailment(
            code="page_model_gone",
            what=f"The model {model_name(page)} of a page is gone.",
            where=(_place(page),),
            remedy=f"Add the plugin with the app {app_label} to INSTALLED_APPS again. Until then "
            f"the page can be read, but not edited.",
        )


def unknown_content() -> Iterator[Ailment]:
    """Blocks, and fields of known blocks, that no switched-on plugin registers."""
    for model in get_page_models():
        fields = streams_of(model)
        if fields:
            yield from _in_live_rows(model, fields)
            yield from _in_drafts(model, fields)


def damaged_records() -> Iterator[Ailment]:
    """Pages of the toolkit without a record of their own, and resources without a source."""
    yield from _pages_without_record()
    orphaned = Edition.objects.values("resource").alias(
        sources=Count("pk", filter=Q(is_source=True))
    )
    for row in orphaned.filter(sources=0).order_by("resource").iterator(chunk_size=AT_ONCE):
        editions = Edition.objects.of_resources([row["resource"]]).select_related("page__locale")
        yield Ailment(
            code="source_missing",
            what=f"None of the editions of resource {row['resource']} is its source.",
            where=tuple(_place(edition.page) for edition in editions),
            remedy="Load the source edition from its pack, or make one of these editions the "
            "source: integra_cms.pages.sources.elect_sources([resource]) chooses one.",
        )


def _pages_without_record() -> Iterator[Ailment]:
    models = [model for model in get_page_models() if issubclass(model, BaseToolkitPage)]
    types = ContentType.objects.get_for_models(*models).values()
    pages = Page.objects.filter(content_type__in=types).select_related("locale")
    damaged = pages.filter(
        Q(edition__isnull=True)
        | ~Q(edition__resource=F("translation_key"))
        | ~Q(edition__locale=F("locale"))
    )
    for page in damaged.iterator(chunk_size=AT_ONCE):
        yield Ailment(
            code="edition_record_wrong",
            what="The record of an edition is missing or says another resource or locale.",
            where=(_place(page),),
            remedy=f"Open the page in the admin and save it, or run "
            f"Page.objects.get(pk={page.pk}).specific.save(clean=False) in manage.py shell.",
        )


def _in_live_rows(model: type[Page], fields: list[StreamField]) -> Iterator[Ailment]:
    pages = model.objects.select_related("locale")
    for page in pages.iterator(chunk_size=AT_ONCE):
        for field in fields:
            raw = list(getattr(page, field.name).raw_data)
            yield from _in_stream(page, field, raw, "")


def _in_drafts(model: type[Page], fields: list[StreamField]) -> Iterator[Ailment]:
    drafts = model.objects.filter(has_unpublished_changes=True, latest_revision__isnull=False)
    pages = drafts.select_related("locale").defer_streamfields()
    for page in pages.iterator(chunk_size=AT_ONCE):
        content = Revision.objects.values_list("content", flat=True).get(pk=page.latest_revision_id)
        for field in fields:
            stored = content.get(field.name)
            raw = json.loads(stored) if isinstance(stored, str) and stored else stored
            yield from _in_stream(page, field, raw or [], " (latest draft)")


def _in_stream(page: Page, field: StreamField, raw: list[Any], draft: str) -> Iterator[Ailment]:
    try:
        for path, name in find_unknown(raw, field.stream_block, field.name):
            yield Ailment(
                code="content_unknown",
                what=f"No switched-on plugin registers {name!r}.",
                where=(f"{_place(page)}: {path}{draft}",),
                remedy="Switch on the plugin that brings it. Until then it is kept, but not "
                "shown. If it is not wanted, delete it in the editor.",
            )
    except ValidationError as error:
        yield Ailment(
            code="content_malformed",
            what=" ".join(error.messages),
            where=(f"{_place(page)}: {field.name}{draft}",),
            remedy="Go back to an earlier revision of the page, or load it from a pack again.",
        )


def _place(page: Page) -> str:
    return f"page {page.pk} “{page.title}” ({page.locale.language_code})"


ORPHANS = Examination("pages_without_model", _("Pages whose plugin is off"), pages_without_model)
UNKNOWN_CONTENT = Examination("unknown_content", _("Unknown blocks and fields"), unknown_content)
EDITIONS = Examination("edition_records", _("Records of editions"), damaged_records)
