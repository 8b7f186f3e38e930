"""What counts as the same text: for comparing (``normalise``) and for finding (``fold``)."""

from __future__ import annotations

import unicodedata

# Letters that Unicode does not take apart into a base letter and an accent.
BASE_LETTERS = {
    "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ł": "l", "ŋ": "n", "ø": "o", "ŧ": "t",
    "æ": "ae", "œ": "oe", "þ": "th", "ß": "ss", "ґ": "г",
}  # fmt: skip

# Cyrillic letters that Unicode writes as a base and a mark but that are letters of their own:
# "край" is not "краи". The rest loses its marks: ѝ and ѐ carry a stress, ё is often typed as е.
OWN_LETTERS = frozenset("йўїѓќ")

PUNCTUATION = {
    **dict.fromkeys("‘’‚‛′‹›ʹʻʼʽ", "'"),
    **dict.fromkeys("“”„‟«»", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
}

# Unicode would make a space and a loose accent, or two primes, of these.
LOOSE_MARKS = str.maketrans({"´": "'", "`": "'", "″": '"', "¨": '"'})

# They say where a line may break, or nothing. The joiners and the marks of direction are no such
# thing: Persian words and emoji need them.
INVISIBLE = "\u00ad\u200b\u2060\ufeff"

# Combining classes of marks that are part of the letter: nukta, kana voicing, virama.
LETTER_CLASSES = frozenset({0, 7, 8, 9})


def normalise(text: str) -> str:
    """The text in the form in which two texts are compared, or hashed for freshness.

    NFC; every run of white space, non-breaking or not, is one space; none at the ends; soft
    hyphens and zero-width spaces are gone. Case, accents and punctuation count.
    """
    for character in INVISIBLE:
        # One by one: that is many times faster than a table for all of them.
        text = text.replace(character, "")
    return " ".join(unicodedata.normalize("NFC", text).split())


def fold(text: str) -> str:
    """The text in the form in which it is looked for: ``Košice – „škola“`` → ``kosice - "skola"``.

    Lower case, no accents, plain quotes, dashes and spaces; scripts stay what they are, and so do
    Cyrillic letters that only look accented (й). Folding what is folded changes nothing.
    """
    composed = unicodedata.normalize("NFKC", text.translate(LOOSE_MARKS)).casefold()
    folded = unicodedata.normalize("NFC", composed.translate(_FOLDED))
    return " ".join(folded.split())


class _FoldedCharacters(dict[int, str]):
    """What each character folds to, worked out when it is first met."""

    def __missing__(self, codepoint: int) -> str:
        self[codepoint] = folded = _fold_character(chr(codepoint))
        return folded


def _fold_character(character: str) -> str:
    if character in OWN_LETTERS:
        return character
    if unicodedata.category(character) == "Cf":
        return ""
    parts = [
        part
        for part in unicodedata.normalize("NFKD", character)
        if unicodedata.combining(part) in LETTER_CLASSES
    ]
    return "".join(PUNCTUATION.get(part) or BASE_LETTERS.get(part, part) for part in parts)


_FOLDED = _FoldedCharacters()
