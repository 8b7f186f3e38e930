"""Where lemmas come from: tries built once and memory-mapped, or simplemma's own dictionaries.

Tries cost 10 MiB that all processes share and find words typed without accents. Without them each
process takes some 35 MiB and such words are only found where the accents make no difference.
"""

from __future__ import annotations

import json
import logging
import os
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from simplemma.strategies.dictionaries import StreamDictionaryFactory
from simplemma.strategies.dictionaries.dictionary_factory import SUPPORTED_LANGUAGES

from integra_cms.languages.folding import fold

try:
    import marisa_trie
except ImportError:  # the extra "lemmas" is not installed
    marisa_trie = None

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

TRIES_AVAILABLE = marisa_trie is not None

logger = logging.getLogger(__name__)

MANIFEST = "manifest.json"
FORMAT = 1

# simplemma has one dictionary for Bosnian, Croatian, Montenegrin and Serbian.
DICTIONARIES = {"bs": "hbs", "hr": "hbs", "sr": "hbs"}


class LemmaSource(Protocol):
    """A dictionary of one language."""

    signature: str
    """What the answers depend on. When it changes, what was indexed with it is out of date."""

    def lookup(self, word: str) -> tuple[str, ...]:
        """All folded lemmas of a word in rising order; none when the word is not known."""


class Trie:
    """Folded form → folded lemmas, from a file that stays on disk.

    A lemma is stored as the number of characters to cut from the form and what follows then.
    """

    def __init__(self, path: Path, signature: str) -> None:
        self.signature = signature
        self._trie = marisa_trie.BytesTrie()
        self._trie.mmap(str(path))

    def lookup(self, word: str) -> tuple[str, ...]:
        form = fold(word)
        lemmas = (
            form[: len(form) - entry[0]] + entry[1:].decode() for entry in self._trie.get(form, ())
        )
        return tuple(sorted(lemmas))


def write_trie(path: Path, entries: Iterable[tuple[str, str]]) -> int:
    """Write (folded form, folded lemma) pairs as ``Trie`` reads them; how many there were."""
    distinct = {(form, _edit(form, lemma)) for form, lemma in entries}
    unfinished = path.with_suffix(".new")
    marisa_trie.BytesTrie(distinct).save(str(unfinished))
    os.replace(unfinished, path)
    return len(distinct)


def _edit(form: str, lemma: str) -> bytes:
    shared = 0
    while form[: shared + 1] == lemma[: shared + 1] and shared < len(form):
        shared += 1
    return bytes([len(form) - shared]) + lemma[shared:].encode()


class Dictionary:
    """simplemma's dictionary, read where it is compressed: little memory, no accents ignored."""

    def __init__(self, language: str) -> None:
        name = dictionary_name(language)
        self.signature = f"simplemma {version('simplemma')}"
        self._forms: Mapping[str, str] = StreamDictionaryFactory().get_dictionary(name)

    def lookup(self, word: str) -> tuple[str, ...]:
        lower = word.lower()
        lemmas = (self._forms.get(form) for form in (word, lower, lower.capitalize()))
        return tuple(sorted({fold(lemma) for lemma in lemmas if lemma}))


class NoDictionary:
    """A language that simplemma does not have."""

    signature = "none"

    def lookup(self, word: str) -> tuple[str, ...]:
        return ()


def dictionary_name(language: str) -> str:
    return DICTIONARIES.get(language, language)


def has_dictionary(language: str) -> bool:
    return dictionary_name(language) in SUPPORTED_LANGUAGES


@lru_cache(maxsize=64)
def source_for(language: str, directory: str | Path | None) -> LemmaSource:
    """The best source there is for a language, kept for the life of the process.

    Args:
        language: A language code such as ``hr``.
        directory: Where the tries are, or will be: with none there simplemma answers.
    """
    if directory and (trie := _open_trie(language, Path(directory))):
        return trie
    return Dictionary(language) if has_dictionary(language) else NoDictionary()


def _open_trie(language: str, directory: Path) -> Trie | None:
    try:
        manifest = json.loads((directory / MANIFEST).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    if not TRIES_AVAILABLE:
        reason = "marisa-trie is not installed; install integra-cms[lemmas]"
    elif manifest["format"] != FORMAT:
        reason = "they are of another version; run “manage.py lemmas build”"
    elif language not in manifest["tries"]:
        return None
    else:
        return Trie(directory / trie_name(language), manifest["signature"])
    logger.warning("The lemma tries in %s are not used: %s.", directory, reason)
    return None


def lacks_tries(directory: str | Path | None) -> bool:
    """Whether tries could be built in a directory and are not there."""
    return TRIES_AVAILABLE and directory is not None and not (Path(directory) / MANIFEST).exists()


def trie_name(language: str) -> str:
    return f"{language}.marisa"
