"""The terms that blocks offer for choice."""

from __future__ import annotations

from collections.abc import Iterator

from integra_cms.blocks.terms import TermChoice
from integra_cms.vocabularies.terms import in_reading_order


def choices_for_blocks(vocabulary: str, locale: str) -> Iterator[TermChoice]:
    """The terms of a vocabulary in reading order, each saying which language its label is in."""
    for info in in_reading_order(vocabulary, locale):
        label = info.label_for(locale)
        language = "" if label.locale == locale else label.locale
        yield TermChoice(info.code, label.text, language, info.retired)
