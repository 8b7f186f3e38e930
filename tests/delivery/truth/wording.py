"""Texts that say which language they are in, and a reader who compares that with the labels.

The reader knows nothing of endpoints. The language of a text is the one that is named nearest to
it: by the label of the answer, by ``locale`` beside it, by a key that is a locale, or by the ways
in which JSON-LD and XML say it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

LOCALES = ("en", "bg", "hr", "sk", "cs", "it")

MARK = re.compile(r"«([a-z]{2})((?: \d+)?)»")

SAID_BY = ("locale", "inLanguage", "@language")

XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def word(locale: str) -> str:
    """A word that stands in all texts of one language and in no other's."""
    return f"zuva{locale}um"


def marked(locale: str, number: int | None = None) -> str:
    """A text in a language; the number tells one writing from all others."""
    mark = f"«{locale}»" if number is None else f"«{locale} {number}»"
    return f"{word(locale)} {mark}"


def numbers_in(text: str) -> set[int]:
    """The numbers of all writings of which some text is there."""
    return {int(number) for _locale, number in MARK.findall(text) if number}


def lies(answer: Any, language: str | None = None) -> list[str]:
    """The texts of an answer in JSON that are in another language than is said of them."""
    return _mismatches(_texts(answer, language))


def lies_of_feed(feed: Element) -> list[str]:
    """The same for an answer in XML."""
    return _mismatches(_texts_of_feed(feed, None))


def _mismatches(texts: Iterator[tuple[str | None, str]]) -> list[str]:
    return [
        f"said to be in {language}: {text}"
        for language, text in texts
        for locale, _number in MARK.findall(text)
        if locale != language
    ]


def _texts(value: Any, language: str | None) -> Iterator[tuple[str | None, str]]:
    if isinstance(value, str):
        yield language, value
    elif isinstance(value, list):
        for each in value:
            yield from _texts(each, language)
    elif isinstance(value, dict):
        language = _said(value) or language
        for key, each in value.items():
            in_key = key in LOCALES and isinstance(each, str)
            yield from _texts(each, key if in_key else language)


def _said(value: dict[str, Any]) -> str | None:
    label = value.get("label")
    if isinstance(label, dict) and "served" in label:
        return str(label["served"])
    return next((value[name] for name in SAID_BY if isinstance(value.get(name), str)), None)


def _texts_of_feed(element: Element, language: str | None) -> Iterator[tuple[str | None, str]]:
    language = element.get(XML_LANGUAGE, language)
    if element.text:
        yield language, element.text
    for child in element:
        yield from _texts_of_feed(child, language)
