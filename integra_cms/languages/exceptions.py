"""What can go wrong with languages."""

from __future__ import annotations

from integra_cms.exceptions import IntegraError


class UnknownLocale(IntegraError):
    """A code that stands for none of the locales there are."""

    code = "locale_unknown"


class InvalidTag(IntegraError):
    """A text that is not a BCP 47 language tag."""

    code = "language_tag_invalid"


class InvalidDate(IntegraError):
    """A text that is not a date, a month or a year."""

    code = "date_invalid"


class LemmasNotBuilt(IntegraError):
    """Lemma tries cannot be built here."""

    code = "lemmas_not_built"
