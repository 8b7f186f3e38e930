"""Projects, with their partners and statistics."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import models

from integra_cms.sharing.chapter import FormJson, Reference
from integra_cms.sharing.chapters.records import Part, Records, codes, partners, plain_value
from integra_cms.sharing.chapters.terms import key_of
from integra_cms.sharing.formats import (
    PartnerForm,
    ProjectForm,
    StatisticForm,
    decimal_text,
)
from integra_cms.vocabularies.models import Project, ProjectPartner, Statistic

if TYPE_CHECKING:
    from integra_cms.sharing.loading import Loading

AMOUNTS = ("budget_total", "budget_eu")
PARTS = ("partners", "statistics")
STATISTIC = tuple(name for name in StatisticForm.model_fields if name != "value")


class Projects(Records):
    """The order of partners and statistics is the one they are shown in."""

    name = "project"
    folder = "projects"
    schema = ProjectForm
    model = Project
    plain = tuple(name for name in ProjectForm.model_fields if name not in (*AMOUNTS, *PARTS))

    def references(self, form: FormJson) -> Iterator[Reference]:
        yield from partners(form)
        yield from codes("term", [key_of("aim", aim) for aim in form.get("aims", ())], "aims")

    def checked_elsewhere(self) -> tuple[str, ...]:
        return ("aims",)

    def rows(self) -> models.QuerySet[Any]:
        return super().rows().prefetch_related("partners__organisation", "statistics")

    def row(self, form: ProjectForm) -> Project:
        project: Project = super().row(form)
        self._set_amounts(project, form)
        return project

    def form(self, row: Project) -> ProjectForm:
        return ProjectForm(
            **self.plain_values(row),
            budget_total=_text(row.budget_total),
            budget_eu=_text(row.budget_eu),
            partners=[
                PartnerForm(organisation=each.organisation.code, role=each.role)
                for each in row.partners.all()
            ],
            statistics=[
                StatisticForm(
                    **{name: plain_value(getattr(each, name)) for name in STATISTIC},
                    value=decimal_text(each.value),
                )
                for each in row.statistics.all()
            ],
        )

    def link(self, row: Project, form: ProjectForm, loading: Loading) -> None:
        self._set_amounts(row, form)

    @staticmethod
    def _set_amounts(row: Project, form: ProjectForm) -> None:
        for name in AMOUNTS:
            amount = getattr(form, name)
            setattr(row, name, None if amount is None else Decimal(amount))

    def parts(self, form: ProjectForm) -> Iterator[Part]:
        for number, partner in enumerate(form.partners):
            row = _partner(partner, number)
            lead = [("role", row.role)] if row.role == ProjectPartner.Role.LEAD else []
            yield Part(f"partners[{number}]", row, (("organisation", partner.organisation), *lead))
        for number, each in enumerate(form.statistics):
            yield Part(f"statistics[{number}]", _statistic(each, number), (("code", each.code),))

    def save_parts(self, row: Project, form: ProjectForm, loading: Loading) -> None:
        partners = [_partner(partner, number) for number, partner in enumerate(form.partners)]
        for part, partner in zip(partners, form.partners, strict=True):
            part.project = row
            part.organisation_id = loading.organisations[partner.organisation]
        ProjectPartner.objects.filter(project=row).delete()
        ProjectPartner.objects.bulk_create(partners)
        statistics = [_statistic(each, number) for number, each in enumerate(form.statistics)]
        for statistic in statistics:
            statistic.project = row
        Statistic.objects.filter(project=row).delete()
        Statistic.objects.bulk_create(statistics)


def _partner(form: PartnerForm, number: int) -> ProjectPartner:
    return ProjectPartner(role=form.role or ProjectPartner.Role.PARTNER, order=number)


def _statistic(form: StatisticForm, number: int) -> Statistic:
    values = {name: getattr(form, name) for name in STATISTIC}
    return Statistic(value=Decimal(form.value), order=number, **values)


def _text(amount: Decimal | None) -> str | None:
    return None if amount is None else decimal_text(amount)
