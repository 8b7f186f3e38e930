"""Filters of the library: what facets and their codes are called, and in which order they stand.

Codes have the order of their vocabulary or of their choices, otherwise that of the alphabet: how
often one occurs decides no places.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from integra_cms.delivery.reading import FacetCount
from integra_cms.languages.collation import sort_key
from integra_cms.languages.formats import country_name, is_country
from integra_cms.languages.locales import is_valid_tag, name_in
from integra_cms.pages.fields import CountryField, LanguageField, LanguageListField
from integra_cms.plugins import Kind, contributions
from integra_cms.vocabularies import terms
from integra_cms.vocabularies.localised import LocalisedText

KIND = "kind"
"""Kinds are filtered by as facets are."""


@dataclass(frozen=True)
class Choice:
    """One code of a facet.

    Attributes:
        label: What it is called, in which language; the code where nobody knows it.
        count: How many resources there would be if it was the only one chosen of its facet.
    """

    code: str
    label: LocalisedText
    count: int
    chosen: bool
    known: bool


@dataclass(frozen=True)
class Facet:
    """A group of choices."""

    name: str
    label: str
    choices: Sequence[Choice]

    @property
    def chosen(self) -> list[Choice]:
        """Those that the reader chose."""
        return [choice for choice in self.choices if choice.chosen]


def facets(
    counts: Mapping[str, Sequence[FacetCount]],
    chosen: Mapping[str, Sequence[str]],
    locale: str,
) -> list[Facet]:
    """The facets with at least one code in what was found, or chosen by the reader."""
    found = []
    seen: set[str] = set()
    for name, kinds in {KIND: [], **_kinds()}.items():
        numbers = {each.code: each.count for each in counts.get(name, ())}
        numbers.update((code, 0) for code in chosen.get(name, ()) if code not in numbers)
        if numbers:
            names = _Names(name, kinds, locale)
            choices = [
                Choice(
                    code=code,
                    label=names.of(code) or LocalisedText(code),
                    count=number,
                    chosen=code in chosen.get(name, ()),
                    known=bool(number or names.of(code)),
                )
                for code, number in numbers.items()
            ]
            label = names.qualified if seen & names.subjects else names.label
            seen |= names.subjects
            found.append(Facet(name, label, sorted(choices, key=names.place)))
    return found


def _kinds() -> dict[str, list[Kind]]:
    """The kinds behind each facet: they may share its name and mean choices of their own."""
    found: dict[str, list[Kind]] = {}
    for kind in contributions.kinds.values():
        for name in kind.facets:
            found.setdefault(name, []).append(kind)
    return found


class _Names:
    """What a facet and its codes are called; the one without kinds is that of the kinds."""

    def __init__(self, name: str, kinds: Sequence[Kind], locale: str) -> None:
        self.kinds, self.locale = kinds, locale
        self.fields = [apps.get_model(kind.model)._meta.get_field(name) for kind in kinds]
        self.listed: dict[str, LocalisedText] = {}
        # Kinds mostly share a vocabulary too: looking through it once is enough.
        for field in {getattr(each, "vocabulary", each): each for each in self.fields}.values():
            for code, label in _listed(field, locale):
                self.listed.setdefault(code, label)
        if not self.fields:
            self.listed = {
                name: LocalisedText(str(kind.label_plural), locale)
                for name, kind in contributions.kinds.items()
            }
        self.order = {code: place for place, code in enumerate(self.listed)}

    @property
    def label(self) -> str:
        """What the facet is called."""
        return capfirst(str(self.fields[0].verbose_name)) if self.fields else _("Kind")

    @property
    def qualified(self) -> str:
        """The same with its kinds, where another facet is about the same."""
        kinds = ", ".join(str(kind.label_plural) for kind in self.kinds)
        return _("%(facet)s (%(kinds)s)") % {"facet": self.label, "kinds": kinds}

    @property
    def subjects(self) -> set[str]:
        """By what to recognise facets that readers would mistake for one another."""
        return {self.label, *(getattr(field, "vocabulary", self.label) for field in self.fields)}

    def of(self, code: str) -> LocalisedText | None:
        """What a code is called; None where nobody knows it."""
        if code in self.listed:
            return self.listed[code]
        for field in self.fields:
            if isinstance(field, CountryField) and is_country(code):
                return LocalisedText(country_name(code, self.locale), self.locale)
            if isinstance(field, LanguageField | LanguageListField) and is_valid_tag(code):
                return LocalisedText(name_in(code, self.locale), self.locale)
        return None

    def place(self, choice: Choice) -> tuple[int, str, str]:
        """Where a choice stands among the others."""
        last = len(self.order)
        name = sort_key(choice.label.text, self.locale)
        return self.order.get(choice.code, last), name, choice.code


def _listed(field: Any, locale: str) -> Iterable[tuple[str, LocalisedText]]:
    """The codes that a field offers, in the order in which people look through them."""
    if vocabulary := getattr(field, "vocabulary", None):
        for info in terms.in_reading_order(vocabulary, locale):
            yield info.code, info.label_for(locale)
        return
    options = getattr(field, "options", None)
    for code, label in options.choices if options else field.flatchoices:
        if code not in (None, ""):
            yield str(code), LocalisedText(str(label), locale)
