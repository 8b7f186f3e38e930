"""Building lemma tries from simplemma's dictionaries, once, at set-up.

They are not shipped: the dictionaries behind simplemma carry licences of their own.
"""

from __future__ import annotations

import json
import os
from importlib.metadata import version
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext as _
from simplemma.strategies.dictionaries import DefaultDictionaryFactory

from integra_cms.languages.exceptions import LemmasNotBuilt
from integra_cms.languages.folding import fold
from integra_cms.languages.lemma_sources import (
    FORMAT,
    MANIFEST,
    TRIES_AVAILABLE,
    dictionary_name,
    trie_name,
    write_trie,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

# Croatian is written in Latin letters; half of the dictionary it shares with Serbian is not.
LATIN_ONLY = frozenset({"bs", "hr"})
FIRST_CYRILLIC = "\u0400"


class BuiltTrie(NamedTuple):
    language: str
    entries: int
    bytes: int


def build_tries(
    directory: Path, languages: Sequence[str], progress: Callable[[str], None]
) -> list[BuiltTrie]:
    """Build the tries of some languages and put them, complete, in place of those there were.

    Running processes keep what they have open; they see the new ones when they start again.

    Args:
        directory: Where they go; made when it is not there.
        languages: Codes such as ``hr`` of languages that have a dictionary; tries of others that
            are in the directory are no longer used.
        progress: Told the code of each language before its turn.

    Raises:
        LemmasNotBuilt: marisa-trie is not installed.
    """
    if not TRIES_AVAILABLE:
        raise LemmasNotBuilt(_("marisa-trie is not installed. Install integra-cms[lemmas]."))
    directory.mkdir(parents=True, exist_ok=True)
    built = []
    for language in languages:
        progress(language)
        path = directory / trie_name(language)
        entries = write_trie(path, dictionary_entries(language))
        built.append(BuiltTrie(language, entries, path.stat().st_size))
    signature = f"tries {FORMAT}, simplemma {version('simplemma')}"
    manifest = {
        "format": FORMAT,
        "signature": signature,
        "tries": {trie.language: {"entries": trie.entries, "bytes": trie.bytes} for trie in built},
    }
    unfinished = directory / f"{MANIFEST}.new"
    unfinished.write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    os.replace(unfinished, directory / MANIFEST)
    return built


def dictionary_entries(language: str) -> Iterator[tuple[str, str]]:
    """The (folded form, folded lemma) pairs of simplemma's dictionary for a language."""
    name = dictionary_name(language)
    dictionary = DefaultDictionaryFactory(cache_max_size=1).get_dictionary(name)
    for form, lemma in dictionary.items():
        # Anything with a hyphen, space or apostrophe is several words to us.
        if form.isalnum() and not (language in LATIN_ONLY and form >= FIRST_CYRILLIC):
            yield fold(form), fold(lemma)
