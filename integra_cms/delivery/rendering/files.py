"""The files that documents show or link to, for a whole batch in a query per type of file."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from django.db.models import F, Q
from django.utils import translation
from wagtail.models import CollectionViewRestriction

from integra_cms.delivery.media.addresses import original
from integra_cms.delivery.media.content_types import mime_type
from integra_cms.delivery.rendering.gathering import IMAGE, RECORDING, Key
from integra_cms.delivery.rendering.targets import is_uuid
from integra_cms.delivery.rendering.walking import file_sorts
from integra_cms.media.licences import LICENCES, LicenceCode


class Licences:
    """Licences as documents tell about them, in the language of each document."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str], dict[str, Any]] = {}

    def form(self, code: str, locale: str) -> dict[str, Any]:
        """A licence and what it allows. A code that nobody knows allows nothing."""
        asked = (code, locale)
        if asked not in self._known:
            licence = LICENCES.get(code, LICENCES[LicenceCode.UNKNOWN.value])
            with translation.override(locale):
                label = str(licence.label)
            self._known[asked] = {**asdict(licence), "uri": licence.uri or None, "label": label}
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
            self._locked = tuple(
                CollectionViewRestriction.objects.values_list("collection__path", flat=True)
            )
        for model, sort in file_sorts().items():
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
        """Whether everybody may see a file. One without a checksum has no address."""
        return bool(row.sha256) and not row.place.startswith(self._locked)

    def reference(self, sort: str, row: Any) -> dict[str, Any]:
        """A reference to a file, as blocks write it."""
        form: dict[str, Any] = {"media": str(row.uuid)}
        return {**form, "width": row.width, "height": row.height} if sort == IMAGE else form

    def form(self, sort: str, row: Any, locale: str) -> dict[str, Any]:
        """What a document in some locale says about a file."""
        asked = (str(row.uuid), locale)
        if asked not in self._forms:
            self._forms[asked] = self._made(sort, row, locale)
        return self._forms[asked]

    def _made(self, sort: str, row: Any, locale: str) -> dict[str, Any]:
        has_size = sort in (IMAGE, RECORDING)
        return {
            "type": sort,
            "title": row.title,
            "alt": (row.description or None) if sort == IMAGE else None,
            "width": row.width if has_size else None,
            "height": row.height if has_size else None,
            "sha256": row.sha256,
            "file": original(row.sha256, row.file.name),
            "language": row.language or None,
            "mime": mime_type(row.file.name),
            "bytes": _bytes(row),
            "duration": (row.duration or None) if sort == RECORDING else None,
            "licence": self.licences.form(row.licence, locale),
            "credit": {
                "rights_holder": row.rights_holder or None,
                "credit_line": row.credit_line or None,
                "source_url": row.source_url or None,
                "licence_note": row.licence_note or None,
            },
        }


def _bytes(row: Any) -> int | None:
    """The size: of recordings only the storage knows it."""
    known: int | None = getattr(row, "file_size", None)
    if known is not None:
        return known
    try:
        return int(row.file.size)
    except OSError:
        return None
