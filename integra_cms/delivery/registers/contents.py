"""What a register is, and what building one gives."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.text import capfirst

from integra_cms.vocabularies.localised import LocalisedText
from integra_cms.vocabularies.program_texts import program_text

if TYPE_CHECKING:
    from django.utils.functional import Promise
    from pydantic import BaseModel

NOTHING: frozenset[UUID] = frozenset()


@dataclass(frozen=True)
class RegisterContent:
    """A register in one locale.

    Attributes:
        body: What is served; it fits the schema of the register.
        media: The files it shows.
    """

    body: dict[str, Any]
    media: Set[UUID] = NOTHING


@dataclass(frozen=True)
class Register:
    """A small answer about the whole site.

    Attributes:
        name: Public and for ever: it stands in addresses.
        build: Reads the database and gives the content in a locale. Equal data, equal content.
        schema: What a body looks like.
        localised: It is built once for each locale; otherwise once, for the empty one.
        declared: It is about the program alone: no row of the database is read for it, so that
            nobody marks it. It changes with what the catalogue is built with.
    """

    name: str
    build: Callable[[str], RegisterContent]
    schema: type[BaseModel]
    localised: bool = True
    declared: bool = False


def said(label: str | Promise, locale: str) -> dict[str, str]:
    """What the program calls something, and the language that is in."""
    found = program_text(label, locale)
    return {"text": found.text, "locale": found.locale}


def named(label: str | Promise, locale: str) -> dict[str, str]:
    """The same, with a capital: models call themselves and their fields without."""
    found = said(label, locale)
    return {**found, "text": capfirst(found["text"])}


def text(found: LocalisedText) -> dict[str, str] | None:
    """A text with the language it is in; null where there is none."""
    return {"text": found.text, "locale": found.locale} if found else None
