"""The records of editions that a pack brings: how its translations stand to their sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from wagtail.models import Page

from integra_cms.blocks.upgrades import current_version
from integra_cms.pages.editions import Edition, Origin
from integra_cms.sharing import page_forms
from integra_cms.sharing.chapter import FormJson
from integra_cms.sharing.revisions import shown
from integra_cms.translation.alignment import Pair, align, carried, compare
from integra_cms.translation.segments import texts_of

if TYPE_CHECKING:
    from integra_cms.sharing.links import Links
    from integra_cms.sharing.loading import Loading

BATCH = 100

Texts = Mapping[str, Sequence[str]]
Confirmed = dict[str, list[str | None]]
"""Path → for each piece of text, the hash of the source text it was made from."""


def bring_up_to_date(forms: Sequence[FormJson], loading: Loading) -> None:
    """Brings the records of written pages up to date, then compares translations with sources.

    A translation that was not written now keeps what its record says, even if its source has
    changed: then it is outdated.
    """
    resources = {UUID(form["resource"]) for form in forms}
    editions = {
        (str(edition.resource), edition.locale.language_code): edition
        for edition in Edition.objects.of_resources(resources).select_related("locale")
    }
    written: dict[int, FormJson] = {}
    for form in forms:
        edition = editions[form["resource"], form["locale"]]
        edition.is_source = form["origin"] == Origin.SOURCE
        edition.origin = form["origin"]
        edition.lineage = form.get("lineage")
        edition.content_version = current_version()
        written[edition.pk] = form
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
        _align(translated[start : start + BATCH], written, loading)


def _align(
    groups: Sequence[Sequence[Edition]], written: Mapping[int, FormJson], loading: Loading
) -> None:
    keys = [edition.page_id for group in groups for edition in group]
    rows = Page.objects.filter(pk__in=keys).specific()
    pages = {page.pk: shown(page) for page in rows}
    pairs: list[Pair] = []
    for group in groups:
        edition = next(edition for edition in group if edition.is_source)
        source = _Source(edition, pages[edition.page_id], written, loading)
        for each in group:
            if each is edition:
                continue
            target, form = pages[each.page_id], written.get(each.pk)
            if form is None:
                confirmed = carried(each.segments, source.texts)
            else:
                confirmed = source.confirmed(each, texts_of(target), form.get("unconfirmed", {}))
            pairs.append(Pair(source.page, target, each, confirmed))
    align(pairs)


class _Source:
    """A source edition on this site, and the text that translations of the pack were made from.

    The two differ where the source was edited here and is kept: a translation that the pack brings
    has never seen that text.
    """

    def __init__(
        self, edition: Edition, page: Page, written: Mapping[int, FormJson], loading: Loading
    ) -> None:
        self.page = page
        self.texts: Texts = texts_of(page)
        self._is_written = edition.pk in written
        key = f"{edition.resource}:{edition.locale.language_code}"
        staged = loading.pack.objects["page"].get(key)
        self._in_pack: Texts | None = None
        if staged is not None and not self._is_written:
            self._in_pack = _texts_in_pack(page, staged.form, loading.links)

    def confirmed(self, edition: Edition, texts: Texts, unconfirmed: Confirmed) -> Confirmed:
        """What a translation that was just written is confirmed with."""
        if self._is_written:
            return unconfirmed
        if self._in_pack is not None:
            made_from = {
                path: [(piece.source_hash, piece.confirmed_hash, None) for piece in pieces]
                for path, pieces in compare(self._in_pack, texts, unconfirmed).items()
            }
            return carried(made_from, self.texts)
        # A pack of translations alone: nobody knows which text of the source they follow.
        known = carried(edition.segments, self.texts)
        pieces = compare(self.texts, texts)
        return {
            path: [
                own or piece.confirmed_hash
                for own, piece in zip(of_path, pieces[path], strict=True)
            ]
            for path, of_path in known.items()
        } | unconfirmed


def _texts_in_pack(page: Page, form: FormJson, links: Links) -> Texts:
    """The texts of a source as the pack has it, on a page that is not saved."""
    imagined = type(page)(title=form["title"], slug=form["slug"], locale=page.locale)
    page_forms.set_fields(imagined, form.get("fields", {}), links)
    return texts_of(imagined)
