"""What the catalogue depends on besides content: when it changes, all is to be built anew."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from integra_cms.delivery.canonical import canonical, digest
from integra_cms.delivery.chains import chains
from integra_cms.delivery.models import CatalogueState
from integra_cms.delivery.registers import REGISTERS
from integra_cms.delivery.search import signature
from integra_cms.languages.locales import locale_codes
from integra_cms.plugins import contributions

if TYPE_CHECKING:
    from integra_cms.plugins import Kind

FORMAT = 1
"""Raised when documents, cards or labels get another shape."""


def current_build() -> dict[str, Any]:
    """What a catalogue built today depends on."""
    return {
        "format": FORMAT,
        "locales": list(locale_codes()),
        "chains": {name: list(steps) for name, steps in chains().items()},
        "kinds": {kind.name: list(kind.facets) for kind in contributions.kinds.values()},
        "search": dict(signature()),
        "registers": _registers(),
    }


def _registers() -> dict[str, str]:
    """What registers say that no row of the database decides, as checksums."""
    return dict(_checksums(locale_codes(), tuple(contributions.kinds.values())))


@lru_cache(maxsize=2)
def _checksums(locales: tuple[str, ...], _kinds: tuple[Kind, ...]) -> tuple[tuple[str, str], ...]:
    """Made once: the worker asks every second, and a program does not change while it runs."""
    return tuple(
        (name, digest(*(canonical(register.build(locale).body) for locale in locales)))
        for name, register in REGISTERS.items()
        if register.declared
    )


def is_outdated() -> bool:
    """Whether the catalogue was built with anything else than what is there today."""
    state = CatalogueState.objects.filter(pk=1).first()
    return state is None or state.built_with != current_build()
