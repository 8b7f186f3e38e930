from __future__ import annotations

import pytest

from integra_cms.delivery.registers import REGISTERS
from integra_cms.vocabularies.models import (
    Organisation,
    Project,
    ProjectPartner,
    Statistic,
    Term,
)
from tests.delivery.samples import image


@pytest.fixture
def project(db) -> Project:
    Term.objects.update_or_create(
        vocabulary="aim", code="open", defaults={"labels": {"en": "Open cities"}}
    )
    return Project.objects.create(
        code="integra",
        titles={"en": "Urban Partnerships"},
        acronym="INTEGRA",
        goals={"en": "Cities for all", "bg": "Градове за всички"},
        aims=["open"],
        countries=["BG", "CZ"],
        funding_statements={"en": "Funded by the Fund.", "bg": "Финансирано от фонда."},
        disclaimers={"en": "The Commission is not responsible."},
        unofficial=["bg"],
        start_month="2018-01",
        end_month="2019-12",
        budget_total="540087.88",
        budget_eu="485809.05",
        notes=["The leaflet says 2017."],
    )


def partner(project, code, role="partner", order=0, **more) -> Organisation:
    found = Organisation.objects.create(
        code=code, names={"en": code.upper()}, type="ngo", country="BG", **more
    )
    ProjectPartner.objects.create(project=project, organisation=found, role=role, order=order)
    return found


def statistic(project, code, order=0, **more) -> None:
    values = {"labels": {"en": code}, "value": "1.5", "as_of": "2018", "source_name": "Eurostat"}
    Statistic.objects.create(project=project, code=code, order=order, **{**values, **more})


def only(body, locale="en"):
    (entry,) = body("project", locale)["projects"]
    return entry


def test_the_share_of_the_union_is_computed(project, body):
    assert only(body)["budget"] == {
        "currency": "EUR",
        "total": "540087.88",
        "eu": "485809.05",
        "other": "54278.83",
        "eu_share": "89.95",
    }


@pytest.mark.parametrize(
    ("total", "eu", "expected"),
    [(None, None, None), ("100", None, (None, None)), ("100", "0", ("100", "0"))],
)
def test_a_budget_that_is_not_known_is_not_invented(project, body, total, eu, expected):
    Project.objects.update(budget_total=total, budget_eu=eu)

    budget = only(body)["budget"]

    assert (budget and (budget["other"], budget["eu_share"])) == expected


@pytest.mark.parametrize(
    ("locale", "statement", "disclaimer", "official"),
    [("en", "en", "en", True), ("bg", "bg", "en", False), ("cs", "en", "en", True)],
)
def test_the_funders_words_say_their_language(
    project, body, locale, statement, disclaimer, official
):
    funding = only(body, locale)["funding"]

    assert funding["statement"]["locale"] == statement
    assert funding["disclaimer"]["locale"] == disclaimer
    assert funding["official"] is official


def test_texts_say_their_language_and_missing_ones_are_null(project, body):
    entry = only(body, "bg")

    assert entry["goal"] == {"text": "Градове за всички", "locale": "bg"}
    assert entry["title"] == {"text": "Urban Partnerships", "locale": "en"}
    assert entry["advocacy"] is None
    assert entry["aims"] == [{"code": "open", "label": {"text": "Open cities", "locale": "en"}}]
    assert entry["period"] == {"start": "2018-01", "end": "2019-12"}
    assert entry["notes"] == ["The leaflet says 2017."]


def test_partners_and_their_logos(project, body):
    shown, hidden = image("Shown"), image("Hidden")
    partner(project, "second", order=1, logo=hidden, logo_permission=False)
    partner(project, "first", role="lead", logo=shown, logo_permission=True)
    partner(project, "third", order=2, logo_permission=True)

    partners = only(body)["partners"]

    assert [(each["code"], each["role"]) for each in partners] == [
        ("first", "lead"),
        ("second", "partner"),
        ("third", "partner"),
    ]
    assert [each["logo"] and each["logo"]["media"] for each in partners] == [
        str(shown.uuid),
        None,
        None,
    ]
    assert REGISTERS["project"].build("en").media == {shown.uuid}


def test_statistics_have_date_and_source_and_the_order_editors_gave_them(project, body):
    statistic(project, "small", 2, value="2")
    statistic(project, "large", 1, value="3000000", qualifier="over", units={"en": "people"})

    large, small = only(body)["statistics"]

    assert large == {
        "code": "large",
        "label": {"text": "large", "locale": "en"},
        "qualifier": "over",
        "value": "3000000",
        "unit": {"text": "people", "locale": "en"},
        "as_of": "2018",
        "source": {"name": "Eurostat", "url": ""},
    }
    assert (small["value"], small["unit"]) == ("2", None)


def test_the_number_of_queries_does_not_depend_on_the_number_of_projects(project, queries):
    partner(project, "one", logo=image("one"))
    statistic(project, "one")
    few = queries("project", "en")
    for number in range(5):
        other = Project.objects.create(code=f"p{number}", titles={"en": "P"}, aims=["open"])
        for role in range(3):
            partner(other, f"o{number}-{role}", logo=image(f"{number}-{role}"))
            statistic(other, f"s{role}")

    assert queries("project", "en") == few
