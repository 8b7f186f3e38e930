"""The cities: what is known of them, never how they compare.

They stand in the order of their names in the language of the reader. No number is counted,
summed or sorted by: figures of different years, levels and sources make no ranking.
"""

from __future__ import annotations

from typing import Any

from integra_cms.delivery.registers.contents import RegisterContent
from integra_cms.delivery.registers.numbers import number
from integra_cms.delivery.registers.organisations import logos, organisation
from integra_cms.delivery.registers.pages import PublicPages
from integra_cms.languages.collation import sort_key
from integra_cms.sections.models import City, CityFigure
from integra_cms.vocabularies.localised import LocalisedText


def build(locale: str) -> RegisterContent:
    """All cities that have a section; nothing about the people who work for them."""
    cities = list(City.objects.prefetch_related("partners__organisation__logo", "figures"))
    pages = PublicPages([city.resource for city in cities], locale)
    cities.sort(key=lambda city: (sort_key(_name(city, locale).text, locale), city.code))
    shown = logos(partner.organisation for city in cities for partner in city.partners.all())
    entries = [_city(city, pages, locale) for city in cities]
    return RegisterContent({"locale": locale, "cities": entries}, shown)


def _name(city: City, locale: str) -> LocalisedText:
    return city.names.get_for(locale) or LocalisedText(city.native_name or city.code)


def _city(city: City, pages: PublicPages, locale: str) -> dict[str, Any]:
    name = _name(city, locale)
    return {
        "code": city.code,
        "name": {"text": name.text, "locale": name.locale},
        "names": dict(city.names),
        "native_name": city.native_name,
        "country": city.country,
        "official_languages": list(city.official_languages),
        "codes": _codes(city),
        "coordinates": _coordinates(city),
        "locales": list(city.locales),
        "example": city.is_example,
        "partners": [
            organisation(each.organisation, each.role, locale) for each in city.partners.all()
        ],
        "figures": [_figure(each, locale) for each in city.figures.all()],
        "notes": list(city.notes),
        "page": pages.entry(city.resource),
    }


def _codes(city: City) -> dict[str, Any]:
    nuts = {"code": city.nuts_code, "edition": city.nuts_edition} if city.nuts_code else None
    return {
        "subdivision": city.subdivision,
        "nuts": nuts,
        "lau": [{"code": each["code"], "year": each.get("year")} for each in city.lau],
        "geonames": city.geonames_id,
    }


def _coordinates(city: City) -> dict[str, str] | None:
    if city.latitude is None or city.longitude is None:
        return None
    return {"latitude": number(city.latitude), "longitude": number(city.longitude)}


def _figure(figure: CityFigure, locale: str) -> dict[str, Any]:
    label = figure.labels.get_for(locale) or LocalisedText(figure.code)
    return {
        "code": figure.code,
        "label": {"text": label.text, "locale": label.locale},
        "value": number(figure.value),
        "unit": figure.unit,
        "year": figure.year,
        "level": figure.level,
        "source": {"name": figure.source_name, "url": figure.source_url},
    }
