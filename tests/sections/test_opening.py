"""Opening a city: all of it or nothing."""

from __future__ import annotations

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Collection, ModelLogEntry, Page

from integra_cms.pages.models import Edition
from integra_cms.sections.models import City
from integra_cms.sections.opening import CityPlan, CityRefused, open_cities
from integra_cms.vocabularies.models import Term
from tests.pages.factories import LibraryPageFactory, SectionPageFactory, tree

pytestmark = pytest.mark.django_db

VARNA = CityPlan(names={"en": "Varna", "bg": "Варна"}, locales=["bg", "en"], country="BG")


def everything() -> tuple[int, ...]:
    return tuple(model.objects.count() for model in (City, Term, Collection, Page, ModelLogEntry))


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("city", "open", *arguments, stdout=out)
    return out.getvalue()


def test_a_city_gets_record_term_collection_and_front_pages():
    tree()

    [city] = open_cities([VARNA])

    assert city.code == "varna"
    assert city.collection.name == "Varna"
    assert Term.objects.get(vocabulary="city", code="varna").labels["bg"] == "Варна"
    pages = Page.objects.filter(translation_key=city.resource).select_related("locale")
    assert {page.locale.language_code: page.title for page in pages} == {
        "bg": "Варна",
        "en": "Varna",
    }
    assert {page.specific.city for page in pages} == {"varna"}


def test_front_pages_are_drafts_with_a_revision():
    tree()

    [city] = open_cities([VARNA])

    for page in Page.objects.filter(translation_key=city.resource):
        assert not page.live
        assert page.latest_revision is not None


def test_the_first_locale_is_the_source():
    tree()

    [city] = open_cities([VARNA])

    source = Edition.objects.get(resource=city.resource, is_source=True)
    assert source.locale.language_code == "bg"


def test_opening_is_logged():
    tree()

    [city] = open_cities([VARNA])

    assert ModelLogEntry.objects.filter(action="integra.city.open", object_id=str(city.pk)).exists()


def test_the_same_city_twice_is_refused_and_nothing_is_created():
    tree()
    open_cities([VARNA])
    before = everything()

    with pytest.raises(CityRefused, match="with the code “varna” already"):
        open_cities([VARNA])

    assert everything() == before


def test_one_wrong_city_stops_all():
    tree()
    before = everything()
    wrong = CityPlan(names={"en": "Nowhere"}, locales=["en"], country="QX")

    with pytest.raises(CityRefused, match="“QX” is no country code"):
        open_cities([VARNA, wrong])

    assert everything() == before


def test_all_reasons_are_named_at_once():
    tree()
    wrong = CityPlan(names={"en": "Nowhere"}, locales=["xx", "hr"], country="QX")

    with pytest.raises(CityRefused) as refused:
        open_cities([wrong])

    country, unknown, without_pages, *_rest = refused.value.reasons
    assert "“QX”" in country
    assert "xx" in unknown
    assert "The locale “hr” has no pages yet" in without_pages


def test_a_city_cannot_take_an_address_that_is_in_use():
    pages = tree()
    SectionPageFactory.create(parent=pages["en"].cities, title="Varna")

    with pytest.raises(CityRefused, match="In en a page with the address “varna” stands under"):
        open_cities([VARNA])


def test_only_an_example_city_may_have_no_country():
    tree()
    names = {"en": "Example city"}

    with pytest.raises(CityRefused):
        open_cities([CityPlan(names=names, locales=["en"])])
    [city] = open_cities([CityPlan(names=names, locales=["en"], details={"is_example": True})])

    assert city.code == "example-city"


def test_the_command_opens_a_city():
    tree()

    said = run("Varna", "--native-name", "Варна", "--country", "bg", "--locales", "bg,en")

    assert said == "Opened Varna as 'varna' with unpublished front pages in bg, en.\n"
    assert City.objects.get().native_name == "Варна"


def test_a_dry_run_changes_nothing():
    tree()
    before = everything()

    said = run("Varna", "--country", "BG", "--locales", "bg,en", "--dry-run")

    assert said.endswith("Nothing was changed.\n")
    assert everything() == before


def test_the_command_says_why_it_refuses():
    tree()

    with pytest.raises(CommandError, match="“QX” is no country code"):
        run("Varna", "--country", "QX", "--locales", "bg")


def test_a_name_in_another_script_still_gives_a_code():
    pages = tree()
    LibraryPageFactory.create(parent=pages["bg"].home, title="Другa")

    [city] = open_cities([CityPlan(names={"bg": "Бургас"}, locales=["bg"], country="BG")])

    assert city.code == "burgas"
