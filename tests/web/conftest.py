"""A small public site in three languages."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.core.cache import cache

from integra_cms.delivery.rebuilding import rebuild
from integra_cms.pages.models import MethodPage
from tests.pages.factories import MethodPageFactory, Tree, translated, tree


@dataclass
class Site:
    pages: Tree
    walks: MethodPage
    """In English, with a Czech edition."""
    walks_cs: MethodPage
    photovoice: MethodPage
    """In English only."""


@pytest.fixture
def site(db) -> Site:
    cache.clear()
    pages = tree(["en", "cs", "bg"])
    library = pages["en"].library
    walks = MethodPageFactory(parent=library, title="City walks")
    photovoice = MethodPageFactory(parent=library, title="Photovoice")
    site = Site(pages, walks, translated(walks, "cs", title="Procházky"), photovoice)
    rebuild()
    return site
