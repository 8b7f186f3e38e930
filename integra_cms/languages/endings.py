"""Lemmas of words that no dictionary has, by their endings.

The dictionaries lack words that matter here (``мигрант``, ``migrant`` in Croatian and Czech) and
many forms of words they have (``партньорите``). All forms of such a word should still meet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# Raise it with every change of the rules here, of words or of folding: what was indexed is then
# out of date.
RULES = 1

# Folded inflectional endings. "nata>nt": the ending is replaced, not only cut (migranata).
ENDINGS = {
    "bg": "ищата овете ютата>ю юта>ю юто>ю стта>ст ите ният ното ната ните ния ове ята ета ото "
    "ето ата ища ен ни на но ия ят ът а я и е о у",
    "cs": "ovych eho emu iho imu ami emi imi ovi ove ata ach ech ich ych ym ymi um am em om im "
    "ou a e i o u y",
    "en": "ies>y sses>ss xes>x ches>ch shes>sh ss>ss us>us is>is s ing ed",
    "hr": "nata>nt ovima evima ovi evi ove eve ova eva ima ama oga ega omu emu ome og eg om em im "
    "ih oj a e i o u",
    "it": "zioni>zione chi>c che>c ghi>g ghe>g ii>i io>i a e i o",
    "sk": "ieho iemu eho emu ovia ami ach iach och ich ych ymi imi iam am om im ym ov ovi ej ou iu "
    "ia mi a e i o u y",
}

# With one of these the stem may be a word that the dictionary has.
CITATION = {
    "bg": ("", "а", "и", "я", "е", "о", "й"),
    "cs": ("", "a", "y", "i", "e", "o"),
    "en": ("", "e"),
    "hr": ("", "a", "i", "e", "o"),
    "it": ("e", "o", "a", "i"),
    "sk": ("", "a", "y", "i", "e", "o"),
}

# What is left must still say something.
SHORTEST_STEM = 4


def guess(word: str, language: str, known: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    """Folded lemmas for a folded word that the dictionary lacks; never empty.

    The lemmas of the nearest word that ``known`` (the dictionary) has, else the word without its
    longest ending. Same answer for all regular forms of a word is what counts: it need not be a
    word.
    """
    stems = _stems(word, language)
    for stem in stems:
        for ending in CITATION[language]:
            if lemmas := known(stem + ending):
                return lemmas
    return (stems[0],) if stems else (word,)


def _stems(word: str, language: str) -> list[str]:
    """What is left of a word without an ending, shortest first."""
    stems = []
    for rule in ENDINGS.get(language, "").split():
        ending, _, replacement = rule.partition(">")
        if word.endswith(ending):
            stems.append(word[: -len(ending)] + replacement)
    return sorted({stem for stem in stems if len(stem) >= SHORTEST_STEM}, key=len)
