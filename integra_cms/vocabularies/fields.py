"""Model fields that hold codes of terms, and their form fields.

They store codes alone, so that a term can be renamed, retired or lost without any content being
touched. Labels come from `integra_cms.vocabularies.terms`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from integra_cms.vocabularies.lists import ListField, StoredChoicesMixin
from integra_cms.vocabularies.terms import in_reading_order, term

CODE_LENGTH = 64


class TermCodesField(ListField):
    """Codes of terms of one vocabulary, in order, each once."""

    def __init__(self, *args: Any, vocabulary: str, **kwargs: Any) -> None:
        self.vocabulary = vocabulary
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """With the vocabulary: it is what the codes mean."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "vocabulary": self.vocabulary}

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuses codes that the vocabulary does not have, unless they are stored already.

        Raises:
            ValidationError: With the code ``term_unknown``, or as every list field.
        """
        super().validate(value, model_instance)
        refuse_unknown(self, value, model_instance)

    def formfield(self, **kwargs: Any) -> Any:
        """A box to tick for each term."""
        defaults = {"form_class": TermCodesFormField, "vocabulary": self.vocabulary}
        return models.Field.formfield(self, **{**defaults, **kwargs})


class TermCodeField(models.CharField):
    """The code of one term of one vocabulary."""

    def __init__(self, *args: Any, vocabulary: str, **kwargs: Any) -> None:
        self.vocabulary = vocabulary
        kwargs.setdefault("max_length", CODE_LENGTH)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """With the vocabulary: it is what the code means."""
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "vocabulary": self.vocabulary}

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuses a code that the vocabulary does not have, unless it is stored already.

        Raises:
            ValidationError: With the code ``term_unknown``, or as every text field.
        """
        super().validate(value, model_instance)
        if value:
            refuse_unknown(self, [value], model_instance)

    def formfield(self, **kwargs: Any) -> Any:
        """A list of the terms to choose one from."""
        defaults = {"form_class": TermCodeFormField, "vocabulary": self.vocabulary}
        return models.Field.formfield(self, **{**defaults, **kwargs})


def refuse_unknown(
    field: TermCodesField | TermCodeField, codes: Iterable[str], instance: models.Model | None
) -> None:
    """Refuses codes without a term. A term may be gone, and content that names it must be savable.

    Raises:
        ValidationError: With the code ``term_unknown``, one error per code.
    """
    unknown = [code for code in codes if term(field.vocabulary, code) is None]
    if unknown and (new := set(unknown) - _stored_codes(field, instance)):
        raise ValidationError([unknown_term(field.vocabulary, code) for code in sorted(new)])


def unknown_term(vocabulary: str, code: str) -> ValidationError:
    """The error for a code that a vocabulary does not have."""
    return ValidationError(
        _(
            "“%(code)s” is not in the vocabulary “%(vocabulary)s”. Choose one of its terms, or "
            "add a term with this code first."
        ),
        code="term_unknown",
        params={"code": code, "vocabulary": vocabulary},
    )


def _stored_codes(field: TermCodesField | TermCodeField, instance: models.Model | None) -> set[str]:
    """What the row, and its latest draft if it has drafts, hold in this field already."""
    if instance is None or instance.pk is None:
        return set()
    rows = type(instance)._base_manager.filter(pk=instance.pk)
    stored = [rows.values_list(field.attname, flat=True).first()]
    if draft := getattr(instance, "latest_revision", None):
        stored.append(field.to_python(draft.content.get(field.name)))
    return {
        code for value in stored for code in ([value] if isinstance(value, str) else value or [])
    }


class TermChoicesMixin(StoredChoicesMixin):
    """Choices from a vocabulary, in the active language."""

    def __init__(self, *, vocabulary: str, **kwargs: Any) -> None:
        self.vocabulary = vocabulary
        super().__init__(choices=lambda: self.choices_with(()), **kwargs)

    def choices_with(self, stored: Iterable[str]) -> list[tuple[str, Any]]:
        """Current terms in reading order, then stored codes that are retired or unknown."""
        locale = get_language() or ""
        current = {
            info.code: info.label_for(locale).text
            for info in in_reading_order(self.vocabulary, locale)
            if not info.retired
        }
        kept = {
            code: _label_of_kept(self.vocabulary, code, locale)
            for code in stored
            if code not in current
        }
        return [*current.items(), *kept.items()]


def _label_of_kept(vocabulary: str, code: str, locale: str) -> str:
    found = term(vocabulary, code)
    if found is None:
        return _("%(code)s (not in the vocabulary)") % {"code": code}
    return _("%(label)s (retired)") % {"label": found.label_for(locale).text}


class TermCodesFormField(TermChoicesMixin, forms.MultipleChoiceField):
    """Terms to tick."""

    widget = forms.CheckboxSelectMultiple

    def validate(self, value: list[str]) -> None:
        """Refuses what is neither offered nor stored, as `TermCodesField` does."""
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")
        if unknown := [code for code in value if not self.valid_value(code)]:
            raise ValidationError([unknown_term(self.vocabulary, code) for code in unknown])


class TermCodeFormField(TermChoicesMixin, forms.ChoiceField):
    """A term to choose."""

    def choices_with(self, stored: Iterable[str]) -> list[tuple[str, Any]]:
        """With the possibility to choose none."""
        return [("", "---------"), *super().choices_with([code for code in stored if code])]

    def validate(self, value: str) -> None:
        """Refuses what is neither offered nor stored, as `TermCodeField` does."""
        if value and not self.valid_value(value):
            raise unknown_term(self.vocabulary, value)
        super().validate(value)
