"""Sort keys: plain strings that a database orders as a reader of the language expects.

Alphabets, the order of scripts and the order of accents are those of CLDR (root collation and the
tailorings of cs, sk, hr; bg puts Cyrillic first). Two things are simpler: punctuation and symbols
do not count, so that a quoted title stands where its first letter says, and numbers count by
value.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from integra_cms.languages.folding import BASE_LETTERS, LETTER_CLASSES

if TYPE_CHECKING:
    from collections.abc import Iterator

LATIN = "a b c d e f g h i j k l m n o p q r s t u v w x y z"
CYRILLIC = "а б в г д ђ е є ж з ѕ и і й ј к л љ м н њ о п р с т ћ у ф х ц ч џ ш щ ъ ы ь ѣ э ю я ѫ"

# What is no letter of its own here goes with its base letter; accents then break ties.
ALPHABETS = {
    "cs": "a b c č d e f g h ch i j k l m n o p q r ř s š t u v w x y z ž",
    "hr": "a b c č ć d dž đ e f g h i j k l lj m n nj o p q r s š t u v w x y z ž",
    "sk": "a ä b c č d e f g h ch i j k l m n o ô p q r ř s š t u v w x y z ž",
}
CYRILLIC_FIRST = frozenset({"be", "bg", "mk", "ru", "sr", "uk"})

# Acute, grave, breve, circumflex, caron, ring, diaeresis, double acute, tilde, dot, cedilla,
# ogonek, macron; any other mark comes after them.
ACCENTS = {
    mark: chr(ord("a") + place)
    for place, mark in enumerate(
        "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0327\u0328\u0304"
    )
}

# Rising: the end of a level, a gap between words, digits, letters. Weights of letters are
# printable, below the code points of the letters that are in no alphabet here (Greek, Arabic, …).
END, GAP, PLAIN, CAPITAL, OTHER_FORM = " ", "!", ".", "u", "~"
WEIGHTS = [chr(code) for code in (*range(0x41, 0x7F), *range(0xAE, 0x100))]

ELEMENT = r"(?P<number>\d+)|(?P<gap>[\s_/‐-―−-]+)|(?P<letters>{digraphs}.)"


class Order(NamedTuple):
    """The weight of each letter of a language, and how a text is cut into elements."""

    weights: dict[str, str]
    element: re.Pattern[str]


class Weights(NamedTuple):
    """What an element adds to the levels of a key."""

    letters: str
    accents: str
    case: str


def sort_key(text: str, locale: str) -> str:
    """A string by whose code points texts stand in the order of a language.

    Compare it byte by byte: ``BINARY`` in SQLite, collation ``"C"`` in PostgreSQL. Letters decide
    first, then accents, then case (small before capital), then the text itself, so that no two
    different texts have the same key. A key is up to four times as long as its text: meant for
    titles and names. Languages without a table of their own get plain Latin or Cyrillic order.
    """
    elements = list(_elements(text, locale.replace("_", "-").partition("-")[0].lower()))
    levels = (
        "".join(element.letters for element in elements).rstrip(GAP),
        "".join(element.accents for element in elements).rstrip(PLAIN),
        "".join(element.case for element in elements).rstrip(PLAIN),
    )
    return END.join((*levels, unicodedata.normalize("NFC", text)))


def _elements(text: str, language: str) -> Iterator[Weights]:
    """The elements of a text that count: no gap at the start, none after another."""
    after_gap = True
    for match in _order(language).element.finditer(unicodedata.normalize("NFKC", text)):
        if match["gap"]:
            weights = Weights("" if after_gap else GAP, "", "")
        elif match["number"]:
            weights = Weights(_number(match["number"]), PLAIN, PLAIN)
        else:
            weights = _letters(match["letters"], language)
        if weights.letters:
            after_gap = weights.letters == GAP
        yield weights


def _number(digits: str) -> str:
    """Digits with their count in front, so that 2 comes before 10."""
    value = "".join(str(unicodedata.decimal(digit)) for digit in digits).lstrip("0")
    nines, rest = divmod(len(value), 9)
    return "9" * nines + str(rest) + value


@lru_cache(maxsize=8192)
def _letters(element: str, language: str) -> Weights:
    weights = _order(language).weights
    lower = element.casefold()
    if lower in weights:
        return Weights(weights[lower], PLAIN, CAPITAL if element != lower else PLAIN)
    letters: list[str] = []
    accents: list[str] = []
    for part in unicodedata.normalize("NFKD", lower):
        if part in ACCENTS or unicodedata.combining(part) not in LETTER_CLASSES:
            accents.append(ACCENTS.get(part, part))
        elif part in BASE_LETTERS and part not in weights:
            letters.extend(weights[base] for base in BASE_LETTERS[part])
            accents.append(PLAIN + OTHER_FORM)
        elif part.isalnum() or unicodedata.category(part) == "Mc":
            letters.append(weights.get(part, part))
            accents.append(PLAIN)
    case = (CAPITAL if element != lower else PLAIN) if letters else ""
    return Weights("".join(letters), "".join(accents), case)


@lru_cache(maxsize=32)
def _order(language: str) -> Order:
    latin, cyrillic = ALPHABETS.get(language, LATIN).split(), CYRILLIC.split()
    alphabet = cyrillic + latin if language in CYRILLIC_FIRST else latin + cyrillic
    digraphs = "".join(f"{letter}|" for letter in alphabet if len(letter) > 1)
    return Order(
        weights=dict(zip(alphabet, WEIGHTS, strict=False)),
        element=re.compile(ELEMENT.format(digraphs=digraphs), re.IGNORECASE | re.DOTALL),
    )
