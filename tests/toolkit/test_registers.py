"""The registers of the shipped toolkit."""

from __future__ import annotations

import json

import pytest

from integra_cms.delivery.canonical import canonical
from integra_cms.delivery.registers import REGISTERS
from integra_cms.languages.collation import sort_key
from integra_cms.languages.locales import locale_codes
from integra_cms.sections.models import City
from integra_cms.vocabularies.models import Organisation, Project

ALL = [
    (name, locale)
    for name, register in REGISTERS.items()
    for locale in (locale_codes() if register.localised else ("",))
]


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "locale"), ALL)
def test_a_register_fits_its_schema(toolkit, name, locale):
    register = REGISTERS[name]

    body = json.loads(canonical(register.build(locale).body))

    assert register.schema.model_validate(body).model_dump(mode="json") == body


@pytest.mark.django_db
@pytest.mark.parametrize("locale", locale_codes())
def test_cities_are_in_the_order_of_the_alphabet_and_of_nothing_else(toolkit, locale):
    cities = REGISTERS["cities"].build(locale).body["cities"]

    names = [city["name"]["text"] for city in cities]

    assert len(names) == City.objects.count() > 1
    assert names == sorted(names, key=lambda name: sort_key(name, locale))
    assert all(city["page"] for city in cities)


@pytest.mark.django_db
def test_no_logo_is_shown_without_permission(toolkit):
    allowed = Organisation.objects.filter(logo_permission=True, logo__isnull=False)
    uuids = set(allowed.values_list("logo__uuid", flat=True))

    for name in ("cities", "project"):
        assert REGISTERS[name].build("en").media <= uuids


@pytest.mark.django_db
@pytest.mark.parametrize("locale", locale_codes())
def test_the_funding_statement_is_there_in_every_language(toolkit, locale):
    (entry,) = [
        each
        for each in REGISTERS["project"].build(locale).body["projects"]
        if each["code"] == "integra"
    ]

    project = Project.objects.get(code="integra")
    assert entry["funding"]["statement"]["text"] == project.funding_statements.get_for(locale).text
    assert entry["funding"]["official"] is project.is_official(locale)
    assert entry["budget"]["eu_share"] == str(project.eu_share)


@pytest.mark.django_db
@pytest.mark.parametrize("locale", locale_codes())
def test_menus_lead_to_library_and_cities(toolkit, locale):
    main = REGISTERS["menus"].build(locale).body["main"]

    assert [entry["kind"] for entry in main] == ["library", "cities"]
    assert len(main[1]["children"]) == City.objects.count()
