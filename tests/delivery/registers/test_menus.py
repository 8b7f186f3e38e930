from __future__ import annotations

import json

from wagtail.models import Page, PageViewRestriction

from integra_cms.sections.opening import CityPlan, open_cities
from tests.delivery.registers.conftest import publish
from tests.pages.factories import MethodPageFactory, SectionPageFactory


def titles(entries) -> list[str]:
    return [entry["title"] for entry in entries]


def test_the_menu_leads_to_the_library_and_the_cities(site, body):
    menu = body("menus", "bg")

    assert [entry["kind"] for entry in menu["main"]] == ["library", "cities"]
    assert menu["home"]["path"] == "/bg/"
    assert menu["main"][0] == {
        "kind": "library",
        "locale": "bg",
        "path": "/bg/library/",
        "resource": str(site["en"].library.translation_key),
        "title": "Library",
        "children": [],
    }


def test_cities_stand_below_in_the_order_of_the_alphabet(cities, body):
    bulgarian = body("menus", "bg")["main"][1]["children"]
    czech = body("menus", "cs")["main"][1]["children"]

    assert titles(bulgarian) == ["София", "Prague"]
    assert titles(czech) == ["Praha", "Sofia"]
    assert [entry["locale"] for entry in bulgarian] == ["bg", "en"]


def test_resources_and_deeper_pages_are_in_no_menu(site, cities, body):
    MethodPageFactory(parent=site["en"].library, title="Walks")
    city = Page.objects.get(translation_key=cities[0].resource, locale__language_code="en")
    SectionPageFactory(parent=city.specific, title="Council")

    said = json.dumps(body("menus", "en"))

    assert "Walks" not in said
    assert "Council" not in said


def test_what_is_not_public_is_left_out_with_what_stands_below(site, cities, body):
    Page.objects.filter(translation_key=cities[0].resource).update(live=False)
    for tree in site.values():
        PageViewRestriction.objects.create(page=tree.library, restriction_type="login")

    menu = body("menus", "en")

    assert [entry["kind"] for entry in menu["main"]] == ["cities"]
    assert titles(menu["main"][0]["children"]) == ["Prague"]


def test_a_site_without_pages_has_an_empty_menu(db, body):
    assert body("menus", "en") == {"locale": "en", "home": None, "main": []}


def test_the_number_of_queries_does_not_depend_on_the_number_of_pages(cities, queries):
    few = queries("menus", "en")
    publish(
        open_cities(
            [
                CityPlan(names={"en": f"Town {letter}"}, locales=["en", "bg"], country="BG")
                for letter in "abcdefgh"
            ]
        )
    )

    assert queries("menus", "en") == few
