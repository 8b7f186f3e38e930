"""The place in a text that answers a question."""

from __future__ import annotations

import re
import string
from collections.abc import Iterable, Iterator
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import NamedTuple
from unicodedata import is_normalized

from integra_cms.conf import integra_settings
from integra_cms.delivery.search.lexemes import FORM, STEM, word_lexemes
from integra_cms.delivery.search.questions import Question
from integra_cms.languages.folding import fold, normalise

LENGTH = 200
"""About so many characters of the text."""

BEFORE = 60
"""About so many of them stand before the first hit."""

READ = 50_000
"""A first hit further on than this is not looked for."""

ELLIPSIS = "…"

SEPARATORS = f"{string.punctuation}{string.whitespace}\u00a0’‘‛„“”«»‹›‐‑–—…"
"""What can stand right before a word."""

LETTERS = range(0x21, 0x530)
"""Latin, Greek and Cyrillic: letters elsewhere are looked for as they are."""

APOSTROPHES = "'’‘‛"
WHOLE_WORD = re.compile(rf"\w+(?:[{APOSTROPHES}]\w+)*")
ELIDED = re.compile(rf"\w+[{APOSTROPHES}]\Z")
LONGEST_ELIDED = 10


class Hit(NamedTuple):
    start: int
    end: int


class Search(NamedTuple):
    """What to look for in texts of one locale.

    Attributes:
        wanted: A word that is found by one of these is a hit.
        beginnings: Finds words that begin like one of them: looking up every word of a long text
            would cost more than all the rest of an answer.
        directory: Where the dictionaries are.
    """

    wanted: frozenset[str]
    beginnings: re.Pattern[str]
    locale: str
    directory: str | Path | None


def excerpt(text: str, question: Question, locale: str) -> str:
    """Some 200 characters around the first hits, as HTML with ``<mark>`` around what was found.

    Words are found by their lemmas, so all forms that begin alike are marked. A text without a hit
    (it was in the title) gives its beginning; an empty text gives none.

    Args:
        text: Plain text; everything in it that means something in HTML is escaped.
        question: The question it answers.
        locale: The locale of the text.
    """
    reading = question.reading(locale)
    wanted = reading.lexemes if reading else frozenset()
    sought = Search(wanted, _beginnings(wanted), locale, integra_settings.LEMMAS_DIR)
    read = text[:READ]
    first = next(_hits(read, sought), None)
    start = _word_start(read, first.start - BEFORE) if first else 0
    end = _word_end(read, start, first.end if first else 0)
    shown = _marked(_tidy(read[start:end]).rstrip(), sought)
    return f"{ELLIPSIS if start else ''}{shown}{ELLIPSIS if end < len(read) else ''}"


def _marked(text: str, sought: Search) -> str:
    parts = []
    done = 0
    for hit in _hits(text, sought):
        parts += [
            escape(text[done : hit.start]),
            f"<mark>{escape(text[hit.start : hit.end])}</mark>",
        ]
        done = hit.end
    return "".join([*parts, escape(text[done:])])


def _hits(text: str, sought: Search) -> Iterator[Hit]:
    if not sought.wanted:
        return
    done = 0
    for found in sought.beginnings.finditer(f" {text}"):  # so that the first word follows a space
        if found.start() < done:
            continue
        hit = _word_at(text, found.start())
        word = text[hit.start : hit.end]
        if not sought.wanted.isdisjoint(_lexemes(word, sought.locale, sought.directory)):
            done = hit.end
            yield hit


def _word_at(text: str, place: int) -> Hit:
    """The whole word, with what is shortened before it: ``dell’università``."""
    start = place
    if place and text[place - 1] in APOSTROPHES:
        elided = ELIDED.search(text, max(0, place - LONGEST_ELIDED), place)
        start = elided.start() if elided else place
    found = WHOLE_WORD.match(text, start)
    return Hit(start, found.end() if found else place)


@lru_cache(maxsize=16_384)
def _lexemes(word: str, locale: str, directory: str | Path | None) -> tuple[str, ...]:
    """What a word is found by; the folder is named because the answer depends on it."""
    return word_lexemes(word, locale)


@lru_cache(maxsize=1024)
def _beginnings(wanted: frozenset[str]) -> re.Pattern[str]:
    """Finds the separator before each word that begins like one of these lexemes.

    The longer a lexeme, the more of its letters other forms share: ``dítě`` and ``děti`` have one
    in common, ``knihovna`` and ``knihoven`` more than three.
    """
    bare = {lexeme.removeprefix(FORM).removeprefix(STEM) for lexeme in wanted}
    shared = sorted({lexeme[: max(1, min(3, len(lexeme) - 3))] for lexeme in bare})
    needed = [each for each in shared if not any(_continues(each, other) for other in shared)]
    choices = "|".join("".join(_letter(letter) for letter in each) for each in needed)
    return re.compile(f"[{re.escape(SEPARATORS)}](?={choices})")


def _continues(text: str, other: str) -> bool:
    return text != other and text.startswith(other)


def _letter(folded: str) -> str:
    """A class of all letters that fold to one."""
    return f"[{re.escape(''.join(_unfolded().get(folded, folded)))}]"


@lru_cache(maxsize=1)
def _unfolded() -> dict[str, Iterable[str]]:
    unfolded: dict[str, list[str]] = {}
    for letter in map(chr, LETTERS):
        unfolded.setdefault(fold(letter), []).append(letter)
    return dict(unfolded)


def _tidy(text: str) -> str:
    """The text without line breaks and invisible characters, which it seldom has."""
    return text if text.isprintable() and is_normalized("NFC", text) else normalise(text)


def _word_start(text: str, place: int) -> int:
    """The beginning of the first whole word after a place."""
    return 0 if place <= 0 else text.find(" ", place - 1) + 1


def _word_end(text: str, start: int, first_end: int) -> int:
    """Where to stop: at the end of a word, but after the first hit."""
    if len(text) - start <= LENGTH:
        return len(text)
    return max(text.rfind(" ", start, start + LENGTH + 1), first_end, start + LENGTH // 2)
