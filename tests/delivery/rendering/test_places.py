from __future__ import annotations

import pytest
from django.utils import translation
from wagtail.models import Page, Site

from tests.delivery.rendering.pages import body, method, rendered
from tests.pages.factories import (
    CityPageFactory,
    MethodPageFactory,
    NewsPageFactory,
    SectionPageFactory,
    translated,
)


@pytest.fixture
def city(site):
    return CityPageFactory(parent=site["en"].cities, title="Sofia", city="sofia")


def test_paths_are_those_of_wagtail_whatever_language_is_active(site, city):
    pages = [
        site["en"].home,
        site["bg"].home,
        site["cs"].library,
        city,
        method(site["bg"], "Фотоглас"),
        MethodPageFactory(parent=SectionPageFactory(parent=city)),
    ]
    urls = [Page.objects.get(pk=page.pk).url for page in pages]

    with translation.override("cs"):
        assert [rendered(page).path for page in pages] == urls
    assert urls[1] == "/bg/"
    assert urls[4].startswith("/bg/library/%D1%84")


def test_a_second_site_deeper_in_the_tree_has_its_own_paths(site, city):
    Site.objects.create(hostname="sofia.example", root_page=city)
    page = NewsPageFactory(parent=city, title="News")

    assert rendered(page).path == "/en/news/"
    assert "http" not in rendered(page).path


def test_a_page_stands_in_the_city_above_it(site, city):
    section = SectionPageFactory(parent=SectionPageFactory(parent=city))
    page = MethodPageFactory(parent=section)

    assert rendered(page).city == "sofia"
    assert rendered(city).city == "sofia"
    assert body(page)["city"] == "sofia"
    assert ("city", "sofia") in rendered(page).dependencies


def test_what_all_cities_share_stands_in_none(site):
    page = method(site["en"])

    assert rendered(page).city == ""
    assert body(page)["city"] is None


def test_the_parent_is_named_by_its_resource(site, city):
    page = NewsPageFactory(parent=city)

    assert body(page)["parent"] == str(city.translation_key)
    assert body(translated(method(site["en"]), "bg"))["parent"] == str(
        site["en"].library.translation_key
    )


def test_a_front_page_has_no_parent(site):
    assert body(site["en"].home)["parent"] is None
