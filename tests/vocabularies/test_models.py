"""Terms, organisations, networks and projects as the database and validation hold them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from integra_cms.vocabularies.models import (
    Network,
    Organisation,
    Project,
    ProjectPartner,
    Statistic,
    Term,
)

pytestmark = pytest.mark.django_db


def refused_codes(row) -> set[str]:
    with pytest.raises(ValidationError) as refused:
        row.full_clean()
    return {error.code for errors in refused.value.error_dict.values() for error in errors}


def test_a_stored_code_never_changes(housing):
    housing.code = "homes"

    assert refused_codes(housing) == {"code_immutable"}
    with pytest.raises(ValidationError, match="cannot become “homes”"):
        housing.save()
    assert Term.objects.get().code == "housing"


def test_a_stored_term_never_changes_its_vocabulary(housing):
    housing.vocabulary = "place_type"

    assert refused_codes(housing) == {"code_immutable"}


@pytest.mark.parametrize("fixture", ["sda", "integra"])
def test_codes_of_organisations_and_projects_never_change_either(fixture, request):
    row = request.getfixturevalue(fixture)
    row.code = "other"

    with pytest.raises(ValidationError) as refused:
        row.save()

    assert refused.value.code == "code_immutable"


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"code": "не"}, "code_invalid"),
        ({"code": "-x"}, "code_invalid"),
        ({"vocabulary": "nonsense"}, "vocabulary_unknown"),
        ({"vocabulary": "area", "code": "MORE"}, "vocabulary_fixed"),
        ({"code": "housing"}, "term_exists"),
        ({"broader_code": "gone"}, "term_broader_unknown"),
        ({"labels": {"bg": "Здраве"}}, "translation_missing"),
        ({"reviewed": ["not a tag"]}, "locale_unknown"),
    ],
)
def test_a_term_that_does_not_fit_is_refused(housing, values, code):
    term = Term(**{"vocabulary": "issue", "code": "health", "labels": {"en": "Health"}, **values})

    assert code in refused_codes(term)


def test_a_term_cannot_be_broader_than_itself(housing):
    housing.broader_code = "housing"

    assert refused_codes(housing) == {"term_broader_itself"}


def test_the_missing_codes_of_a_fixed_vocabulary_can_be_added():
    Term(vocabulary="area", code="SERV", labels={"en": "Services"}).full_clean()


def test_a_term_whose_plugin_is_gone_can_still_be_corrected():
    term = Term.objects.create(vocabulary="of_a_plugin", code="x", labels={"en": "X"})
    term.labels = {"en": "Y"}

    term.full_clean()


def test_a_term_is_called_by_its_label_or_else_its_code(housing):
    assert str(housing) == "Housing"
    assert str(Term(code="SERV")) == "SERV"


def test_the_database_itself_refuses_two_terms_of_one_code(housing):
    with pytest.raises(IntegrityError), transaction.atomic():
        Term.objects.bulk_create([Term(vocabulary="issue", code="housing")])


def test_the_budget_is_kept_to_the_cent_and_its_share_is_derived(integra):
    integra.refresh_from_db()

    assert integra.budget_total == Decimal("540087.88")
    assert integra.budget_eu == Decimal("485809.05")
    assert integra.eu_share == Decimal("89.95")
    assert integra.budget_other == Decimal("54278.83")


def test_a_project_without_a_budget_has_no_share():
    project = Project(budget_eu=Decimal(1))

    assert project.eu_share is None
    assert project.budget_other is None


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"budget_eu": Decimal("540087.89")}, "budget_exceeded"),
        ({"budget_total": None}, "budget_exceeded"),
        ({"end_month": "2017-12"}, "period_reversed"),
        ({"start_month": "2018"}, "month_invalid"),
        ({"countries": ["Bulgaria"]}, "country_unknown"),
        ({"aims": ["aim-9"]}, "term_unknown"),
        ({"currency": "€"}, "currency_unknown"),
    ],
)
def test_a_project_that_cannot_be_is_refused(integra, values, code):
    for name, value in values.items():
        setattr(integra, name, value)

    assert code in refused_codes(integra)


@pytest.mark.parametrize(
    "values", [{"budget_eu": "600000"}, {"budget_total": "-1"}, {"end_month": "2017-12"}]
)
def test_the_database_itself_refuses_a_project_that_cannot_be(integra, values):
    with pytest.raises(IntegrityError), transaction.atomic():
        Project.objects.update(**values)


def test_translations_of_statements_may_be_unofficial():
    project = Project(unofficial=["bg"])

    assert project.is_official("en")
    assert not project.is_official("bg")


def test_the_lead_is_the_partner_with_that_role(integra, sda):
    other = Organisation.objects.create(code="etp", names={"en": "ETP"}, type="ngo", country="SK")
    ProjectPartner.objects.create(project=integra, organisation=other, order=0)
    assert integra.lead is None

    ProjectPartner.objects.create(project=integra, organisation=sda, role="lead", order=1)

    assert Project.objects.get().lead == sda


def test_the_database_itself_refuses_a_second_lead(integra, sda):
    other = Organisation.objects.create(code="etp", names={"en": "ETP"}, type="ngo", country="SK")
    ProjectPartner.objects.create(project=integra, organisation=sda, role="lead")

    with pytest.raises(IntegrityError), transaction.atomic():
        ProjectPartner.objects.create(project=integra, organisation=other, role="lead")


@pytest.mark.parametrize(
    ("values", "code"),
    [
        ({"as_of": ""}, "blank"),
        ({"source_name": ""}, "blank"),
        ({"as_of": "May 2019"}, "date_invalid"),
        ({"qualifier": "roughly"}, "invalid_choice"),
    ],
)
def test_a_statistic_needs_its_date_and_its_source(integra, values, code):
    statistic = Statistic(
        **{
            "project": integra,
            "code": "participants",
            "labels": {"en": "Participants"},
            "value": Decimal(2000),
            "qualifier": "over",
            "as_of": "2019",
            "source_name": "Leaflet",
            **values,
        }
    )

    assert code in refused_codes(statistic)


def test_a_network_joins_organisations(sda):
    network = Network(code="sig", names={"en": "Group"}, level="local", kind="stakeholder_group")
    network.full_clean()
    network.save()

    network.members.add(sda)

    assert list(sda.networks.all()) == [network]
