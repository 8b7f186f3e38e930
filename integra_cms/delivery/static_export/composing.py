"""Composes everything that an export is to hold: the same answers that the API gives."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext as _

from integra_cms.delivery.canonical import canonical, digest
from integra_cms.delivery.chains import scope
from integra_cms.delivery.models import (
    CatalogueState,
    Change,
    Document,
    Entry,
    PublicMedia,
    Register,
)
from integra_cms.delivery.reading.feed import LARGEST_PAGE, changes
from integra_cms.delivery.static_export import places
from integra_cms.delivery.static_export.listing import lists
from integra_cms.delivery.static_export.manifests import FORMAT, Manifest
from integra_cms.delivery.static_export.places import CHANGES_EACH, INDEX, Stage, stage_of
from integra_cms.languages.locales import locale_codes

if TYPE_CHECKING:
    from integra_cms.delivery.static_export.drafting import Draft
    from integra_cms.progress import Progress

BATCH = 200


class Composer:
    """One export, composed as the catalogue is at one moment.

    Args:
        before: What the target says of the export before.
        draft: Takes what is composed.
    """

    def __init__(self, before: Manifest, draft: Draft) -> None:
        self.before, self.draft = before, draft
        state = CatalogueState.objects.filter(pk=1).first() or CatalogueState()
        self.cursor, self.horizon = state.sequence, state.horizon
        self.locales = locale_codes()
        self.built = digest(canonical([FORMAT, state.built_with, list(self.locales)]))
        self.follows = (
            before.cursor is not None
            and before.built == self.built
            and self.horizon <= before.cursor <= self.cursor
        )

    def compose(self, progress: Progress) -> None:
        """All of it; documents only where the feed says that they may be others."""
        self._files()
        self._documents(progress)
        index: dict[str, Any] = {
            "cursor": self.cursor,
            "horizon": self.horizon,
            "locales": list(self.locales),
            "lists": {asked: self._lists(asked) for asked in self.locales},
            "registers": self._registers(),
            "changes": self._changes(),
        }
        self.draft.add(INDEX, canonical(index).encode())

    def _files(self) -> None:
        rows = PublicMedia.objects.order_by("media").values_list("media", "body")
        for uuid, body in rows.iterator(chunk_size=BATCH):
            known = json.loads(body)
            for address in (known["file"], *(each["file"] for each in known["renditions"])):
                self.draft.add_file(places.file(address))
            self.draft.add(places.media(uuid), body.encode())

    def _documents(self, progress: Progress) -> None:
        wanted = self._resources()
        owners = {str(resource) for resource in wanted}
        if self.follows:
            for path, kept in self.before.files.items():
                if stage_of(path) == Stage.DOCUMENTS and kept.owner not in owners:
                    self.draft.keep(path)
        progress.start(_("Composing"), len(wanted))
        at_address: dict[str, int] = {}
        for start in range(0, len(wanted), BATCH):
            batch = wanted[start : start + BATCH]
            self._batch(batch, at_address)
            progress.step(len(batch))

    def _resources(self) -> list[UUID]:
        if not self.follows:
            rows = Document.objects.values_list("resource", flat=True)
            return sorted(set(rows))
        changed = Change.objects.filter(
            entity=Change.Entity.EDITION, sequence__gt=self.before.cursor
        )
        return sorted({UUID(key) for key in changed.values_list("key", flat=True)})

    def _batch(self, resources: Sequence[UUID], at_address: dict[str, int]) -> None:
        rows = {
            row.pk: row
            for row in Document.objects.filter(resource__in=resources).defer("card", "text", "head")
        }
        asked_in = {scope(asked): asked for asked in self.locales}
        entries = Entry.objects.filter(resource__in=resources, scope__in=asked_in)
        for name, resource, pk, label in entries.values_list(
            "scope", "resource", "document_id", "label"
        ):
            document, asked = rows[pk], asked_in[name]
            answer = f'{{"label":{label},"document":{document.body}}}'.encode()
            self.draft.add(places.document(resource, asked), answer, str(resource))
            place = places.found(document.path)
            if asked != document.locale or place is None:
                continue
            # Where two stand at one address, the API gives the one that changed last.
            if document.sequence >= at_address.get(place, 0):
                at_address[place] = document.sequence
                self.draft.add(place, answer, str(resource))

    def _lists(self, asked: str) -> dict[str, Any]:
        """Adds the lists of a language; where each begins."""
        starts: dict[str, Any] = {}
        for chosen, pages in lists(asked):
            for number, body in enumerate(pages, start=1):
                self.draft.add(places.list_page(asked, chosen, number), body)
            first = places.list_page(asked, chosen, 1).removeprefix(places.ROOT)
            if chosen:
                starts.setdefault(chosen[0], {})[chosen[1]] = first
            else:
                starts["all"] = first
        return starts

    def _registers(self) -> list[str]:
        found = []
        for name, locale, body in Register.objects.order_by("name", "locale").values_list(
            "name", "locale", "body"
        ):
            place = places.register(name, locale)
            self.draft.add(place, body.encode())
            found.append(place.removeprefix(places.ROOT))
        return found

    def _changes(self) -> dict[str, Any]:
        pages = list(self._pages_of_changes())
        known = self.before.cursor if self.follows else 0
        for page in pages:
            place = places.changes(page)
            is_full = (page + 1) * CHANGES_EACH <= (known or 0)
            is_cut = page * CHANGES_EACH < self.horizon
            if is_full and not is_cut and place in self.before.files:
                self.draft.keep(place)
            else:
                self.draft.add(place, self._page_of_changes(page))
        return {
            "each": CHANGES_EACH,
            "files": [places.changes(page).removeprefix(places.ROOT) for page in pages],
        }

    def _pages_of_changes(self) -> Iterator[int]:
        if self.cursor > self.horizon:
            yield from range(self.horizon // CHANGES_EACH, (self.cursor - 1) // CHANGES_EACH + 1)

    def _page_of_changes(self, page: int) -> bytes:
        """The items of the API's answer; what is different every time stands in the index."""
        start, end = page * CHANGES_EACH, min((page + 1) * CHANGES_EACH, self.cursor)
        answer = changes(max(start, self.horizon), LARGEST_PAGE)
        items = json.loads(answer.body or b"{}")["changes"]
        here = [each for each in items if each["sequence"] <= end]
        return canonical({"changes": here, "next": end}).encode()
