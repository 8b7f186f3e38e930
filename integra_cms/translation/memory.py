"""The translation memory: wagtail-localize's string tables, filled in bulk.

There are never rows of its ``Translation`` or ``TranslationSource``: those bring its own saving to
life, which writes drafts into live pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Page
from wagtail_localize.models import (
    String,
    StringTranslation,
    TranslatableObject,
    TranslationContext,
)
from wagtail_localize.strings import StringValue, validate_translation_links

BATCH = 400
"""Rows per statement: SQLite allows no more than some thousand values in one."""


class Remembered(NamedTuple):
    """One piece of source text at a place of a page, with its translation if it has one."""

    page: Page
    path: str
    locale_id: int
    origin: str
    source: str
    source_hash: str
    confirmed_hash: str | None
    translation: str | None


def remember(pieces: Sequence[Remembered]) -> list[int]:
    """Stores texts and the translations that belong to them; what is known is brought up to date.

    Returns:
        For each piece, the id of its source text.
    """
    strings = _strings(pieces)
    ids = [strings[piece.page.locale_id, piece.source] for piece in pieces]
    current = [
        (piece, string_id)
        for piece, string_id in zip(pieces, ids, strict=True)
        if piece.translation is not None and piece.confirmed_hash == piece.source_hash
    ]
    _store_translations(current)
    return ids


def _strings(pieces: Sequence[Remembered]) -> dict[tuple[int, str], int]:
    wanted: dict[tuple[int, UUID], str] = {
        (piece.page.locale_id, String._get_data_hash(piece.source)): piece.source
        for piece in pieces
    }
    String.objects.bulk_create(
        [
            String(locale_id=locale_id, data_hash=data_hash, data=text)
            for (locale_id, data_hash), text in wanted.items()
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    found: dict[tuple[int, str], int] = {}
    for rows in _batches([data_hash for _locale_id, data_hash in wanted]):
        stored = String.objects.filter(data_hash__in=rows)
        found |= {
            (locale_id, text): pk
            for pk, locale_id, text in stored.values_list("pk", "locale_id", "data")
        }
    return found


def _contexts(pieces: Sequence[Remembered]) -> dict[tuple[UUID, str], int]:
    objects = {piece.page.translation_key for piece in pieces}
    content_type = ContentType.objects.get_for_model(Page)
    TranslatableObject.objects.bulk_create(
        [TranslatableObject(translation_key=key, content_type=content_type) for key in objects],
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    places = {(piece.page.translation_key, piece.path) for piece in pieces}
    TranslationContext.objects.bulk_create(
        [
            TranslationContext(
                object_id=key, path=path, path_id=TranslationContext._get_path_id(path)
            )
            for key, path in places
        ],
        batch_size=BATCH,
        ignore_conflicts=True,
    )
    found: dict[tuple[UUID, str], int] = {}
    for keys in _batches(list(objects)):
        stored = TranslationContext.objects.filter(object_id__in=keys)
        found |= {
            (key, path): pk for pk, key, path in stored.values_list("pk", "object_id", "path")
        }
    return found


def _store_translations(current: Sequence[tuple[Remembered, int]]) -> None:
    contexts = _contexts([piece for piece, _string_id in current])
    rows: dict[tuple[int, int, int], StringTranslation] = {}
    for piece, string_id in current:
        context_id = contexts[piece.page.translation_key, piece.path]
        rows.setdefault(
            (piece.locale_id, string_id, context_id),
            StringTranslation(
                locale_id=piece.locale_id,
                translation_of_id=string_id,
                context_id=context_id,
                data=piece.translation,
                translation_type=(
                    StringTranslation.TRANSLATION_TYPE_MACHINE
                    if piece.origin == "machine"
                    else StringTranslation.TRANSLATION_TYPE_MANUAL
                ),
                has_error=_has_error(piece),
                # Rows that are there already get this time, too: `auto_now` works on new ones.
                updated_at=timezone.now(),
            ),
        )
    StringTranslation.objects.bulk_create(
        list(rows.values()),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["locale", "translation_of", "context"],
        update_fields=["data", "translation_type", "has_error", "updated_at"],
    )


def _has_error(piece: Remembered) -> bool:
    """What `StringTranslation.save` finds out, which writing in bulk passes by."""
    if piece.translation is None or "<" not in piece.translation:
        return False
    try:
        StringValue.from_translated_html(piece.translation)
        validate_translation_links(piece.source, piece.translation)
    except ValueError:
        return True
    return False


def _batches(values: Sequence[Any]) -> list[Sequence[Any]]:
    return [values[start : start + BATCH] for start in range(0, len(values), BATCH)]
