"""Nothing compares cities: what must not exist, held against everything the API says it has.

A city may show its own figures, each with its year and source. Nothing puts cities in an order
other than that of their names or codes, and nothing counts, sums up or grades what they do.
"""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any

import pytest

from integra_cms.delivery.reading.questions import SORTS, facet_names
from integra_cms.delivery.reading.sorts import SORTS as ORDERS
from integra_cms.delivery.registers import REGISTERS
from integra_cms.sections.models import City, CityFigure
from integra_cms.sections.opening import CityPlan, open_cities
from tests.api.conftest import body_of
from tests.delivery.reading.factories import Resource, publish
from tests.pages.factories import tree
from tools.openapi import description

Description = dict[str, Any]

FORBIDDEN: Mapping[str, str] = {
    "score": "a number that says how good somebody is",
    "rank": "a place among others",
    "rating": "a grade that somebody gives",
    "grade": "a grade that somebody gives",
    "stars": "a grade that somebody gives",
    "best": "a place among others",
    "worst": "a place among others",
    "top": "a place among others",
    "league": "a table of places",
    "leaderboard": "a table of places",
    "benchmark": "the distance to somebody else",
    "percentile": "a place among others",
    "quartile": "a place among others",
    "average": "what all others are measured by",
    "median": "what all others are measured by",
    "compare": "one beside another",
    "comparison": "one beside another",
    "popular": "what most readers looked at",
    "popularity": "what most readers looked at",
    "views": "how many readers somebody has",
    "likes": "how many readers somebody has",
    "votes": "how many readers somebody has",
    "trending": "what most readers looked at",
    "completeness": "how much of a toolkit somebody has done",
    "progress": "how much of a toolkit somebody has done",
    "maturity": "how far somebody has come on a scale",
    "performance": "how well somebody does",
    "index": "many figures as one",
}
"""Words that no parameter, value, property, address or register has in its name, and why."""

INNOCENT: Mapping[str, str] = {
    "best_worst": "how scenarios of one city's agenda are thought up",
    "in_progress": "the state of one intervention in one city's agenda",
}
"""Names with such a word in them that compare nobody, and what they mean."""

ORDERS_OF_LISTS: Mapping[str, str] = {
    "title": "the alphabet of the reader decides",
    "date": "what was changed last comes first, whoever changed it",
    "relevance": "the words that somebody searches for decide",
}
"""All the orders there are, and what decides in each: never anything about cities."""

ORDERING = ("sort", "order", "order_by", "ordering", "sort_by")
"""Parameters that would put something in an order."""

COUNTS: Mapping[str, str] = {
    "integra_delivery_FacetCount": "how many resources a code gives, not who made them",
}
"""What counts anything, and what it counts."""

OWN_FIGURES: Mapping[str, set[str]] = {
    "integra_delivery_CityFigure": {
        "code", "label", "value", "unit", "year", "level", "source",
    },
}  # fmt: skip
"""Figures of one city, and all that is said of each: nothing of another city's."""

OF_CITIES = {
    "code", "name", "names", "native_name", "country", "official_languages", "codes",
    "coordinates", "locales", "example", "partners", "figures", "notes", "page",
}  # fmt: skip
"""All that the register of cities says of one."""


def described() -> Description:
    found: Description = json.loads(description())
    return found


def words(name: str) -> set[str]:
    """The words of a name, however it is written."""
    return set(re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).lower()))


def operations(found: Description) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for path, item in found["paths"].items():
        for operation in item.values():
            yield path, operation


def parameters(found: Description) -> Iterator[tuple[str, Mapping[str, Any]]]:
    for path, operation in operations(found):
        for parameter in operation.get("parameters", []):
            yield path, parameter


def names(found: Description) -> Iterator[tuple[str, str]]:
    """Everything that has a name, and where it stands."""
    for path, operation in operations(found):
        yield f"address {path}", path
        yield f"operation of {path}", operation["operationId"]
    for path, parameter in parameters(found):
        yield f"parameter of {path}", parameter["name"]
        for value in values(parameter["schema"]):
            yield f"value of {parameter['name']} of {path}", value
    for component, schema in found["components"]["schemas"].items():
        yield "component", component
        for place, name in properties(schema):
            yield f"property of {component}{place}", name


