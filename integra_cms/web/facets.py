"""Filters of the library: what facets and their codes are called, and in which order they stand.

Codes have the order of their vocabulary or of their choices, otherwise that of the alphabet: how
often one occurs decides no places.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from integra_cms.delivery.reading import FacetCount
from integra_cms.languages.collation import sort_key
from integra_cms.languages.formats import country_name, is_country
from integra_cms.languages.locales import is_valid_tag, name_in
from integra_cms.pages.facets import Facet as DeclaredFacet
from integra_cms.pages.facets import Standard
from integra_cms.pages.facets import facets as declared_facets
from integra_cms.plugins import contributions
from integra_cms.vocabularies import terms
from integra_cms.vocabularies.localised import LocalisedText
from integra_cms.vocabularies.program_texts import program_text

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
    for name, declared in {KIND: None, **declared_facets()}.items():
        numbers = {each.code: each.count for each in counts.get(name, ())}
        numbers.update((code, 0) for code in chosen.get(name, ()) if code not in numbers)
        if numbers:
            names = _Names(declared, locale)
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


class _Names:
    """What a facet and its codes are called; without a facet, those of the kinds."""

    def __init__(self, facet: DeclaredFacet | None, locale: str) -> None:
        self.facet, self.locale = facet, locale
        self.listed = _listed(facet, locale) if facet else _kinds(locale)
        self.order = {code: place for place, code in enumerate(self.listed)}

    @property
    def label(self) -> str:
        """What the facet is called."""
        return capfirst(str(self.facet.label)) if self.facet else _("Kind")

    @property
    def qualified(self) -> str:
        """The same with its kinds, where another facet is about the same."""
        kinds = ", ".join(str(kind.label_plural) for kind in self.facet.kinds) if self.facet else ""
        return _("%(facet)s (%(kinds)s)") % {"facet": self.label, "kinds": kinds}

    @property
    def subjects(self) -> set[str]:
        """By what to recognise facets that readers would mistake for one another."""
        return {self.label, *(self.facet.vocabularies if self.facet else ())}

    def of(self, code: str) -> LocalisedText | None:
        """What a code is called; None where nobody knows it."""
        if code in self.listed:
            return self.listed[code]
        match self.facet and self.facet.standard:
            case Standard.COUNTRIES if is_country(code):
                return LocalisedText(country_name(code, self.locale), self.locale)
            case Standard.LANGUAGES if is_valid_tag(code):
                return LocalisedText(name_in(code, self.locale), self.locale)
        return None

    def place(self, choice: Choice) -> tuple[int, str, str]:
        """Where a choice stands among the others."""
        last = len(self.order)
        name = sort_key(choice.label.text, self.locale)
        return self.order.get(choice.code, last), name, choice.code


def _kinds(locale: str) -> dict[str, LocalisedText]:
    return {
        name: program_text(kind.label_plural, locale) for name, kind in contributions.kinds.items()
    }


def _listed(facet: DeclaredFacet, locale: str) -> dict[str, LocalisedText]:
    """The codes that a facet offers, in the order in which people look through them."""
    found: dict[str, LocalisedText] = {}
    for vocabulary in facet.vocabularies:
        for info in terms.in_reading_order(vocabulary, locale):
            found.setdefault(info.code, info.label_for(locale))
    for code, label in facet.choices.items():
        found.setdefault(code, program_text(label, locale))
    return found
