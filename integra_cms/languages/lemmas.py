"""Lemmas: what search compares instead of words. The same function for index and for query."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from integra_cms.conf import integra_settings
from integra_cms.languages.endings import CITATION, RULES, guess
from integra_cms.languages.folding import fold
from integra_cms.languages.lemma_sources import source_for
from integra_cms.languages.words import tokens

if TYPE_CHECKING:
    from pathlib import Path


def lemmas(text: str, locale: str) -> tuple[str, ...]:
    """Folded lemmas of a text in the order of its words: ``školy Košíc`` → ``("skola", "kosice")``.

    A word whose folded form belongs to several lemmas gives all of them; a repeated word repeats
    its lemmas. A word that is not in the dictionary is cut by its endings (``endings``). Locales
    whose language has no dictionary give folded words.
    """
    return tuple(lemma for group in lemma_groups(text, locale) for lemma in group)


def lemma_groups(text: str, locale: str) -> tuple[tuple[str, ...], ...]:
    """The lemmas of a text, one tuple for each word.

    What a query needs: one of each group must match, and a group is one position of a phrase.
    """
    language, directory = _language(locale), integra_settings.LEMMAS_DIR
    return tuple(_word_lemmas(word, language, directory) for word in tokens(text))


def lemmas_signature(locale: str) -> str:
    """What the lemmas of a locale depend on. Index again when it is not what it was."""
    source = source_for(_language(locale), integra_settings.LEMMAS_DIR)
    return f"{source.signature}, rules {RULES}"


@lru_cache(maxsize=32_768)
def _word_lemmas(word: str, language: str, directory: str | Path | None) -> tuple[str, ...]:
    source = source_for(language, directory)
    if found := source.lookup(word):
        # "migranti" belongs to "migrante", which the dictionary in turn gives to "migrare".
        further = (lemma for form in found for lemma in source.lookup(form))
        return tuple(sorted({*found, *further}))
    folded = fold(word)
    if language not in CITATION or not folded.isalpha():
        return (folded,)
    return guess(folded, language, source.lookup)


def _language(locale: str) -> str:
    return locale.replace("_", "-").partition("-")[0].lower()