def values(schema: Mapping[str, Any]) -> list[str]:
    """The values a parameter can have, where they are listed."""
    return [str(value) for value in schema.get("items", schema).get("enum", [])]


def properties(part: Any) -> Iterator[tuple[str, str]]:
    """The names of all properties of a schema, of nested ones too, and the values of its lists."""
    if isinstance(part, dict):
        for name, each in part.items():
            if name == "properties" and isinstance(each, dict):
                yield from (("", key) for key in each)
            elif name == "enum":
                yield from ((", as a value", str(value)) for value in each)
            yield from properties(each)
    elif isinstance(part, list):
        for each in part:
            yield from properties(each)


def forbidden_names(found: Description) -> list[str]:
    return [
        f"{place}: {name} ({word} is {FORBIDDEN[word]})"
        for place, name in names(found)
        if name not in INNOCENT
        for word in sorted(words(name) & FORBIDDEN.keys())
    ]


def unknown_orders(found: Description) -> list[str]:
    return [
        f"{path}: {parameter['name']}={value}"
        for path, parameter in parameters(found)
        if words(parameter["name"]) & {"sort", "order", "ordering"} or parameter["name"] in ORDERING
        for value in values(parameter["schema"]) or ["anything"]
        if path != "/api/v1/resources" or value not in ORDERS_OF_LISTS
    ]


def orders_of_cities(found: Description) -> list[str]:
    """The list of cities takes a language: it cannot be filtered, cut or put in another order."""
    return [
        f"{path}: {parameter['name']}"
        for path, parameter in parameters(found)
        if "cities" in path and parameter["name"] != "locale"
    ]


def unknown_counts(found: Description) -> list[str]:
    return [
        component
        for component, schema in found["components"]["schemas"].items()
        if {"count", "counts"} & schema.get("properties", {}).keys() and component not in COUNTS
    ]


def more_about_cities(found: Description) -> list[str]:
    """What is said of a city, or of one of its figures, beyond what was decided."""
    decided = {**OWN_FIGURES, "integra_delivery_CityEntry": OF_CITIES}
    schemas = found["components"]["schemas"]
    return [
        f"{component}: {name}"
        for component, allowed in decided.items()
        for name in schemas[component]["properties"].keys() - allowed
    ]


CHECKS = (forbidden_names, unknown_orders, orders_of_cities, unknown_counts, more_about_cities)


@pytest.mark.parametrize("check", CHECKS)
def test_nothing_in_the_description_compares_cities(check):
    assert check(described()) == []


# ------------------------------------------------------------------ the checks find what they seek


def parameter_of(found: Description, path: str, name: str) -> dict[str, Any]:
    listed = found["paths"][f"/api/v1/{path}"]["get"]["parameters"]
    return next(each for each in listed if each["name"] == name)


def sorted_by_score(found: Description) -> None:
    parameter_of(found, "resources", "sort")["schema"]["enum"].append("score")


def sorted_by_what_is_not_named(found: Description) -> None:
    parameter_of(found, "resources", "sort")["schema"]["enum"].append("figure")


def cities_in_another_order(found: Description) -> None:
    parameter = {"name": "order_by", "in": "query", "schema": {"type": "string"}}
    found["paths"]["/api/v1/cities"]["get"]["parameters"].append(parameter)


def filtered_by_rating(found: Description) -> None:
    parameter = {"name": "minRating", "in": "query", "schema": {"type": "integer"}}
    found["paths"]["/api/v1/resources"]["get"]["parameters"].append(parameter)


def a_place_of_each_city(found: Description) -> None:
    entry = found["components"]["schemas"]["integra_delivery_CityEntry"]
    entry["properties"]["place"] = {"type": "integer"}


def a_figure_beside_others(found: Description) -> None:
    figure = found["components"]["schemas"]["integra_delivery_CityFigure"]
    figure["properties"]["share_of_all"] = {"type": "number"}


def a_grade_deep_inside(found: Description) -> None:
    document = found["components"]["schemas"]["integra_pages_GoodPracticeData"]
    document["properties"]["effects"] = {
        "anyOf": [{"type": "object", "properties": {"star_rating": {"type": "integer"}}}]
    }


