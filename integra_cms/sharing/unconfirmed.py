"""Where translations do not follow their sources: what comparing the two alone would not show."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from wagtail.models import Page

from integra_cms.pages.editions import Edition
from integra_cms.sharing.revisions import shown
from integra_cms.translation.alignment import compare
from integra_cms.translation.segments import texts_of

BATCH = 100

Places = dict[str, list[str | None]]
"""Path → for each piece of text, the hash of the source text it was confirmed against."""


def unconfirmed(keys: Collection[str]) -> dict[str, Places]:
    """For editions by key (``resource:locale``): what the record says and a comparison would not.

    Editions where the two agree are left out.
    """
    resources = sorted({key.partition(":")[0] for key in keys})
    found: dict[str, Places] = {}
    for start in range(0, len(resources), BATCH):
        found |= _of_resources([UUID(each) for each in resources[start : start + BATCH]])
    return {key: places for key, places in found.items() if key in keys}


def _of_resources(resources: list[UUID]) -> dict[str, Places]:
    editions = list(Edition.objects.of_resources(resources).select_related("locale"))
    sources = {edition.resource: edition.page_id for edition in editions if edition.is_source}
    translations = [edition for edition in editions if not edition.is_source]
    wanted = {edition.page_id for edition in translations} | {
        sources[edition.resource] for edition in translations
    }
    rows = Page.objects.filter(pk__in=wanted).specific()
    texts = {page.pk: texts_of(shown(page)) for page in rows}
    found = {}
    for edition in translations:
        compared = compare(texts[sources[edition.resource]], texts[edition.page_id])
        places: Places = {}
        for path, pieces in compared.items():
            recorded = [confirmed for _source, confirmed, _id in edition.segments.get(path, [])]
            expected = [piece.confirmed_hash for piece in pieces]
            if len(recorded) == len(expected) and recorded != expected:
                places[path] = recorded
        if places:
            found[f"{edition.resource}:{edition.locale.language_code}"] = dict(
                sorted(places.items())
            )
    return found
