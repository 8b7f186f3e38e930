"""Cities: their records; front pages and all others come as pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import models

from integra_cms.sections.models import City, CityFigure, CityPartner
from integra_cms.sections.opening import VOCABULARY, CityPlan, open_cities
from integra_cms.sharing.chapter import FormJson, Reference, Staged
from integra_cms.sharing.chapters.records import Part, Records, partners, plain_value
from integra_cms.sharing.chapters.terms import key_of
from integra_cms.sharing.formats import (
    CityFigureForm,
    CityForm,
    LauForm,
    PartnerForm,
    decimal_text,
)
from integra_cms.vocabularies.models import Term

if TYPE_CHECKING:
    from integra_cms.sharing.loading import Loading

FIGURE = tuple(name for name in CityFigureForm.model_fields if name != "value")
PLACE = ("latitude", "longitude")
NOT_PLAIN = ("uuid", "resource", "lau", *PLACE, "partners", "figures")


class Cities(Records):
    """A new city is opened as any other, without pages: the pack brings them."""

    name = "city"
    folder = "cities"
    schema = CityForm
    model = City
    plain = tuple(name for name in CityForm.model_fields if name not in NOT_PLAIN)

    def references(self, form: FormJson) -> Iterator[Reference]:
        yield from partners(form)

    def brings(self, form: FormJson) -> Iterator[tuple[str, str]]:
        """Opening a city makes its term."""
        yield "term", key_of(VOCABULARY, form["code"])

    def rows(self) -> models.QuerySet[Any]:
        return super().rows().prefetch_related("partners__organisation", "figures")

    def row(self, form: CityForm) -> City:
        city: City = super().row(form)
        for name, value in _details(form).items():
            setattr(city, name, value)
        city.resource = UUID(form.resource)
        return city

    def form(self, row: City) -> CityForm:
        return CityForm(
            **self.plain_values(row),
            uuid=str(row.uuid),
            resource=str(row.resource),
            lau=[LauForm.model_validate(each) for each in row.lau],
            latitude=_text(row.latitude),
            longitude=_text(row.longitude),
            partners=[
                PartnerForm(organisation=each.organisation.code, role=each.role)
                for each in row.partners.all()
            ],
            figures=[
                CityFigureForm(
                    **{name: plain_value(getattr(each, name)) for name in FIGURE},
                    value=decimal_text(each.value),
                )
                for each in row.figures.all()
            ],
        )

    def write(self, staged: Sequence[Staged], loading: Loading) -> None:
        """Opens new cities together, then writes the rest as for other records."""
        stored = set(City.objects.values_list("code", flat=True))
        forms = [CityForm.model_validate(each.form) for each in staged if each.key not in stored]
        open_cities([_plan(form) for form in forms], user=loading.user)
        super().write(staged, loading)

    def link(self, row: City, form: CityForm, loading: Loading) -> None:
        for name, value in _details(form).items():
            setattr(row, name, value)

    def parts(self, form: CityForm) -> Iterator[Part]:
        for number, partner in enumerate(form.partners):
            row = _partner(partner, number)
            yield Part(
                f"partners[{number}]", row, (("organisation", partner.organisation, row.role),)
            )
        for number, figure in enumerate(form.figures):
            once = ("code", figure.code, figure.year, figure.level)
            yield Part(f"figures[{number}]", _figure(figure), (once,))

    def save_parts(self, row: City, form: CityForm, loading: Loading) -> None:
        Term.objects.filter(vocabulary=VOCABULARY, code=row.code).update(labels=form.names)
        partners = [_partner(partner, number) for number, partner in enumerate(form.partners)]
        for part, partner in zip(partners, form.partners, strict=True):
            part.city = row
            part.organisation_id = loading.organisations[partner.organisation]
        CityPartner.objects.filter(city=row).delete()
        CityPartner.objects.bulk_create(partners)
        figures = [_figure(figure) for figure in form.figures]
        for figure in figures:
            figure.city = row
        CityFigure.objects.filter(city=row).delete()
        CityFigure.objects.bulk_create(figures)


def _partner(form: PartnerForm, number: int) -> CityPartner:
    return CityPartner(role=form.role or "partner", order=number)


def _figure(form: CityFigureForm) -> CityFigure:
    values = {name: getattr(form, name) for name in FIGURE}
    return CityFigure(value=Decimal(form.value), **values)


def _plan(form: CityForm) -> CityPlan:
    return CityPlan(
        names=form.names,
        locales=form.locales,
        country=form.country,
        code=form.code,
        resource=UUID(form.resource),
        with_pages=False,
        details={
            "uuid": UUID(form.uuid),
            "is_example": form.is_example,
            "native_name": form.native_name,
        },
    )


def _details(form: CityForm) -> dict[str, Any]:
    return {
        "uuid": UUID(form.uuid),
        "lau": [each.as_json() for each in form.lau],
        **{name: _decimal(getattr(form, name)) for name in PLACE},
    }


def _decimal(number: str | None) -> Decimal | None:
    return None if number is None else Decimal(number)


def _text(number: Decimal | None) -> str | None:
    return None if number is None else decimal_text(number)
