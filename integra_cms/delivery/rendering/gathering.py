"""What the content of one page refers to, noted while it is walked; resolved for a whole batch."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from integra_cms.vocabularies.fields import CODE_LENGTH

LONGEST_NUMBER = 18
"""Digits of a primary key: with more, a query for it may fail instead of finding nothing."""

Key = int | str
"""A primary key, or the public identifier of the same thing."""

Place = tuple[Any, Any]
"""A container and the key or index in it under which a value belongs."""


@dataclass
class Gathered:
    """What one page refers to, and where in its fields the answers belong.

    Attributes:
        pages: Pages it links to, each with the place of the reference.
        files: Type of file, key and place of the reference.
        html: Rich texts with links: the source and its place.
        links: Type (``page``, ``document``, ``image``) and primary key of what they link to.
        opaque: Blocks with an API form of their own: block, raw value and place.
        rows: Other objects, by model and primary key: what has a code goes by it.
        terms: Vocabulary and code.
        words: Its words, in order.
    """

    pages: list[tuple[Key, Place]] = field(default_factory=list)
    files: list[tuple[str, Key, Place]] = field(default_factory=list)
    html: list[tuple[str, Place]] = field(default_factory=list)
    links: list[tuple[str, int]] = field(default_factory=list)
    opaque: list[tuple[Any, Any, Place]] = field(default_factory=list)
    rows: list[tuple[Any, int, Place]] = field(default_factory=list)
    terms: set[tuple[str, str]] = field(default_factory=set)
    words: list[str] = field(default_factory=list)

    def term(self, vocabulary: str, code: Any) -> None:
        """Notes a code of a vocabulary, if it is one."""
        if code and isinstance(code, str) and len(code) <= CODE_LENGTH:
            self.terms.add((vocabulary, code))

    def page(self, key: Any, container: Any, place: Any) -> None:
        """Notes a reference to a page; the place holds null until it is found."""
        container[place] = None
        if (known := as_key(key, "resource")) is not None:
            self.pages.append((known, (container, place)))

    def named(self, model: Any, key: int | None, container: Any, place: Any) -> None:
        """Notes a reference to a row that has a code; the place holds null until it is found."""
        container[place] = None
        if key is not None:
            self.rows.append((model, key, (container, place)))

    def file(self, sort: str, key: Any, container: Any, place: Any) -> None:
        """Notes a reference to a file; the place holds null until it is found."""
        container[place] = None
        if (known := as_key(key, "media")) is not None:
            self.files.append((sort, known, (container, place)))


def as_key(raw: Any, name: str) -> Key | None:
    """The key in a stored reference, which may also have the form that answers have."""
    if isinstance(raw, dict):
        raw = raw.get(name)
        return raw.lower() if isinstance(raw, str) else None
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int):
        return raw if abs(raw) < 10**LONGEST_NUMBER else None
    return int(raw) if isinstance(raw, str) and is_number(raw) else None


def is_number(text: str) -> bool:
    """Whether a text is a number that a database can look for; others are nobody's key."""
    return text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER
