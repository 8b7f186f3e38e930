"""Rows that several of these tests need."""

from __future__ import annotations

import pytest

from integra_cms.vocabularies.models import Organisation, Project, Term


@pytest.fixture
def housing(db) -> Term:
    return Term.objects.create(
        vocabulary="issue",
        code="housing",
        labels={"en": "Housing", "bg": "Жилище"},
        reviewed=["en"],
    )


@pytest.fixture
def sda(db) -> Organisation:
    return Organisation.objects.create(
        code="sofia-development-association",
        names={"en": "Sofia Development Association", "bg": "Асоциация за развитие на София"},
        short_name="SDA",
        type=Organisation.Type.NGO,
        country="BG",
        seat="Sofia",
    )


@pytest.fixture
def integra(db) -> Project:
    return Project.objects.create(
        code="integra",
        titles={"en": "Integration of Third Country Nationals through Urban Partnerships"},
        acronym="INTEGRA",
        countries=["BG", "HR", "CZ", "IT", "SK"],
        start_month="2018-01",
        end_month="2019-12",
        budget_total="540087.88",
        budget_eu="485809.05",
        grant_id="776047",
    )
