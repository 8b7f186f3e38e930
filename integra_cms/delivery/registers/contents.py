"""What a register is, and what building one gives."""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from integra_cms.vocabularies.localised import LocalisedText

if TYPE_CHECKING:
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
    """

    name: str
    build: Callable[[str], RegisterContent]
    schema: type[BaseModel]
    localised: bool = True


def text(found: LocalisedText) -> dict[str, str] | None:
    """A text with the language it is in; null where there is none."""
    return {"text": found.text, "locale": found.locale} if found else None
