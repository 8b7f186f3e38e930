"""The files that documents show or link to, for a whole batch in a query per type of file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import F, Q
from django.utils import translation

from integra_cms.delivery.media.facts import (
    IMAGE,
    facts,
    is_public,
    licence_form,
    locked_paths,
    models_by_type,
)
from integra_cms.delivery.rendering.gathering import Key
from integra_cms.delivery.rendering.targets import is_uuid


class Licences:
    """Licences as documents tell about them, in the language of each document."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], dict[str, Any]] = {}

    def form(self, code: str, locale: str) -> dict[str, Any]:
        """A licence and what it allows. A code that nobody knows allows nothing."""
        asked = (code, locale)
        if asked not in self._known:
            with translation.override(locale):
                self._known[asked] = licence_form(code)
        return self._known[asked]


class Files:
    """The files behind some references."""

    def __init__(self, references: Iterable[tuple[str, Key]], licences: Licences) -> None:
        self.licences = licences
        self._rows: dict[tuple[str, Key], Any] = {}
        self._forms: dict[tuple[str, str], dict[str, Any]] = {}
        wanted: dict[str, set[Key]] = defaultdict(set)
        for sort, key in references:
            wanted[sort].add(key)
        if wanted:
            self._locked = locked_paths()
        for sort, model in models_by_type().items():
            if wanted[sort]:
                self._read(model, sort, wanted[sort])

    def _read(self, model: Any, sort: str, keys: set[Key]) -> None:
        numbers = {key for key in keys if isinstance(key, int)}
        uuids = {key for key in keys if isinstance(key, str) and is_uuid(key)}
        rows = model.objects.filter(Q(pk__in=numbers) | Q(uuid__in=uuids))
        for row in rows.annotate(place=F("collection__path")):
            self._rows[sort, row.pk] = self._rows[sort, str(row.uuid)] = row

    def get(self, sort: str, key: Key) -> Any | None:
        """The file, whether everybody may see it or not; None if it is gone."""
        return self._rows.get((sort, key))

    def is_public(self, row: Any) -> bool:
        """Whether everybody may see a file."""
        return is_public(row, self._locked)

    def reference(self, sort: str, row: Any) -> dict[str, Any]:
        """A reference to a file, as blocks write it."""
        form: dict[str, Any] = {"media": str(row.uuid)}
        return {**form, "width": row.width, "height": row.height} if sort == IMAGE else form

    def form(self, sort: str, row: Any, locale: str) -> dict[str, Any]:
        """What a document in some locale says about a file."""
        asked = (str(row.uuid), locale)
        if asked not in self._forms:
            licence = self.licences.form(row.licence, locale)
            self._forms[asked] = {**facts(sort, row), "licence": licence}
        return self._forms[asked]
