"""Which fields of a page translators see, in the terms of wagtail-localize.

Text is translated unless a page says otherwise. That way a forgotten declaration shows a code to
a translator; the other way round it would put English text under a Czech label.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from wagtail_localize.fields import BaseTranslatableField, SynchronizedField

from integra_cms.pages.fields import CountryField, DurationField, LanguageField, PartialDateField
from integra_cms.vocabularies.fields import TermCodeField

if TYPE_CHECKING:
    from integra_cms.pages.base import BaseToolkitPage

CODE_FIELDS = (TermCodeField, PartialDateField, DurationField, CountryField, LanguageField)
"""Text columns whose values are codes: the same in every language."""


class OwnField(BaseTranslatableField):
    """Every edition has a value of its own: neither translated nor taken from the source."""

    def __repr__(self) -> str:
        return f"<OwnField {self.field_name}>"


def overrides(model: type[BaseToolkitPage]) -> list[BaseTranslatableField]:
    """What of a page model differs from wagtail-localize's own reading of its fields."""
    same_everywhere = [
        field.name
        for field in model._meta.concrete_fields
        if field.editable
        and (isinstance(field, CODE_FIELDS) or field.name in model.untranslated_fields)
    ]
    return [
        *(OwnField(name) for name in model.own_fields),
        *(SynchronizedField(name, overridable=False) for name in same_everywhere),
    ]
