"""Lists of cities, of what stands below a page, and of collections."""

from __future__ import annotations

import re

from integra_cms.web import lists
from tests.pages.factories import (
    CityPageFactory,
    CollectionPageFactory,
    MethodPageFactory,
    NewsPageFactory,
    SectionPageFactory,
    translated,
)
from tests.web.test_library import CARD, titles
from tests.web.test_pages import read


def test_what_stands_below_a_city_has_the_order_of_the_tree(client, site):
    city = CityPageFactory(parent=site.pages["en"].cities, title="Brno")
    for title in ("Second by name", "First by name"):
        MethodPageFactory(parent=city, title=title)
    section = SectionPageFactory(parent=city, title="Section")
    MethodPageFactory(parent=section, title="Further down")
    NewsPageFactory(parent=city, title="News")

    assert titles(read(client, city)) == ["Second by name", "First by name", "Section", "News"]
    assert titles(read(client, section)) == ["Further down"]


def test_what_has_editions_stands_below_a_page_once_and_what_is_no_longer_live_does_not(
    client, site
):
    city = CityPageFactory(parent=site.pages["en"].cities, title="Brno")
    czech_city = translated(city, "cs", title="Brno")
    method = MethodPageFactory(parent=city, title="Walk")
    translated(method, "cs", title="Procházka")
    own = MethodPageFactory(parent=czech_city, title="Jen česky")
    gone = MethodPageFactory(parent=city, title="Gone")

    before = titles(read(client, czech_city))
    gone.unpublish()

    assert before == ["Procházka", "Gone", "Jen česky"]
    assert titles(read(client, czech_city)) == ["Procházka", "Jen česky"]
    assert f'href="{own.url}" hreflang="cs"' in read(client, city)


def test_a_collection_has_the_order_its_editor_chose(client, site):
    draft = MethodPageFactory(parent=site.pages["en"].library, title="Draft", live=False)
    chosen = (site.walks, draft, site.photovoice, site.walks)
    items = [("resource", {"page": page, "note": ""}) for page in chosen]
    collection = CollectionPageFactory(parent=site.pages["cs"].library, title="Sbírka", items=items)

    html = read(client, collection)

    assert titles(html) == ["Procházky", "Photovoice"]
    assert 'lang="en"' in CARD.findall(html)[1]


def test_all_cities_are_listed_however_many_there_are(client, site, monkeypatch):
    monkeypatch.setattr(lists, "LARGEST_PAGE", 2)
    names = ["Brno", "Cheb", "Osijek", "Rubano", "Sofia"]
    for name in reversed(names):
        CityPageFactory(parent=site.pages["en"].cities, title=name)

    html = read(client, site.pages["en"].cities)

    assert titles(html) == names
    assert not re.search(r'class="kind"', html)