def a_table_of_places(found: Description) -> None:
    operation = {"operationId": "league_list", "parameters": []}
    found["paths"]["/api/v1/cities/league"] = {"get": operation}


def resources_of_each_city(found: Description) -> None:
    found["components"]["schemas"]["integra_delivery_CityCount"] = {
        "properties": {"city": {"type": "string"}, "count": {"type": "integer"}}
    }


@pytest.mark.parametrize(
    ("doctor", "check"),
    [
        (sorted_by_score, forbidden_names),
        (sorted_by_score, unknown_orders),
        (sorted_by_what_is_not_named, unknown_orders),
        (cities_in_another_order, unknown_orders),
        (cities_in_another_order, orders_of_cities),
        (filtered_by_rating, forbidden_names),
        (a_place_of_each_city, more_about_cities),
        (a_figure_beside_others, more_about_cities),
        (a_grade_deep_inside, forbidden_names),
        (a_table_of_places, forbidden_names),
        (resources_of_each_city, unknown_counts),
    ],
)
def test_whoever_adds_it_is_found_out(
    doctor: Callable[[Description], None], check: Callable[[Description], list[str]]
):
    found = copy.deepcopy(described())

    doctor(found)

    assert check(found)


# ------------------------------------------------------------------ what is not in the description


def test_lists_have_the_orders_that_were_decided_and_no_others():
    assert set(SORTS) == set(ORDERS) == set(ORDERS_OF_LISTS)
    assert {order.key for order in ORDERS.values()} == {"e.title_key", "e.updated_at", "m.rank"}


def test_no_facet_and_no_register_has_a_forbidden_name():
    for name in (*facet_names(), *REGISTERS):
        assert not words(name) & FORBIDDEN.keys()


@pytest.mark.django_db
def test_how_much_a_section_holds_is_not_counted(api):
    publish(Resource(city="sofia"), Resource(city="sofia"), Resource(city="prague"))

    facets = body_of(api("resources", facets="true"))["facets"]

    assert "city" not in facets
    assert "sofia" not in json.dumps(facets)


CITY_FACET = "cities"
"""Which cities a good practice is about; whose section it stands in is something else."""


@pytest.mark.django_db
def test_codes_of_a_facet_stand_in_their_own_order_whatever_they_count(api):
    about = [("cities", "zagreb"), ("cities", "brno"), ("cities", "zagreb"), ("cities", "zagreb")]
    publish(*(Resource(facets=[pair]) for pair in about))

    facets = body_of(api("resources", facets="true"))["facets"]

    assert [each["code"] for each in facets[CITY_FACET]] == ["brno", "zagreb"]


@pytest.fixture
def cities(db) -> list[City]:
    """What the figures say is the other way round than the names."""
    tree(("en", "bg"))
    names = ("Sofia", "Ancona", "Brno")
    opened = open_cities(
        [CityPlan(names={"en": name}, locales=["en"], country="BG") for name in names]
    )
    for city in opened:
        CityFigure.objects.create(
            city=city,
            code="newcomers",
            value={"Sofia": 900, "Brno": 500, "Ancona": 1}[city.names["en"]],
            year=2024,
            source_name="A census",
        )
    return opened


def test_cities_stand_by_name_and_their_figures_decide_nothing(cities):
    before = REGISTERS["cities"].build("en").body["cities"]
    for figure, value in zip(CityFigure.objects.order_by("-value"), (1, 2, 3), strict=True):
        figure.value = value
        figure.save()

    after = REGISTERS["cities"].build("en").body["cities"]

    assert [city["name"]["text"] for city in before] == ["Ancona", "Brno", "Sofia"]
    assert [city["code"] for city in before] == [city["code"] for city in after]


def test_a_city_says_the_same_whatever_others_are_there(cities):
    (ancona, *_others) = REGISTERS["cities"].build("en").body["cities"]

    CityFigure.objects.exclude(city__code=ancona["code"]).delete()
    (alone, *_others) = REGISTERS["cities"].build("en").body["cities"]

    assert alone == ancona
