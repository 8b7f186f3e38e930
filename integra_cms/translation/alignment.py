"""Comparing an edition with its source, so that freshness and memory know it.

No page is touched. Pieces of text are paired by path, then by order where both have as many of
them; where they have not, nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from django.db import transaction

from integra_cms.pages.editions import Edition
from integra_cms.translation.exceptions import NotAPair
from integra_cms.translation.memory import Remembered, remember
from integra_cms.translation.segments import plain, text_hash, texts_of

if TYPE_CHECKING:
    from wagtail.models import Page

WORDS_ALIKE = 4
"""From this many words on, a text equal to its source is taken for not translated: shorter ones
are names, numbers and terms, which many languages share."""


@dataclass(frozen=True)
class Pair:
    """A translated edition and its source.

    Attributes:
        source: The specific page of the source edition.
        target: The specific page of the translation.
        edition: The record of the translation; it is changed and saved.
        confirmed: Where it is known, path → for each piece the hash of the source text that it
            was translated from, or None for a piece that is not translated. It counts more than
            what the comparison would say.
    """

    source: Page
    target: Page
    edition: Edition
    confirmed: Mapping[str, Sequence[str | None]] = field(default_factory=dict)


class Piece(NamedTuple):
    """One piece of source text with its translation; ``None``: not translated."""

    source: str
    source_hash: str
    confirmed_hash: str | None
    translation: str | None


@transaction.atomic
def align(pairs: Sequence[Pair]) -> None:
    """Writes what the comparison shows into the records of editions and into the memory.

    The number of queries does not grow with the number of pairs, except for those that reading
    the content of a page takes.

    Raises:
        NotAPair: A pair's pages are not editions of one resource, or its edition is a source.
    """
    sources: dict[int, dict[str, list[str]]] = {}
    compared: list[tuple[Pair, dict[str, list[Piece]]]] = []
    for pair in pairs:
        _require_pair(pair)
        if pair.source.pk not in sources:
            sources[pair.source.pk] = texts_of(pair.source)
        pieces = compare(sources[pair.source.pk], texts_of(pair.target), pair.confirmed)
        compared.append((pair, pieces))
    remembered = [
        Remembered(pair.source, path, pair.target.locale_id, pair.edition.origin, *piece)
        for pair, pieces in compared
        for path, of_path in pieces.items()
        for piece in of_path
    ]
    string_ids = iter(remember(remembered))
    for pair, pieces in compared:
        _record(pair.edition, pieces, string_ids)
    Edition.objects.bulk_update(
        [pair.edition for pair in pairs],
        ["segments", "segments_total", "segments_missing", "segments_outdated"],
    )


def compare(
    source: Mapping[str, Sequence[str]],
    target: Mapping[str, Sequence[str]],
    confirmed: Mapping[str, Sequence[str | None]] | None = None,
) -> dict[str, list[Piece]]:
    """Pairs the texts of two pages, by path."""
    known = confirmed or {}
    return {
        path: _compare_path(texts, target.get(path, ()), known.get(path))
        for path, texts in source.items()
    }


def carried(
    segments: Mapping[str, Sequence[tuple[str, str | None, int | None]]],
    source: Mapping[str, Sequence[str]],
) -> dict[str, list[str | None]]:
    """What a record says is confirmed, for a source that may have changed since.

    A piece of source text keeps what it was confirmed with wherever it moved inside its path;
    what is left is taken by order. The result fits `Pair.confirmed`.
    """
    confirmed: dict[str, list[str | None]] = {}
    for path, texts in source.items():
        left = [(own, known) for own, known, _string_id in segments.get(path, ())]
        places: list[str | None] = []
        rest: list[int] = []
        for number, text in enumerate(texts):
            same = next((pair for pair in left if pair[0] == text_hash(text)), None)
            if same is None:
                rest.append(number)
            else:
                left.remove(same)
            places.append(same[1] if same else None)
        for number, (_own, known) in zip(rest, left, strict=False):
            places[number] = known
        confirmed[path] = places
    return confirmed


def _compare_path(
    texts: Sequence[str], translations: Sequence[str], known: Sequence[str | None] | None
) -> list[Piece]:
    hashes = [text_hash(text) for text in texts]
    if len(translations) != len(texts):
        return [Piece(text, own, None, None) for text, own in zip(texts, hashes, strict=True)]
    if known is None or len(known) != len(texts):
        known = [
            None if _is_untranslated(text, translation) else own
            for text, translation, own in zip(texts, translations, hashes, strict=True)
        ]
    return [
        Piece(text, own, confirmed, None if confirmed is None else translation)
        for text, own, confirmed, translation in zip(
            texts, hashes, known, translations, strict=True
        )
    ]


def _is_untranslated(text: str, translation: str) -> bool:
    words = plain(text)
    return words == plain(translation) and len(words.split()) >= WORDS_ALIKE


def _record(edition: Edition, pieces: Mapping[str, Sequence[Piece]], ids: Iterator[int]) -> None:
    edition.segments = {
        path: [[piece.source_hash, piece.confirmed_hash, next(ids)] for piece in of_path]
        for path, of_path in pieces.items()
    }
    flat = [piece for of_path in pieces.values() for piece in of_path]
    edition.segments_total = len(flat)
    edition.segments_missing = sum(piece.confirmed_hash is None for piece in flat)
    edition.segments_outdated = sum(
        piece.confirmed_hash not in (None, piece.source_hash) for piece in flat
    )


def _require_pair(pair: Pair) -> None:
    if (
        pair.source.translation_key != pair.target.translation_key
        or pair.edition.page_id != pair.target.pk
        or pair.edition.is_source
    ):
        raise NotAPair(
            f"“{pair.target.title}” (page {pair.target.pk}) is not a translation of "
            f"“{pair.source.title}” (page {pair.source.pk}). Pass a translation with the page of "
            f"the source edition of the same resource."
        )
