"""Fields that hold a short ordered list without repetitions: names, locales, countries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from babel import Locale
from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from integra_cms.languages.collation import sort_key
from integra_cms.languages.locales import cldr_locale, is_valid_tag, locale_codes, native_name
from integra_cms.vocabularies.validators import country_codes, validate_country


class ListField(models.JSONField):
    """An ordered list of different texts; subclasses say what each of them must be."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Without the default that the field sets by itself."""
        name, path, args, kwargs = super().deconstruct()
        if kwargs.get("default") is list:
            del kwargs["default"]
        kwargs["blank"] = self.blank
        return name, path, args, kwargs

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuses what is no list of different texts, and what `validate_item` refuses.

        Raises:
            ValidationError: With the codes ``list_invalid`` or ``item_repeated``, or a subclass's.
        """
        super().validate(value, model_instance)
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise ValidationError(
                _("“%(value)s” is not a list of texts. Give a list such as ['one', 'two']."),
                code="list_invalid",
                params={"value": value},
            )
        for place, item in enumerate(value):
            if item in value[:place]:
                raise ValidationError(
                    _("“%(item)s” is in the list twice. Remove one of them."),
                    code="item_repeated",
                    params={"item": item},
                )
            self.validate_item(item)

    def validate_item(self, item: str) -> None:
        """Accepts any text that is not empty.

        Raises:
            ValidationError: With the code ``item_empty``.
        """
        if not item.strip():
            raise ValidationError(_("The list has an empty entry. Remove it."), code="item_empty")

    def formfield(self, **kwargs: Any) -> Any:
        """One entry per line."""
        return models.Field.formfield(self, **{"form_class": LinesFormField, **kwargs})


class LocalesField(ListField):
    """Language tags, such as the locales a text was reviewed in."""

    def validate_item(self, item: str) -> None:
        """Accepts any BCP 47 language tag.

        Raises:
            ValidationError: With the code ``locale_unknown``.
        """
        if not is_valid_tag(item):
            raise ValidationError(
                _("“%(locale)s” is not a language tag. Use one such as “bg” or “pt-BR”."),
                code="locale_unknown",
                params={"locale": item},
            )

    def formfield(self, **kwargs: Any) -> Any:
        """A box to tick for each language of the site."""
        return models.Field.formfield(self, **{"form_class": LocalesFormField, **kwargs})


class CountriesField(ListField):
    """Two-letter ISO 3166-1 codes."""

    def validate_item(self, item: str) -> None:
        """As `validate_country`."""
        validate_country(item)

    def formfield(self, **kwargs: Any) -> Any:
        """A list of all countries to choose several from."""
        return models.Field.formfield(self, **{"form_class": CountriesFormField, **kwargs})


class LinesFormField(forms.CharField):
    """A list as lines of text."""

    widget = forms.Textarea(attrs={"rows": 3})

    def prepare_value(self, value: Any) -> Any:
        """One line per entry."""
        return "\n".join(map(str, value)) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        """The lines that are not empty, each once."""
        lines = (line.strip() for line in (super().to_python(value) or "").splitlines())
        return list(dict.fromkeys(line for line in lines if line))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the entries differ."""
        return (initial or []) != self.to_python(data)


class StoredChoicesMixin:
    """A choice field that keeps offering what is stored, even if nobody may choose it any more."""

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Builds the choices in the language of the request, once the stored value is known."""
        stored = form.get_initial_for_field(self, field_name)
        self.choices = self.choices_with([stored] if isinstance(stored, str) else stored or [])
        return super().get_bound_field(form, field_name)

    def choices_with(self, stored: Iterable[str]) -> list[tuple[str, Any]]:
        """What can be chosen, together with what is stored."""
        raise NotImplementedError


class LocalesFormField(StoredChoicesMixin, forms.MultipleChoiceField):
    """The languages of the site, and others that are stored."""

    widget = forms.CheckboxSelectMultiple

    def choices_with(self, stored: Iterable[str]) -> list[tuple[str, Any]]:
        """In the order of the site's settings, each under the language's own name."""
        return [(tag, native_name(tag)) for tag in dict.fromkeys([*locale_codes(), *stored])]


class CountriesFormField(StoredChoicesMixin, forms.MultipleChoiceField):
    """All countries, under their names in the active language."""

    widget = forms.SelectMultiple(attrs={"size": 8})

    def choices_with(self, stored: Iterable[str]) -> list[tuple[str, Any]]:
        """In alphabetical order."""
        return country_choices()


def country_choices() -> list[tuple[str, str]]:
    """Codes and names of all countries in the active language, in its alphabetical order."""
    locale = get_language() or "en"
    territories = (cldr_locale(locale) or Locale("en")).territories
    names = [(code, territories.get(code, code)) for code in country_codes()]
    return sorted(names, key=lambda choice: sort_key(choice[1], locale))
