"""Two cities in three languages, a library, and people with one role each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Page

from integra_cms.pages.models import MethodPage
from integra_cms.sections.models import City, Membership
from integra_cms.sections.opening import CityPlan, open_cities
from integra_cms.sections.roles import Role
from tests.pages.factories import MethodPageFactory, locale, translated, tree


@dataclass
class Network:
    sofia: City
    prague: City
    method: MethodPage
    """A source edition in the English library."""
    method_cs: MethodPage
    """Its Czech edition."""

    def front_page(self, city: City, code: str) -> Page:
        return Page.objects.get(translation_key=city.resource, locale__language_code=code).specific

    def person(self, role: str, city: City | None = None, code: str = "") -> Any:
        user = get_user_model().objects.create_user(f"{role}.{city}.{code}@example.org", "secret")
        Membership.objects.create(
            user=user, role=role, city=city, locale=locale(code) if code else None
        )
        return user


@pytest.fixture
def network(db) -> Network:
    pages = tree(["en", "bg", "cs"])
    sofia, prague = open_cities(
        [
            CityPlan(names={"en": "Sofia", "bg": "София"}, locales=["bg", "en"], country="BG"),
            CityPlan(names={"en": "Prague", "cs": "Praha"}, locales=["cs", "en"], country="CZ"),
        ]
    )
    method = MethodPageFactory(parent=pages["en"].library, title="Walks")
    return Network(sofia, prague, method, translated(method, "cs"))


@pytest.fixture
def editor(network) -> Any:
    return network.person(Role.EDITOR, network.sofia)


@pytest.fixture
def publisher(network) -> Any:
    return network.person(Role.PUBLISHER, network.sofia)


@pytest.fixture
def translator(network) -> Any:
    return network.person(Role.TRANSLATOR, None, "cs")


@pytest.fixture
def librarian(network) -> Any:
    return network.person(Role.LIBRARIAN)
