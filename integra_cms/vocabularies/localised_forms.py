"""The form field of texts in several languages: one input per language, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from integra_cms.languages.locales import direction, is_valid_tag, locale_codes, native_name
from integra_cms.vocabularies.localised import LocalisedTexts, validate_localised


class LocalisedTextInput(forms.Widget):
    """An input for each language of the site, and for each other one that has a text already.

    Every input is labelled with the language's own name and carries ``lang`` and ``dir``, so
    that screen readers, spelling checkers and right-to-left text work. The inputs are called
    ``<field>-<language tag>``.
    """

    template_name = "integra_cms/vocabularies/localised_text.html"
    use_fieldset = True

    def __init__(
        self,
        attrs: Mapping[str, Any] | None = None,
        *,
        multiline: bool = False,
        required_locales: Iterable[str] = (),
    ) -> None:
        super().__init__(dict(attrs or {}))
        self.multiline = multiline
        self.required_locales = tuple(required_locales)
        self.group_label: Any = ""

    class Media:
        css = {"all": ["integra_cms/vocabularies/localised_text.css"]}

    def get_context(self, name: str, value: Any, attrs: Mapping[str, Any] | None) -> dict[str, Any]:
        """Adds one row per language."""
        context = super().get_context(name, value, dict(attrs or {}))
        texts = value or {}
        own = locale_codes()
        id_ = context["widget"]["attrs"].pop("id", f"id_{name}")
        context["widget"].update(
            id=id_,
            group_label=self.group_label,
            multiline=self.multiline,
            rows=[
                {
                    "locale": locale,
                    "language": native_name(locale),
                    "direction": direction(locale),
                    "name": f"{name}-{locale}",
                    "id": f"{id_}-{locale}",
                    "text": texts.get(locale, ""),
                    "required": locale in self.required_locales,
                }
                for locale in (*own, *sorted(set(texts) - set(own)))
            ],
        )
        return context

    def format_value(self, value: Any) -> Any:
        """Unchanged: the rows take it apart."""
        return value

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        """Texts by language tag, also of languages that are none of this site's."""
        return {locale: data[key] for key, locale in self._posted(data, name)}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether none of the inputs was in the form."""
        return not self._posted(data, name)

    def id_for_label(self, id_: str) -> str:
        """None: each input has a label of its own, and the group has a name."""
        return ""

    @staticmethod
    def _posted(data: Mapping[str, Any], name: str) -> list[tuple[str, str]]:
        prefix = f"{name}-"
        keys = [key for key in data if key.startswith(prefix)]
        return [(key, key[len(prefix) :]) for key in keys if is_valid_tag(key[len(prefix) :])]


class LocalisedTextFormField(forms.Field):
    """Texts in several languages."""

    widget = LocalisedTextInput

    def __init__(
        self, *, multiline: bool = False, required_locales: Iterable[str] = (), **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.required_locales = tuple(required_locales)
        if isinstance(self.widget, LocalisedTextInput):
            self.widget.multiline = multiline
            self.widget.required_locales = self.required_locales

    def get_bound_field(self, form: forms.BaseForm, field_name: str) -> forms.BoundField:
        """Gives the group of inputs the name that a single input would have as its label."""
        bound = super().get_bound_field(form, field_name)
        if isinstance(self.widget, LocalisedTextInput):
            self.widget.group_label = bound.label
        return bound

    def to_python(self, value: Any) -> LocalisedTexts:
        """The texts without white space around them, and without the empty ones."""
        return LocalisedTexts.of({locale: text.strip() for locale, text in (value or {}).items()})

    def validate(self, value: LocalisedTexts) -> None:
        """As the model field does."""
        super().validate(value)
        validate_localised(value, self.required_locales)

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether a text differs; an empty text is none."""
        return LocalisedTexts.of(initial) != self.to_python(data)
