"""Words as the index knows them: safe in the syntax of any engine, with scope and language."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path
from typing import NamedTuple

from integra_cms.conf import integra_settings
from integra_cms.delivery.search.stems import stem
from integra_cms.languages.folding import fold
from integra_cms.languages.lemmas import lemma_groups
from integra_cms.languages.words import tokens

# Everything in ASCII that is neither letter nor digit: whatever has a meaning in a query, in a
# vector or for the tokenizer. Folding can bring such characters in: "⑴" becomes "(1)".
UNSAFE = {code: None for code in range(128) if not chr(code).isalnum()}

LONGEST = 100
"""Characters of a word; at most 400 bytes, where a lexeme of PostgreSQL may have 2,046."""

FORM = "="
"""Stands before a form as it is written, so that no lemma is taken for one."""

STEM = "~"
"""Stands before a stem."""

PREFIX_LENGTH = 6


class Word(NamedTuple):
    """One word of a text: its folded form, the lemmas it can belong to, and their stems."""

    exactly: str
    """Its form: what only the same form is found by."""

    lemmas: tuple[str, ...]

    stems: tuple[str, ...]
    """What all words of its family are found by."""

    @property
    def beside(self) -> tuple[str, ...]:
        return (*self.lemmas, *self.stems)

    @property
    def lexemes(self) -> tuple[str, ...]:
        """All that it can share with other words: the more, the nearer they are."""
        return (self.exactly, *self.lemmas, *self.stems)

    @property
    def form(self) -> str:
        return self.exactly.removeprefix(FORM)


def words(text: str, locale: str) -> list[Word]:
    """The words of a text in order, in the language of a locale."""
    read = _reader(locale, integra_settings.LEMMAS_DIR)
    return [word for word in map(read, map(str.lower, tokens(text))) if word.exactly]


def word_lexemes(token: str, locale: str) -> tuple[str, ...]:
    """All that a single word is found by; none when there is no word in the text."""
    return tuple(lexeme for word in words(token, locale) for lexeme in word.lexemes)


@lru_cache(maxsize=65_536)
def prefix(scope: str, locale: str = "") -> str:
    """What all words of one language in one scope begin with.

    Six letters, so that an index of many scopes stays small. Two scopes with the same would find
    each other's entries; that is why lists name the scope again when they join the entries.
    """
    digest = hashlib.blake2s(f"{scope}\0{locale}".encode(), digest_size=8).digest()
    return base64.b32encode(digest).decode().lower()[:PREFIX_LENGTH]


@lru_cache(maxsize=32)
def _reader(locale: str, directory: str | Path | None) -> Callable[[str], Word]:
    """Gives the words of one locale, of which it remembers many.

    The folder of the dictionaries is named because the answers depend on it.
    """
    return lru_cache(maxsize=32_768)(partial(_word, locale=locale))


def _word(token: str, *, locale: str) -> Word:
    groups = lemma_groups(token, locale)
    lemmas = {_safe(lemma) for group in groups for lemma in group}
    form = _safe(fold(token))
    stems = {stem(word, locale) for word in (form, *lemmas)}
    return Word(
        FORM + form if form else "",
        tuple(sorted(lemmas - {""})),
        tuple(STEM + each for each in sorted(stems - {""})),
    )


def _safe(text: str) -> str:
    return text.translate(UNSAFE)[:LONGEST]
