from __future__ import annotations

from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.models import Page

from integra_cms.pages.base import resource_models
from integra_cms.pages.models import (
    CitiesPage,
    CityPage,
    CollectionPage,
    HomePage,
    LibraryPage,
    MethodPage,
    NewsPage,
    SectionPage,
)
from integra_cms.plugins import contributions
from integra_cms.plugins.collecting import Named
from tests.pages.factories import CityPageFactory, HomePageFactory, locale

RESOURCES = set(resource_models())


@pytest.mark.parametrize(
    ("parent", "children"),
    [
        (HomePage, {LibraryPage, CitiesPage}),
        (LibraryPage, RESOURCES),
        (CitiesPage, {CityPage}),
        (CityPage, {SectionPage, NewsPage} | RESOURCES),
        (SectionPage, {SectionPage} | RESOURCES),
        (NewsPage, set()),
        *((model, set()) for model in resource_models()),
    ],
)
def test_what_may_stand_under_what(parent, children):
    assert set(parent.allowed_subpage_models()) == children


def test_only_front_pages_stand_under_the_root(db):
    ours = {HomePage, LibraryPage, CitiesPage, CityPage, SectionPage, NewsPage} | RESOURCES

    assert ours & set(Page.allowed_subpage_models()) == {HomePage}


def test_a_kind_of_a_plugin_appears_without_changing_the_core():
    kinds = dict(contributions.kinds)
    without = Named("kinds", {name: kind for name, kind in kinds.items() if name != "collection"})

    with patch.object(type(contributions), "kinds", without):
        before = LibraryPage.allowed_subpage_models()
    after = LibraryPage.allowed_subpage_models()

    assert CollectionPage not in before
    assert CollectionPage in after


def test_an_editor_is_offered_all_kinds(site, admin_client):
    url = reverse("wagtailadmin_pages:add_subpage", args=[site["en"].library.pk])

    offered = {name for _, _, name, _ in admin_client.get(url).context["page_types"]}

    assert offered == {model._meta.model_name for model in RESOURCES}


@pytest.mark.parametrize("model", [LibraryPage, CitiesPage])
def test_there_is_one_of_them_under_a_front_page(site, model):
    assert not model.can_create_at(site["en"].home)


def test_a_front_page_can_be_made_while_a_language_has_none(site):
    root = Page.get_first_root_node()
    full = HomePage.can_create_at(root)

    locale("hr")

    assert not full
    assert HomePage.can_create_at(root)


def test_a_language_has_one_front_page(site):
    with pytest.raises(ValidationError) as refused:
        HomePageFactory(title="Second", locale=locale("en"))

    assert refused.value.error_dict["__all__"][0].code == "home_exists"


def test_a_front_page_stands_under_the_root_alone(site):
    plain = Page.get_first_root_node().add_child(instance=Page(title="P", slug="p"))

    assert not HomePage.can_exist_under(plain)


def test_city_pages_are_not_made_by_hand(site):
    city = CityPageFactory(parent=site["en"].cities)

    assert not CityPage.can_create_at(site["en"].cities)
    assert city.get_parent().specific == site["en"].cities


def test_a_resource_moves_within_its_language_only(site, method):
    city = CityPageFactory(parent=site["en"].cities)
    bulgarian_city = CityPageFactory(title="Grad", parent=site["bg"].cities)

    assert method.can_move_to(city)
    assert not method.can_move_to(bulgarian_city)
    assert not method.can_move_to(site["en"].home)


def test_every_kind_is_a_page_of_the_tree():
    assert MethodPage in RESOURCES
    for model in RESOURCES:
        parents = {parent.__name__ for parent in model.allowed_parent_page_models()}
        assert parents == {"LibraryPage", "CityPage", "SectionPage"}
