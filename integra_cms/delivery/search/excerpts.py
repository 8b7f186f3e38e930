"""The place in a text that answers a question."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape
from typing import NamedTuple

from integra_cms.delivery.search.lexemes import word_lexemes
from integra_cms.delivery.search.questions import Question
from integra_cms.languages.folding import normalise
from integra_cms.languages.words import APOSTROPHES, WORD

LENGTH = 200
"""About so many characters of the text."""

BEFORE = 60
"""About so many of them stand before the first hit."""

READ = 50_000
"""A first hit further on than this is not looked for."""

ELLIPSIS = "…"


class Hit(NamedTuple):
    start: int
    end: int


def excerpt(text: str, question: Question, locale: str) -> str:
    """Some 200 characters around the first hits, as HTML with ``<mark>`` around what was found.

    Words are found by their lemmas, so all forms of a word are marked. A text without a hit (it
    was in the title) gives its beginning; an empty text gives none.

    Args:
        text: Plain text; everything in it that means something in HTML is escaped.
        question: The question it answers.
        locale: The locale of the text.
    """
    plain = normalise(text[:READ])
    reading = question.reading(locale)
    wanted = reading.lexemes if reading else frozenset()
    first = next(_hits(plain, wanted, locale, 0), None)
    start = _word_start(plain, first.start - BEFORE) if first else 0
    end = _word_end(plain, start, first.end if first else 0)
    parts = [ELLIPSIS if start else ""]
    done = start
    for hit in _hits(plain[:end], wanted, locale, start):
        parts += [
            escape(plain[done : hit.start]),
            f"<mark>{escape(plain[hit.start : hit.end])}</mark>",
        ]
        done = hit.end
    parts += [escape(plain[done:end].rstrip()), ELLIPSIS if end < len(plain) else ""]
    return "".join(parts)


def _hits(text: str, wanted: frozenset[str], locale: str, start: int) -> Iterator[Hit]:
    if not wanted:
        return
    for word in WORD.finditer(text.translate(APOSTROPHES), start):
        if not wanted.isdisjoint(word_lexemes(word.group(), locale)):
            yield Hit(*word.span())


def _word_start(text: str, place: int) -> int:
    """The beginning of the first whole word after a place."""
    return 0 if place <= 0 else text.find(" ", place - 1) + 1


def _word_end(text: str, start: int, first_end: int) -> int:
    """Where to stop: at the end of a word, but after the first hit."""
    if len(text) - start <= LENGTH:
        return len(text)
    return max(text.rfind(" ", start, start + LENGTH + 1), first_end, start + LENGTH // 2)
