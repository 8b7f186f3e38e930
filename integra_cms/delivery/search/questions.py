"""What somebody searches for: words, “phrases” and -words, as each language reads them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from integra_cms.delivery.chains import SOURCE
from integra_cms.delivery.search.exceptions import SearchQuestionError
from integra_cms.delivery.search.lexemes import Word, words
from integra_cms.delivery.search.stopwords import is_stopword
from integra_cms.languages.locales import locale_codes

MOST_CHARACTERS = 200
MOST_WORDS = 20

QUOTES = str.maketrans(dict.fromkeys("“”„‟«»″＂", '"'))
PART = re.compile(r'(?P<minus>(?<!\S)-)?(?:"(?P<phrase>[^"]*)"|(?P<words>[^\s"]+))')


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that must be there, or must not.

    Attributes:
        words: One word, or those of a phrase.
        exact: In these forms and next to each other; accents and case do not count even then.
    """

    words: tuple[Word, ...]
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """A question as one language reads it."""

    locale: str
    terms: tuple[Term, ...]
    excluded: tuple[Term, ...]

    @property
    def phrases(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if term.exact)

    @property
    def words(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if not term.exact)

    @property
    def lexemes(self) -> frozenset[str]:
        """All that can be found by it, without those that must not be there."""
        return frozenset(
            lexeme for term in self.terms for word in term.words for lexeme in word.lexemes
        )


@dataclass(frozen=True, slots=True)
class Question:
    """A question in each language in which an answer may be written; the asked locale first."""

    readings: tuple[Reading, ...]

    @property
    def is_empty(self) -> bool:
        """There is nothing to find: no words, or only such as must not be there."""
        return not any(reading.terms for reading in self.readings)

    @property
    def can_be_relaxed(self) -> bool:
        """There is more than one word, so that what has some of them is an answer of a kind."""
        return any(len(reading.words) > 1 for reading in self.readings)

    def reading(self, locale: str) -> Reading | None:
        """What it means in a locale; None when nothing in that locale can answer it."""
        return next((reading for reading in self.readings if reading.locale == locale), None)


def parse(q: str, locale: str, fallbacks: Sequence[str]) -> Question:
    """A question as somebody typed it.

    Every word must be there in any of its forms, and a word without accents stands for all with
    them; where no page has all words, pages with some of them are found. ``"…"`` are words in
    these forms and in this order; ``-word`` must not be there. Words that say nothing ("and",
    "за") are left out unless there are only such. A word that is not finished finds nothing: that
    is what suggestions are for.

    Args:
        q: The question; empty or without a letter gives an empty question.
        locale: The asked locale.
        fallbacks: The rest of the chain; ``source`` stands for any locale of the site.

    Raises:
        SearchQuestionError: It is too long, or has too many words.
    """
    if len(q) > MOST_CHARACTERS:
        raise SearchQuestionError(
            _("The question has %(length)s characters. Ask with at most %(most)s.")
            % {"length": len(q), "most": MOST_CHARACTERS}
        )
    locales = [
        code
        for step in (locale, *fallbacks)
        for code in (locale_codes() if step == SOURCE else (step,))
    ]
    question = Question(tuple(_reading(q, code) for code in dict.fromkeys(locales)))
    first = question.readings[0]
    count = sum(len(term.words) for term in (*first.terms, *first.excluded))
    if count > MOST_WORDS:
        raise SearchQuestionError(
            _("The question has %(count)s words. Ask with at most %(most)s.")
            % {"count": count, "most": MOST_WORDS}
        )
    return question


def _reading(q: str, locale: str) -> Reading:
    terms: list[Term] = []
    excluded: list[Term] = []
    for part in PART.finditer(q.translate(QUOTES)):
        phrase = part["phrase"]
        found = tuple(words(part["words"] if phrase is None else phrase, locale))
        into = excluded if part["minus"] else terms
        if phrase is None:
            into.extend(Term((word,)) for word in found)
        elif found:
            into.append(Term(found, exact=True))
    return Reading(locale, _telling(terms, locale), tuple(dict.fromkeys(excluded)))


def _telling(terms: list[Term], locale: str) -> tuple[Term, ...]:
    """The terms that say something, each once; all of them when none does."""
    distinct = tuple(dict.fromkeys(terms))
    telling = tuple(
        term for term in distinct if term.exact or not is_stopword(term.words[0].form, locale)
    )
    return telling or distinct
