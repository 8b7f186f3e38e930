"""What resources can be filtered by, what that is called, and where its codes are from.

Kinds declare fields of their models as facets. Fields of the same name are one facet, as they are
one parameter of lists, though each kind may mean choices of its own.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from django.apps import apps

from integra_cms.pages.fields import CountryField, LanguageField, LanguageListField
from integra_cms.plugins import contributions

if TYPE_CHECKING:
    from integra_cms.plugins import Kind


class Standard(StrEnum):
    """A list of codes that others keep."""

    COUNTRIES = "ISO 3166-1"
    LANGUAGES = "BCP 47"


@dataclass(frozen=True)
class Facet:
    """Something that resources can be filtered by.

    Attributes:
        name: Public: the parameter of lists.
        kinds: Those that declare it.
        fields: The field of each of these kinds.
    """

    name: str
    kinds: tuple[Kind, ...]
    fields: tuple[Any, ...]

    @property
    def label(self) -> Any:
        """What the first kind calls it."""
        return self.fields[0].verbose_name

    @property
    def vocabularies(self) -> tuple[str, ...]:
        """Those whose terms its codes are; mostly one or none."""
        found = (getattr(field, "vocabulary", None) for field in self.fields)
        return tuple(dict.fromkeys(filter(None, found)))

    @property
    def choices(self) -> dict[str, Any]:
        """What codes are called that are no terms, in the order in which they are declared."""
        found: dict[str, Any] = {}
        for field in self.fields:
            options = getattr(field, "options", None)
            for code, label in options.choices if options else field.flatchoices:
                if code not in (None, ""):
                    found.setdefault(str(code), label)
        return found

    @property
    def standard(self) -> Standard | None:
        """The list its codes are from, where that is neither a vocabulary nor its own."""
        for field in self.fields:
            if isinstance(field, CountryField):
                return Standard.COUNTRIES
            if isinstance(field, LanguageField | LanguageListField):
                return Standard.LANGUAGES
        return None


def facets() -> dict[str, Facet]:
    """The facets of all kinds by name, in the order in which they are declared."""
    found: dict[str, list[Kind]] = {}
    for kind in contributions.kinds.values():
        for name in kind.facets:
            found.setdefault(name, []).append(kind)
    return {name: Facet(name, tuple(kinds), _fields(name, kinds)) for name, kinds in found.items()}


def _fields(name: str, kinds: list[Kind]) -> tuple[Any, ...]:
    return tuple(apps.get_model(kind.model)._meta.get_field(name) for kind in kinds)
