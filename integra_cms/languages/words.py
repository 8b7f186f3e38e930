"""Splitting a text into words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from integra_cms.languages.folding import normalise

APOSTROPHES = "‘’‛′ʹʻʼ"

# A letter or digit, then more of them with the marks that no composed letter exists for.
_WORD = r"[^\W_](?:[^\W_]|[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670])*"
WORD = re.compile(rf"{_WORD}(?:'{_WORD})*")

# What Italian shortens before a vowel: articles, prepositions with one, pronouns.
ELIDED = frozenset({
    "all", "bell", "c", "coll", "com", "d", "dall", "degl", "dell", "gl", "l", "m", "n", "nell",
    "nessun", "quell", "quest", "s", "sant", "sull", "t", "un", "v",
})  # fmt: skip

# What English hangs behind an apostrophe.
CONTRACTED = frozenset({"d", "ll", "m", "re", "s", "t", "ve"})

# A lexeme of PostgreSQL may have 2,046 bytes. No word is that long, pasted data are.
MAX_LENGTH = 100


def tokens(text: str) -> tuple[str, ...]:
    """The words and numbers of a text in order, as written, composed (NFC).

    Hyphens, underscores and apostrophes separate. What Italian elides and English contracts is
    left out: ``dell'integrazione`` is ``integrazione``, ``city's`` is ``city``.
    """
    text = normalise(text)
    for apostrophe in APOSTROPHES:
        text = text.replace(apostrophe, "'")
    found = WORD.findall(text)
    return tuple(part[:MAX_LENGTH] for word in found for part in _parts(word))


def _parts(word: str) -> Sequence[str]:
    if "'" not in word:
        return (word,)
    parts = word.split("'")
    while len(parts) > 1 and parts[0].lower() in ELIDED:
        del parts[0]
    if len(parts) > 1 and parts[-1].lower() in CONTRACTED:
        del parts[-1]
    return parts
