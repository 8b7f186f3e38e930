"""A small site with a catalogue that is up to date."""

from __future__ import annotations

import pytest

from integra_cms.delivery.draining import drain
from integra_cms.delivery.models import CatalogueState
from integra_cms.delivery.rebuilding import rebuild
from tests.pages.factories import Tree, tree


@pytest.fixture
def site(db) -> Tree:
    """Front page, library and list of cities in three languages, and nothing else."""
    built = tree(("en", "bg", "cs"))
    rebuild()
    return built


@pytest.fixture
def sequence(site):
    """What the feed has got since it was last asked."""
    last = [CatalogueState.objects.get().sequence]

    def news() -> list[tuple[str, str, str, str, str]]:
        drain()
        found = changes_since(last[0])
        last[0] = CatalogueState.objects.get().sequence
        return found

    return news


def changes_since(number: int) -> list[tuple[str, str, str, str, str]]:
    """(action, entity, key, locale, reason) of the entries after a number."""
    from integra_cms.delivery.models import Change

    rows = Change.objects.filter(sequence__gt=number).order_by("sequence")
    return list(rows.values_list("action", "entity", "key", "locale", "reason"))
