"""Opening a city: its record, term, collection and front pages, in one transaction."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from anyascii import anyascii
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Collection, Locale

from integra_cms.exceptions import IntegraError
from integra_cms.languages.exceptions import UnknownLocale
from integra_cms.languages.formats import is_country
from integra_cms.languages.locales import resolve_locale
from integra_cms.pages.models import CitiesPage, CityPage
from integra_cms.sections.models import City
from integra_cms.vocabularies.models import Term

if TYPE_CHECKING:
    from collections.abc import Sequence

VOCABULARY = "city"


class CityRefused(IntegraError):
    """Cities cannot be opened as asked. Nothing was created.

    Attributes:
        reasons: One sentence each: what is wrong with which value, and what to do.
    """

    code = "city_refused"

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("\n".join(reasons))
        self.reasons = tuple(reasons)


@dataclass(frozen=True)
class CityPlan:
    """A city that shall be opened.

    Attributes:
        names: Locale → name. The first locale of ``locales`` should be among them.
        locales: Codes of the locales of its section; the first is the one it is written in.
        country: ISO 3166-1 alpha-2; empty for an example city only.
        code: For ever; made from a name when empty.
        resource: Translation key of its front page; a new one when None.
        with_pages: Whether to create its front pages. A pack brings its own.
        details: Further fields of :class:`~integra_cms.sections.models.City`.
    """

    names: dict[str, str]
    locales: Sequence[str]
    country: str = ""
    code: str = ""
    resource: uuid.UUID | None = None
    with_pages: bool = True
    details: dict[str, Any] = field(default_factory=dict)

    @property
    def final_code(self) -> str:
        """The code it gets."""
        return self.code or slugify(anyascii(self.name_in("en")))

    def name_in(self, locale: str) -> str:
        """Its name in a locale, or in whichever language it is known."""
        return self.names.get(locale) or self.names.get("en") or next(iter(self.names.values()))


def open_cities(plans: Sequence[CityPlan], *, user: Any = None) -> list[City]:
    """Opens cities, all or none.

    Creates for each its record, its term in the vocabulary ``city``, a collection for its files
    and, as drafts, its front page in each of its locales.

    Args:
        plans: What to open.
        user: Whoever does it, for the log; None for a command.

    Raises:
        CityRefused: At least one plan cannot be carried out; the reasons name all that is wrong.
    """
    if reasons := refusals(plans):
        raise CityRefused(reasons)
    with transaction.atomic():
        cities = [_create_record(plan) for plan in plans]
        for city, plan in zip(cities, plans, strict=True):
            if plan.with_pages:
                _create_front_pages(city, plan, user)
            log(instance=city, action="integra.city.open", user=user)
    return cities


def refusals(plans: Sequence[CityPlan]) -> list[str]:
    """Every reason why the plans cannot be carried out, empty when they can."""
    reasons: list[str] = []
    codes: set[str] = set()
    for plan in plans:
        if not plan.names or not plan.locales:
            reasons.append(_("A city needs a name and at least one locale."))
            continue
        reasons += _wrong_values(plan)
        if plan.final_code in codes or City.objects.filter(code=plan.final_code).exists():
            reasons.append(
                _("There is a city with the code “%(code)s” already. Choose another code.")
                % {"code": plan.final_code}
            )
        codes.add(plan.final_code)
        if plan.with_pages:
            reasons += _page_clashes(plan)
    return reasons


def _wrong_values(plan: CityPlan) -> list[str]:
    reasons = []
    if not plan.final_code:
        reasons.append(
            _("No code can be made from the name “%(name)s”. Give one.")
            % {"name": plan.name_in(plan.locales[0])}
        )
    if not is_country(plan.country) and not (plan.country == "" and plan.details.get("is_example")):
        reasons.append(
            _("“%(country)s” is no country code. Give two letters of ISO 3166-1, such as BG.")
            % {"country": plan.country}
        )
    known = set(Locale.objects.values_list("language_code", flat=True))
    for code in plan.locales:
        try:
            resolved = resolve_locale(code)
        except UnknownLocale as error:
            reasons.append(str(error))
            continue
        if resolved not in known:
            reasons.append(
                _("The locale “%(code)s” has no pages yet. Create it in the admin first.")
                % {"code": code}
            )
    return reasons


def _page_clashes(plan: CityPlan) -> list[str]:
    reasons = []
    for code in plan.locales:
        parent = CitiesPage.objects.filter(locale__language_code=code).first()
        if parent is None:
            reasons.append(
                _("There is no page “Cities” in %(code)s to put the city under. Create it first.")
                % {"code": code}
            )
        elif parent.get_children().filter(slug=plan.final_code).exists():
            reasons.append(
                _(
                    "In %(code)s a page with the address “%(slug)s” stands under “%(parent)s” "
                    "already. Choose another code or move that page."
                )
                % {"code": code, "slug": plan.final_code, "parent": parent.title}
            )
    return reasons


def _create_record(plan: CityPlan) -> City:
    code = plan.final_code
    locales = [resolve_locale(locale) for locale in plan.locales]
    collection = Collection.get_first_root_node().add_child(name=plan.name_in("en"))
    city = City(
        code=code,
        resource=plan.resource or uuid.uuid4(),
        names=plan.names,
        country=plan.country,
        locales=locales,
        collection=collection,
        **plan.details,
    )
    city.full_clean(exclude=["collection"])
    city.save()
    Term.objects.update_or_create(vocabulary=VOCABULARY, code=code, defaults={"labels": plan.names})
    return city


def _create_front_pages(city: City, plan: CityPlan, user: Any) -> None:
    parents = {
        page.locale.language_code: page
        for page in CitiesPage.objects.filter(
            locale__language_code__in=city.locales
        ).select_related("locale")
    }
    for code in city.locales:
        page = CityPage(
            title=plan.name_in(code),
            slug=city.code,
            city=city.code,
            locale=parents[code].locale,
            translation_key=city.resource,
            live=False,
            owner=user,
        )
        parents[code].add_child(instance=page)
        page.save_revision(user=user)
