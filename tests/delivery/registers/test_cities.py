from __future__ import annotations

import ast
import inspect
import json

import pytest
from django.contrib.auth import get_user_model
from wagtail.models import Page, PageViewRestriction

from integra_cms.delivery.registers import REGISTERS
from integra_cms.delivery.registers import cities as module
from integra_cms.sections.models import City, CityFigure, CityPartner, Membership
from integra_cms.sections.opening import CityPlan, open_cities
from integra_cms.vocabularies.models import Organisation
from tests.delivery.registers.conftest import publish
from tests.delivery.samples import image

FIGURE = {
    "code": "residents",
    "labels": {"en": "Residents", "bg": "Жители"},
    "unit": "people",
    "level": "city",
    "source_name": "Statistical office",
    "source_url": "https://example.org/2021",
}


def organisation(code="sda", **more) -> Organisation:
    values = {"names": {"en": "Sofia Development"}, "type": "ngo", "country": "BG", **more}
    return Organisation.objects.create(code=code, **values)


@pytest.fixture
def sofia(cities, body):
    """Its entry in a register."""

    def entry(locale="en"):
        return next(each for each in body("cities", locale)["cities"] if each["code"] == "sofia")

    return entry


def test_cities_stand_in_the_order_of_their_names(cities, body):
    open_cities(
        [CityPlan(names={"en": "Chomutov", "cs": "Chomutov"}, locales=["cs"], country="CZ")]
    )
    open_cities([CityPlan(names={"en": "Hodonín", "cs": "Hodonín"}, locales=["cs"], country="CZ")])

    def codes(locale):
        return [each["code"] for each in body("cities", locale)["cities"]]

    assert codes("en") == ["chomutov", "hodonin", "prague", "sofia"]
    # In Czech, "ch" is a letter of its own that follows "h".
    assert codes("cs") == ["hodonin", "chomutov", "prague", "sofia"]
    # In Bulgarian, Cyrillic letters come first: "София" has a Bulgarian name, the others do not.
    assert codes("bg") == ["sofia", "chomutov", "hodonin", "prague"]


@pytest.mark.parametrize(("first", "second"), [(1, 2_000_000), (2_000_000, 1)])
def test_no_figure_decides_about_the_order(cities, body, first, second):
    for city, value in zip(cities, (first, second), strict=True):
        CityFigure.objects.create(city=city, value=value, year=2021, **FIGURE)

    assert [each["code"] for each in body("cities", "en")["cities"]] == ["prague", "sofia"]


def test_nothing_is_computed_from_figures():
    """Adding, averaging or sorting by a value would make a ranking of cities."""
    calls = {
        node.func.id
        for node in ast.walk(ast.parse(inspect.getsource(module)))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }

    assert not calls & {"sum", "max", "min", "sorted"}
    entry = REGISTERS["cities"].schema.model_json_schema()["$defs"]["CityEntry"]["properties"]
    assert not {"score", "rank", "index", "total", "average"} & set(entry)


def test_figures_keep_year_level_and_source_in_order_of_code_and_year(cities, sofia):
    for year, value in ((2021, 5), (2011, 900)):
        CityFigure.objects.create(city=cities[0], value=value, year=year, **FIGURE)

    figures = sofia("bg")["figures"]

    assert [(each["year"], each["value"]) for each in figures] == [(2011, "900"), (2021, "5")]
    assert figures[0]["label"] == {"text": "Жители", "locale": "bg"}
    assert (figures[0]["level"], figures[0]["unit"]) == ("city", "people")
    assert figures[0]["source"] == {
        "name": "Statistical office",
        "url": "https://example.org/2021",
    }


def test_names_say_their_language(sofia, body):
    assert sofia("bg")["name"] == {"text": "София", "locale": "bg"}
    assert sofia("cs")["name"] == {"text": "Sofia", "locale": "en"}
    assert sofia("cs")["names"] == {"en": "Sofia", "bg": "София"}


