"""Leaves that are the same in every language: codes, numbers, dates, addresses, choices.

They never reach translators. An empty value is ``""`` for what is text, an empty list for several
choices and None for numbers, also where the stored content says null.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator, URLValidator
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from integra_cms.blocks.segments import NotTranslated
from integra_cms.languages.locales import is_valid_tag

valid_code = RegexValidator(
    r"\A[A-Za-z0-9][A-Za-z0-9._-]*\Z",
    _(
        "A code starts with a letter or digit; after that it may also have dots, dashes and "
        "underscores. Change “%(value)s” accordingly."
    ),
    code="code_invalid",
)

valid_partial_date = RegexValidator(
    r"\A[12][0-9]{3}(-(0[1-9]|1[0-2]))?\Z",
    _("“%(value)s” is not a year (2019) or a year and month (2019-06)."),
    code="date_invalid",
)

valid_secure_url = URLValidator(
    schemes=["https"],
    message=_("“%(value)s” is not an address that starts with https://."),
    code="url_not_secure",
)


def valid_language(value: str) -> None:
    """Refuses what is not a BCP 47 language tag."""
    if not is_valid_tag(value):
        raise ValidationError(
            _("“%(value)s” is not a language tag. Write for example: bg, uk, ar, zh-Hant."),
            code="language_invalid",
            params={"value": value},
        )


class _OneLine(NotTranslated):
    def to_python(self, value: str | None) -> str:
        return value or ""

    def normalize(self, value: str | None) -> str:
        return value or ""

    def get_searchable_content(self, value: Any) -> list[str]:
        return []


class CodeBlock(_OneLine, blocks.CharBlock):
    """A stable code that other content and programs refer to."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 64, "validators": [valid_code], **kwargs})

    class Meta:
        icon = "key"
        default = ""


class LanguageBlock(_OneLine, blocks.CharBlock):
    """Any language, as a BCP 47 tag: also those that the site itself does not speak."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 35, "validators": [valid_language], **kwargs})

    class Meta:
        icon = "globe"
        default = ""


class PartialDateBlock(_OneLine, blocks.CharBlock):
    """A year, or a year and month, where nobody knows the day."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"max_length": 7, "validators": [valid_partial_date], **kwargs})

    class Meta:
        icon = "date"
        default = ""


class UrlBlock(_OneLine, blocks.URLBlock):
    """An address on the web."""

    class Meta:
        default = ""


class ChoiceBlock(_OneLine, blocks.ChoiceBlock):
    """One of a list. The stored and served value is a code."""

    def to_python(self, value: str | None) -> str:
        return self.normalize_choice(value) or ""

    def normalize(self, value: str | None) -> str:
        return self.normalize_choice(value) or ""

    def get_api_representation(self, value: str, context: Any = None) -> str | None:
        return str(value) if value else None

    def render_basic(self, value: str, context: Any = None) -> str:
        return str(dict(self.field.choices).get(value, value)) if value else ""

    class Meta:
        default = ""


class MultipleChoiceBlock(NotTranslated, blocks.MultipleChoiceBlock):
    """Several of a list, each with a box to tick."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"widget": forms.CheckboxSelectMultiple, "default": [], **kwargs})

    def to_python(self, value: Any) -> list[str]:
        return super().to_python(value) or []

    def normalize(self, value: Any) -> list[str]:
        return super().normalize(value) or []

    def get_searchable_content(self, value: Any) -> list[str]:
        return []

    def get_api_representation(self, value: Any, context: Any = None) -> list[str]:
        return [str(code) for code in value or []]

    def render_basic(self, value: Any, context: Any = None) -> str:
        labels = dict(self.field.choices)
        return ", ".join(str(labels.get(code, code)) for code in value or [])


class BooleanBlock(NotTranslated, blocks.BooleanBlock):
    """Yes or no; no unless ticked."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"required": False, **kwargs})

    def to_python(self, value: Any) -> bool:
        return bool(value)

    class Meta:
        default = False


class IntegerBlock(NotTranslated, blocks.IntegerBlock):
    """A whole number, or None."""

    class Meta:
        icon = "decimal"


class YearBlock(IntegerBlock):
    """A year of the time this toolkit is about."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"min_value": 1950, "max_value": 2100, **kwargs})

    class Meta:
        icon = "date"


class DecimalBlock(NotTranslated, blocks.DecimalBlock):
    """A number as exact as it was written. Stored and served as text, so that it stays so."""

    def to_python(self, value: Any) -> Decimal | None:
        return None if value in (None, "") else Decimal(str(value))

    def normalize(self, value: Any) -> Decimal | None:
        return self.to_python(value)

    def get_prep_value(self, value: Any) -> str | None:
        number = self.to_python(value)
        return None if number is None else format(number, "f")
