"""Rows of real pages as moulds: the same structure, with other words, links and pictures."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from itertools import cycle
from typing import Any

from bench.words import RARE, Corpus

SHARE = 0.42
"""How long a text is, compared with the original: makes documents of some 13 kB."""

RARELY = "⟦rare⟧"
TOKEN = re.compile(r'"⟦key(\d)⟧"|⟦link(\d)⟧|⟦text(\d+)⟧|(⟦rare⟧)')
TAGS = re.compile(r"(<[^>]*>)")
PAGE_LINK = re.compile(r'(<a(?=[^>]* linktype="page")[^>]* id=")\d+"')

LINKS = 6
PICTURES = 2
"""How many different pages a page links to, and how many different pictures it shows."""

Parts = list[tuple[str, str, int]]


class Mould:
    """The row of one page in the table of its kind.

    Args:
        columns: Names of the columns.
        row: Their values, streams and lists as JSON.
        texts: Columns whose words are replaced, in plain and rich text alike.
        streams: Columns that hold streams.
    """

    def __init__(
        self,
        columns: Sequence[str],
        row: Sequence[Any],
        *,
        texts: frozenset[str],
        streams: frozenset[str],
    ) -> None:
        self.columns = tuple(columns)
        self._cells: list[Parts | Any] = []
        self._pages = cycle(range(LINKS))
        self._pictures = cycle(range(LINKS, LINKS + PICTURES))
        for name, value in zip(columns, row, strict=True):
            if name in streams:
                pattern = json.dumps(self._emptied(value), ensure_ascii=False)
                self._cells.append(_parts(pattern))
            elif name in texts and value:
                self._cells.append(_parts(self._emptied(value)))
            else:
                self._cells.append(value)

    def cast(
        self, corpus: Corpus, keys: Sequence[int], given: Mapping[str, Any], *, rare: bool
    ) -> list[Any]:
        """A row with words of one language.

        Args:
            corpus: Where the words come from.
            keys: Of the pages it links to, then of the pictures it shows.
            given: What columns hold that are not left to chance.
            rare: Whether the rare word stands in it.
        """
        return [
            given[name]
            if name in given
            else _filled(cell, corpus, keys, rare=rare)
            if isinstance(cell, list)
            else cell
            for name, cell in zip(self.columns, self._cells, strict=True)
        ]

    def _emptied(self, value: Any) -> Any:
        """The value with a token for each text, link and picture.

        A string without a space is a code, not a text.
        """
        if isinstance(value, list):
            return [self._emptied(item) for item in value]
        if isinstance(value, dict):
            return {key: self._emptied_item(key, item) for key, item in value.items()}
        if not isinstance(value, str) or " " not in value:
            return value
        linked = PAGE_LINK.sub(lambda found: f'{found[1]}⟦link{next(self._pages)}⟧"', value)
        return "".join(
            piece if not piece.strip() or piece[0] == "<" or "⟦" in piece else _text_token(piece)
            for piece in TAGS.split(linked)
        )

    def _emptied_item(self, key: str, item: Any) -> Any:
        if isinstance(item, int) and key in ("page", "image"):
            number = next(self._pages if key == "page" else self._pictures)
            return f"⟦key{number}⟧"
        return self._emptied(item)


def _text_token(text: str) -> str:
    before = text[: len(text) - len(text.lstrip())]
    after = text[len(text.rstrip()) :]
    return f"{before}⟦text{max(int(len(text) * SHARE), 6)}⟧{after}"


def _parts(pattern: str) -> Parts:
    """What stands before each token, what sort of token it is, and its number."""
    parts: Parts = []
    done = 0
    for found in TOKEN.finditer(pattern):
        key, link, text, rare = found.groups()
        sort = "rare" if rare else "text" if text else "key"
        number = int(key or link or text or 0)
        parts.append((pattern[done : found.start()], sort, number))
        done = found.end()
    return [*parts, (pattern[done:], "", 0)]


def _filled(parts: Parts, corpus: Corpus, keys: Sequence[int], *, rare: bool) -> str:
    pieces: list[str] = []
    for before, sort, number in parts:
        pieces.append(before)
        if sort == "text":
            pieces.append(corpus.passage(number))
        elif sort == "key":
            pieces.append(str(keys[number]))
        elif rare and sort == "rare":
            pieces.append(RARE)
    return "".join(pieces)