def test_codes_of_registers_and_coordinates(cities, sofia):
    City.objects.filter(code="sofia").update(
        nuts_code="BG411",
        nuts_edition="2021",
        lau=[{"code": "68134", "year": 2020}, {"code": "1"}],
        geonames_id=727011,
        subdivision="BG-22",
        latitude="42.6975",
        longitude="23.3",
        native_name="София",
        official_languages=["bg"],
        notes=["Coordinates: GeoNames (CC BY 4.0)."],
    )

    entry = sofia()

    assert entry["codes"] == {
        "subdivision": "BG-22",
        "nuts": {"code": "BG411", "edition": "2021"},
        "lau": [{"code": "68134", "year": 2020}, {"code": "1", "year": None}],
        "geonames": 727011,
    }
    assert entry["coordinates"] == {"latitude": "42.6975", "longitude": "23.3"}
    assert (entry["locales"], entry["country"]) == (["bg", "en"], "BG")
    assert entry["notes"] == ["Coordinates: GeoNames (CC BY 4.0)."]


def test_what_is_not_known_is_null(sofia):
    entry = sofia()

    assert entry["coordinates"] is None
    assert entry["codes"]["nuts"] is None
    assert entry["figures"] == entry["partners"] == []
    assert entry["example"] is False


def test_the_front_page_is_the_one_in_the_language_of_the_reader(cities, sofia):
    page = sofia("bg")["page"]

    assert page["resource"] == str(cities[0].resource)
    assert (page["locale"], page["kind"]) == ("bg", "city")
    assert page["path"].startswith("/bg/")
    assert sofia("cs")["page"]["locale"] == "en"


def test_a_front_page_that_is_not_public_is_not_named(cities, sofia):
    pages = Page.objects.filter(translation_key=cities[0].resource)
    pages.get(locale__language_code="bg").unpublish()
    PageViewRestriction.objects.create(
        page=pages.get(locale__language_code="en"), restriction_type="login"
    )

    assert sofia("bg")["page"] is None


def test_partners_have_their_roles_and_logos_only_with_permission(cities, sofia):
    shown, hidden = image("Shown"), image("Hidden")
    allowed = organisation("a", logo=shown, logo_permission=True, logo_alts={"en": "A logo"})
    CityPartner.objects.create(city=cities[0], organisation=allowed, role="lead", order=2)
    CityPartner.objects.create(
        city=cities[0], organisation=organisation("b", logo=hidden), role="partner", order=1
    )

    partners = sofia("bg")["partners"]

    assert [(each["code"], each["role"]) for each in partners] == [("b", "partner"), ("a", "lead")]
    assert partners[0]["logo"] is None
    assert partners[1]["logo"] == {
        "media": str(shown.uuid),
        "width": 64,
        "height": 48,
        "alt": {"text": "A logo", "locale": "en"},
    }
    assert partners[1]["name"] == {"text": "Sofia Development", "locale": "en"}
    assert REGISTERS["cities"].build("bg").media == {shown.uuid}


def test_nothing_is_said_about_the_people_who_work_for_a_city(cities, body):
    user = get_user_model().objects.create_user("editor@example.org", "secret")
    Membership.objects.create(user=user, city=cities[0], role="editor")

    said = json.dumps(body("cities", "en"))

    assert "@" not in said
    assert "editor" not in said


def test_the_number_of_queries_does_not_depend_on_the_number_of_cities(cities, queries):
    CityPartner.objects.create(city=cities[0], organisation=organisation(logo=image()))
    CityFigure.objects.create(city=cities[0], value=1, year=2021, **FIGURE)
    few = queries("cities", "en")
    more = open_cities(
        [
            CityPlan(names={"en": f"Town {letter}"}, locales=["en", "bg"], country="BG")
            for letter in "abcdefgh"
        ]
    )
    publish(more)
    for city in more:
        partner = organisation(city.code, logo=image(city.code), logo_permission=True)
        CityPartner.objects.create(city=city, organisation=partner)
        CityFigure.objects.create(city=city, value=1, year=2021, **FIGURE)

    assert queries("cities", "en") == few
