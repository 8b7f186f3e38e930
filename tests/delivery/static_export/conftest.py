"""A small site with files, facets, a city and news, exported in pages of two."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import pytest
from django.utils.timezone import now

from integra_cms.delivery.draining import drain
from integra_cms.delivery.media.renditions import make_pending
from integra_cms.delivery.rebuilding import rebuild
from integra_cms.delivery.static_export import composing, listing, places
from integra_cms.media.models import ToolkitDocument, ToolkitImage
from integra_cms.pages.models import CityPage, MethodPage
from tests.delivery.media import library
from tests.delivery.samples import picture_block
from tests.pages.factories import (
    CityPageFactory,
    MethodPageFactory,
    NewsPageFactory,
    Tree,
    ensure_term,
    translated,
    tree,
)


@dataclass
class Site:
    pages: Tree
    city: CityPage
    walks: MethodPage
    walks_bg: MethodPage
    talks: MethodPage
    maps: MethodPage
    picture: ToolkitImage
    plan: ToolkitDocument


def show(page: MethodPage, picture: Any) -> None:
    """Puts a picture into a page, and publishes that."""
    block = {**picture_block(picture), "id": "11111111-1111-4111-8111-111111111111"}
    page.body = page._meta.get_field("body").to_python(json.dumps([block]))
    publish(page)


def publish(page: Any) -> None:
    page.save_revision().publish()


@pytest.fixture
def short_pages(monkeypatch):
    """Two cards in a list, five numbers in a file of the feed."""
    monkeypatch.setattr(listing, "PER_PAGE", 2)
    for module in (composing, places):
        monkeypatch.setattr(module, "CHANGES_EACH", 5)


@pytest.fixture
def site(db, short_pages) -> Site:
    for code in ("housing", "language"):
        ensure_term("issue", code)
    pages = tree(("en", "bg", "cs"))
    city = CityPageFactory(parent=pages["en"].cities)
    NewsPageFactory(parent=city, title="News", **_dated())
    walks = MethodPageFactory(parent=pages["en"].library, title="Walks", issues=["housing"])
    talks = MethodPageFactory(parent=city, title="Talks", issues=["housing", "language"])
    maps = MethodPageFactory(parent=pages["en"].library, title="Maps")
    picture, plan = library.image(), library.document()
    maps.purpose = f'<p><a linktype="page" id="{walks.pk}">Walks</a></p>'
    publish(maps)
    talks.purpose = f'<p><a linktype="document" id="{plan.pk}">The plan</a></p>'
    publish(talks)
    show(walks, picture)
    walks_bg = translated(walks, "bg", title="Разходки", slug="разходки")
    rebuild()
    make_pending(10)
    drain()
    return Site(pages, city, walks, walks_bg, talks, maps, picture, plan)


def _dated() -> dict[str, Any]:
    return {"date": now().date()} if hasattr(NewsPageFactory._meta.model, "date") else {}
