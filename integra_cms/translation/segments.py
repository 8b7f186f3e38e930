"""The pieces of text of a page, by path, and what makes two of them the same."""

from __future__ import annotations

import hashlib
import html
import re
from typing import TYPE_CHECKING

from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from integra_cms.languages.folding import normalise

if TYPE_CHECKING:
    from wagtail.models import Page

TAG = re.compile(r"<[^>]*>")

HASH_LENGTH = 16
"""Hexadecimal digits. A collision needs two texts at the same place of one page."""


def texts_of(page: Page) -> dict[str, list[str]]:
    """Path → pieces of text in their order, as HTML without attributes."""
    texts: dict[str, list[str]] = {}
    for segment in extract_segments(page):
        if isinstance(segment, StringSegmentValue):
            texts.setdefault(segment.path, []).append(segment.string.data)
    return texts


def plain(text: str) -> str:
    """The words of a piece of text, without its tags, in the form in which texts are compared."""
    return normalise(html.unescape(TAG.sub(" ", text) if "<br" in text else TAG.sub("", text)))


def text_hash(text: str) -> str:
    """The same for two pieces of text with the same words.

    Formatting does not count: a word in bold is no reason to translate a sentence again.
    """
    return hashlib.sha256(plain(text).encode()).hexdigest()[:HASH_LENGTH]
