"""What the catalogue depends on besides content: when it changes, all is to be built anew."""

from __future__ import annotations

from typing import Any

from integra_cms.delivery.chains import chains
from integra_cms.delivery.models import CatalogueState
from integra_cms.delivery.search import signature
from integra_cms.languages.locales import locale_codes
from integra_cms.plugins import contributions

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
    }


def is_outdated() -> bool:
    """Whether the catalogue was built with anything else than what is there today."""
    state = CatalogueState.objects.filter(pk=1).first()
    return state is None or state.built_with != current_build()
