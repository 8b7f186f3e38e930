"""Text of any length in six languages: real words, as unevenly frequent as in real text."""

from __future__ import annotations

import random
from itertools import accumulate

from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from integra_cms.languages.lemma_sources import dictionary_name

VOCABULARY = 12_000
"""Different words of each language."""

WORDS = 500_000
"""Length of the text that all passages of a language are cut from."""

COMMON = "integra"
"""Stands in every synthetic resource."""

RARE = "kaleidoskop"
"""Stands in one synthetic resource of a hundred."""


class Corpus:
    """A long text of one language, to cut passages from.

    Words are those of simplemma's dictionary, so that search has forms to reduce; the word of
    rank n is as frequent as Zipf has it.
    """

    def __init__(self, language: str, seed: int) -> None:
        self._random = random.Random(f"{seed}/{language}")  # noqa: S311 - nothing secret
        words = self._random.sample(_forms(language), VOCABULARY)
        weights = list(accumulate(1 / rank for rank in range(1, VOCABULARY + 1)))
        self._text = " ".join(self._random.choices(words, cum_weights=weights, k=WORDS))
        self._last = len(self._text) - 20_000

    def passage(self, length: int) -> str:
        """Whole words of about so many characters, never more, and at least one word."""
        start = self._text.index(" ", self._random.randrange(self._last)) + 1
        end = self._text.rfind(" ", start, start + length + 1)
        if end < 0:
            end = self._text.index(" ", start)
        passage = self._text[start:end]
        return passage[0].upper() + passage[1:]


def _forms(language: str) -> list[str]:
    """Plain words of a dictionary, sorted; Croatian without the Cyrillic half of its."""
    dictionary = DefaultDictionaryFactory().get_dictionary(dictionary_name(language))
    words = (form.decode() if isinstance(form, bytes) else form for form in dictionary)
    return sorted(
        word
        for word in words
        if 2 <= len(word) <= 14
        and word.isalpha()
        and word.islower()
        and (language == "bg") == ("\u0400" <= word[0] <= "\u04ff")
    )
