"""The records of editions that a pack brings: how its translations stand to their sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from uuid import UUID

from wagtail.models import Page

from integra_cms.blocks.upgrades import current_version
from integra_cms.pages.editions import Edition, Origin
from integra_cms.sharing.chapter import FormJson
from integra_cms.translation.alignment import Pair, align, carried
from integra_cms.translation.segments import texts_of

BATCH = 100

Unconfirmed = dict[str, list[str | None]]


def bring_up_to_date(forms: Sequence[FormJson]) -> None:
    """Brings the records of written pages up to date, then compares translations with sources.

    A translation that was not written now keeps what its record says, even if its source has
    changed: then it is outdated.
    """
    resources = {UUID(form["resource"]) for form in forms}
    editions = {
        (str(edition.resource), edition.locale.language_code): edition
        for edition in Edition.objects.of_resources(resources).select_related("locale")
    }
    unconfirmed: dict[int, Unconfirmed] = {}
    for form in forms:
        edition = editions[form["resource"], form["locale"]]
        edition.is_source = form["origin"] == Origin.SOURCE
        edition.origin = form["origin"]
        edition.lineage = form.get("lineage")
        edition.content_version = current_version()
        unconfirmed[edition.pk] = form.get("unconfirmed", {})
    # Sources come last: the database knows no moment in which a resource has two.
    for is_source in (False, True):
        Edition.objects.bulk_update(
            [edition for edition in editions.values() if edition.is_source is is_source],
            ["is_source", "origin", "lineage", "content_version"],
            BATCH,
        )
    groups: dict[UUID, list[Edition]] = defaultdict(list)
    for edition in editions.values():
        groups[edition.resource].append(edition)
    translated = [group for group in groups.values() if len(group) > 1]
    for start in range(0, len(translated), BATCH):
        _align(translated[start : start + BATCH], unconfirmed)


def _align(groups: Sequence[Sequence[Edition]], unconfirmed: Mapping[int, Unconfirmed]) -> None:
    keys = [edition.page_id for group in groups for edition in group]
    pages = {page.pk: page for page in Page.objects.filter(pk__in=keys).specific()}
    pairs: list[Pair] = []
    for group in groups:
        source = next(edition for edition in group if edition.is_source)
        for edition in group:
            if edition is source:
                continue
            confirmed = unconfirmed.get(edition.pk)
            if confirmed is None:
                confirmed = carried(edition.segments, texts_of(pages[source.page_id]))
            pairs.append(Pair(pages[source.page_id], pages[edition.page_id], edition, confirmed))
    align(pairs)
