"""What has to hold among the parts of a pack that no part can see alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from django.utils.translation import gettext as _

from integra_cms.sections.models import City
from integra_cms.sharing.chapter import Staged
from integra_cms.sharing.formats import PackForm
from integra_cms.sharing.report import Report

Objects = Mapping[str, Mapping[str, Staged]]
"""Chapter → key → object."""


def refuse_undeclared_locales(pack: PackForm, objects: Objects, report: Report) -> None:
    """Every language of pages and cities is one that the pack says it is in."""
    for staged, place, locale in _locales(objects):
        if locale not in pack.locales:
            report.refuse(
                "locale_undeclared",
                staged.file,
                _("the locale “%(locale)s” is not among the locales in pack.json: %(known)s.")
                % {"locale": locale, "known": ", ".join(pack.locales) or "–"},
                place=place,
                remedy=_("Add it to “locales” there."),
            )


def refuse_shared_cities(objects: Objects, report: Report) -> None:
    """A front page is that of one city, in the pack and on the site."""
    cities = list(objects["city"].values())
    for name in ("resource", "uuid"):
        values = [each.form[name] for each in cities]
        site = City.objects.filter(**{f"{name}__in": values}).values_list(name, "code")
        owners = {str(value): code for value, code in site}
        for each in cities:
            value = each.form[name]
            if (owner := owners.setdefault(value, each.key)) != each.key:
                report.refuse(
                    "city_shared",
                    each.file,
                    _("the %(name)s %(value)s is that of the city “%(code)s” already.")
                    % {"name": name, "value": value, "code": owner},
                    place=name,
                    remedy=_("Give each city one of its own."),
                )


def _locales(objects: Objects) -> Iterator[tuple[Staged, str, str]]:
    for page in objects["page"].values():
        yield page, "locale", page.form["locale"]
    for city in objects["city"].values():
        for number, locale in enumerate(city.form["locales"]):
            yield city, f"locales[{number}]", locale
