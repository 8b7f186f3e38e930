"""A site in three languages with two cities, and a way to count queries."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from integra_cms.delivery.registers import REGISTERS
from integra_cms.sections.models import City
from integra_cms.sections.opening import CityPlan, open_cities
from tests.pages.factories import Tree, tree


@pytest.fixture
def site(db) -> Tree:
    return tree(("en", "bg", "cs"))


@pytest.fixture
def cities(site) -> list[City]:
    """Sofia in Bulgarian and English, Prague in Czech and English; their front pages are live."""
    opened = open_cities(
        [
            CityPlan(names={"en": "Sofia", "bg": "София"}, locales=["bg", "en"], country="BG"),
            CityPlan(names={"en": "Prague", "cs": "Praha"}, locales=["cs", "en"], country="CZ"),
        ]
    )
    publish(opened)
    return opened


def publish(cities: list[City]) -> None:
    from integra_cms.pages.models import CityPage

    for page in CityPage.objects.filter(translation_key__in=[city.resource for city in cities]):
        page.save_revision().publish()


@pytest.fixture
def body() -> Callable[..., Any]:
    """The body of a register, which fits its schema and says nothing that the schema does not."""

    def of(name: str, locale: str = "") -> Any:
        register = REGISTERS[name]
        content = register.build(locale).body
        read = register.schema.model_validate(content)
        assert read.model_dump(mode="json") == content
        return content

    return of


@pytest.fixture
def queries() -> Callable[..., int]:
    """How many queries a register takes, with the terms in memory and no content types."""

    def count(name: str, locale: str = "") -> int:
        REGISTERS[name].build(locale)
        ContentType.objects.clear_cache()
        with CaptureQueriesContext(connection) as captured:
            REGISTERS[name].build(locale)
        return len(captured)

    return count
