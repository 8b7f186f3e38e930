"""All vocabularies with all their terms, in one locale."""

from __future__ import annotations

from typing import Any

from integra_cms.delivery.registers.contents import RegisterContent, named, text
from integra_cms.plugins import Vocabulary, contributions
from integra_cms.vocabularies.freshness import pinned
from integra_cms.vocabularies.terms import TermInfo, in_reading_order


def build(locale: str) -> RegisterContent:
    """Retired terms are among them: content that has them is still there to be read."""
    with pinned():
        entries = [_vocabulary(each, locale) for each in contributions.vocabularies.values()]
    return RegisterContent({"locale": locale, "vocabularies": entries})


def _vocabulary(vocabulary: Vocabulary, locale: str) -> dict[str, Any]:
    return {
        "code": vocabulary.code,
        "label": named(vocabulary.label, locale),
        "ordered": vocabulary.ordered or vocabulary.fixed is not None,
        "terms": [_term(info, locale) for info in in_reading_order(vocabulary.code, locale)],
    }


def _term(info: TermInfo, locale: str) -> dict[str, Any]:
    label = info.label_for(locale)
    return {
        "code": info.code,
        "label": {"text": label.text, "locale": label.locale},
        "abbreviation": text(info.abbreviation_for(locale)),
        "description": text(info.descriptions.get_for(locale)),
        "uri": info.uri,
        "broader": info.broader_code or None,
        "retired": info.retired,
        "reviewed": label.locale in info.reviewed,
    }
