"""Short texts kept in several languages beside each other, in one column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.query_utils import DeferredAttribute
from django.utils.translation import gettext_lazy as _

from integra_cms.languages.locales import is_valid_tag, locale_codes

NO_LANGUAGE = "zxx"
"""BCP 47 for text in no language, such as a code shown where a label is missing."""


@dataclass(frozen=True)
class LocalisedText:
    """A text and the language it is in, which need not be the language that was asked for."""

    text: str = ""
    locale: str = NO_LANGUAGE

    def __str__(self) -> str:
        return self.text

    def __bool__(self) -> bool:
        return bool(self.text)


class LocalisedTexts(dict[str, str]):
    """Text by locale. Locales that are none of this site's stay in the data."""

    @classmethod
    def of(cls, texts: Mapping[str, Any] | None) -> LocalisedTexts:
        """The given texts without the empty ones."""
        return cls((locale, text) for locale, text in (texts or {}).items() if not _is_empty(text))

    def get_for(self, locale: str) -> LocalisedText:
        """The text in the asked locale, else in the site's default locale, else in any.

        The result says which locale it is in. It is empty (and false) when there is no text.
        """
        for candidate in (locale, settings.LANGUAGE_CODE, *locale_codes(), *sorted(self)):
            if candidate in self:
                return LocalisedText(self[candidate], candidate)
        return LocalisedText()


def _is_empty(text: Any) -> bool:
    return text is None or (isinstance(text, str) and not text.strip())


def validate_localised(texts: Any, required_locales: Iterable[str] = ()) -> None:
    """Accepts text by language tag.

    Raises:
        ValidationError: Not of this shape (``localised_text_invalid``), a key is no language tag
            (``locale_unknown``), or a required language is missing (``translation_missing``).
    """
    if not isinstance(texts, Mapping) or not all(isinstance(t, str) for t in texts.values()):
        raise ValidationError(
            _('“%(value)s” is not text by language. Give an object such as {"en": "Text"}.'),
            code="localised_text_invalid",
            params={"value": texts},
        )
    for locale in texts:
        if not is_valid_tag(locale):
            raise ValidationError(
                _("“%(locale)s” is not a language tag. Use one such as “bg” or “pt-BR”."),
                code="locale_unknown",
                params={"locale": locale},
            )
    for locale in required_locales:
        if locale not in texts:
            raise ValidationError(
                _("The text in the language “%(locale)s” is missing. Fill it in."),
                code="translation_missing",
                params={"locale": locale},
            )


class LocalisedTextsAttribute(DeferredAttribute):
    """Whatever mapping is assigned to the field is read back as `LocalisedTexts`."""

    def __set__(self, instance: models.Model, value: Any) -> None:
        if value is None or isinstance(value, Mapping):
            value = LocalisedTexts.of(value)
        instance.__dict__[self.field.attname] = value


class LocalisedTextField(models.JSONField):
    """Text by locale, as ``{"en": "…", "bg": "…"}``; its value is a `LocalisedTexts`.

    ``multiline`` and ``required_locales`` concern forms and validation alone, so they are no
    part of migrations.
    """

    descriptor_class = LocalisedTextsAttribute

    def __init__(
        self,
        *args: Any,
        multiline: bool = False,
        required_locales: Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        self.multiline = multiline
        self.required_locales = tuple(required_locales)
        kwargs.setdefault("default", LocalisedTexts)
        kwargs.setdefault("blank", not self.required_locales)
        super().__init__(*args, **kwargs)

    def deconstruct(self) -> Any:
        """Without what the field sets by itself."""
        name, path, args, kwargs = super().deconstruct()
        if kwargs.get("default") is LocalisedTexts:
            del kwargs["default"]
        kwargs["blank"] = self.blank
        return name, path, args, kwargs

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        """`LocalisedTexts` also where no model instance is made, as in ``values_list``."""
        value = super().from_db_value(value, expression, connection)
        return LocalisedTexts.of(value) if isinstance(value, dict) else value

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """As `validate_localised`, with the languages this field requires."""
        super().validate(value, model_instance)
        validate_localised(value, self.required_locales)

    def formfield(self, **kwargs: Any) -> Any:
        """One input per language of the site, side by side."""
        from integra_cms.vocabularies.localised_forms import LocalisedTextFormField

        defaults = {
            "form_class": LocalisedTextFormField,
            "multiline": self.multiline,
            "required_locales": self.required_locales,
        }
        return models.Field.formfield(self, **{**defaults, **kwargs})
