"""Texts of the program, which need not be translated into every language of the site."""

from __future__ import annotations

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override
from django.utils.translation.trans_real import translation

from integra_cms.vocabularies.localised import LocalisedText

WRITTEN_IN = "en"
"""The language of texts that are marked for translation, before they are translated."""

UNDETERMINED = "und"
"""BCP 47 for text in some language that nobody has told us."""


def program_text(text: str | Promise, locale: str) -> LocalisedText:
    """A text such as a label in a locale, or in the language that Django falls back to.

    A text that is not marked for translation is the same everywhere: it may be in any language.
    """
    if not isinstance(text, Promise):
        return LocalisedText(text, UNDETERMINED)
    found, message = _in(locale, text), _in(None, text)
    if message in translation(locale)._catalog:
        return LocalisedText(found, locale)
    if found == message:
        return LocalisedText(found, WRITTEN_IN)
    if found == _in(settings.LANGUAGE_CODE, text):
        return LocalisedText(found, settings.LANGUAGE_CODE)
    return LocalisedText(found, locale)


def _in(locale: str | None, text: Promise) -> str:
    with override(locale):
        return str(text)
