"""Small model fields of pages: prose, partial dates, durations and lists of codes."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.contrib.taggit import ClusterTaggableManager
from wagtail.fields import RichTextField
from wagtail.models import Page

from integra_cms.languages.locales import is_valid_tag
from integra_cms.pages.durations import DurationFormField, validate_duration
from integra_cms.vocabularies.lists import ListField, country_choices
from integra_cms.vocabularies.validators import validate_country, validate_partial_date

PROSE_FEATURES = ("bold", "italic", "link", "ol", "ul", "document-link")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._:-]*")


class ProseField(RichTextField):
    """Text of some length: the same few kinds of formatting everywhere, no headings or embeds."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["features"] = list(PROSE_FEATURES)
        super().__init__(*args, **kwargs)


class PartialDateField(models.CharField):
    """A date as precise as it is known: ``2018``, ``2018-05`` or ``2018-05-16``."""

    default_validators = [validate_partial_date]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 10
        super().__init__(*args, **kwargs)


class DurationField(models.CharField):
    """How long something takes, as ISO 8601 writes it: ``PT2H15M``, ``P4W``."""

    default_validators = [validate_duration]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 32
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        """A text such as “2 h 15 min”."""
        return super().formfield(**{"form_class": DurationFormField, **kwargs})


class CountryField(models.CharField):
    """The two-letter ISO 3166-1 code of a country."""

    default_validators = [validate_country]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 2
        super().__init__(*args, **kwargs)

    def formfield(self, **kwargs: Any) -> Any:
        """A list of countries under their names in the active language."""
        defaults = {"form_class": forms.ChoiceField, "choices": _countries_or_none}
        return models.Field.formfield(self, **{**defaults, **kwargs})


def _countries_or_none() -> list[tuple[str, str]]:
    return [("", "---------"), *country_choices()]


def validate_language(value: str) -> None:
    """Accepts any well-formed BCP 47 tag.

    Raises:
        ValidationError: With the code ``language_invalid``.
    """
    if not is_valid_tag(value):
        raise ValidationError(
            _("“%(tag)s” is not a language tag. Write one such as “ar”, “uk” or “zh-Hant”."),
            code="language_invalid",
            params={"tag": value},
        )


class LanguageField(models.CharField):
    """The BCP 47 tag of any language, not only of the site's."""

    default_validators = [validate_language]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs["max_length"] = 35
        super().__init__(*args, **kwargs)


class LanguageListField(ListField):
    """BCP 47 tags of any languages, not only of the site's."""

    def validate_item(self, item: str) -> None:
        """Accepts any well-formed tag, see :func:`validate_language`."""
        validate_language(item)


class CodeListField(ListField):
    """Codes of some other list, such as ``zaragoza:education``."""

    def validate_item(self, item: str) -> None:
        """Accepts letters, digits and ``. _ : -``.

        Raises:
            ValidationError: With the code ``code_invalid``.
        """
        if not CODE.fullmatch(item):
            raise ValidationError(
                _("“%(code)s” is not a code. Use letters, digits and . _ : - only."),
                code="code_invalid",
                params={"code": item},
            )


class ChoiceListField(models.JSONField):
    """Several of a fixed set of choices, in the order of the choices, each once.

    The set is not part of migrations: another choice changes no table.
    """

    def __init__(
        self, *args: Any, options: type[models.Choices] | None = None, **kwargs: Any
    ) -> None:
        self.options = options
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        """Refuses what is no list of the choices.

        Raises:
            ValidationError: With the codes ``list_invalid``, ``choice_unknown`` or
                ``item_repeated``.
        """
        super().validate(value, model_instance)
        if not isinstance(value, list):
            raise ValidationError(
                _("“%(value)s” is not a list."), code="list_invalid", params={"value": value}
            )
        known = self.options.values if self.options else value
        for place, item in enumerate(value):
            if item not in known:
                raise ValidationError(
                    _("“%(value)s” is not a choice. Use some of: %(known)s."),
                    code="choice_unknown",
                    params={"value": item, "known": ", ".join(map(str, known))},
                )
            if item in value[:place]:
                raise ValidationError(
                    _("“%(item)s” is in the list twice. Remove one of them."),
                    code="item_repeated",
                    params={"item": item},
                )

    def formfield(self, **kwargs: Any) -> Any:
        """A box to tick for each choice."""
        options = self.options
        coerce = int if options and issubclass(options, models.IntegerChoices) else str
        defaults = {
            "form_class": forms.TypedMultipleChoiceField,
            "choices": options.choices if options else (),
            "coerce": coerce,
            "widget": forms.CheckboxSelectMultiple,
            "show_hidden_initial": False,
        }
        return models.Field.formfield(self, **{**defaults, **kwargs})


class KeywordsField(ClusterTaggableManager):
    """Keywords of any kind of page in one table that refers to bare pages.

    The manager it extends looks for the key of a bare page in the table of the kind. Between the
    two there is one more step, which this adds to the way of a query.
    """

    def get_path_info(self, filtered_relation: Any = None) -> list[Any]:
        """From the kind to its bare page, then to the keywords."""
        to_page = self.model._meta.get_path_to_parent(Page)
        return [*to_page, *super().get_path_info(filtered_relation)]

    def get_reverse_path_info(self, filtered_relation: Any = None) -> list[Any]:
        """From keywords to bare pages, then to those of the kind."""
        from_page = self.model._meta.get_path_from_parent(Page)
        return [*super().get_reverse_path_info(filtered_relation), *from_page]
