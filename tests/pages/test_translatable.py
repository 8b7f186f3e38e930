from __future__ import annotations

import pytest
from django.db import models
from wagtail.fields import StreamField
from wagtail_localize.fields import get_translatable_fields
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from integra_cms.pages.base import resource_models
from integra_cms.pages.models import AgendaPage, GoodPracticePage, MethodPage
from integra_cms.pages.translatable import OwnField

# A new page asks for its content type.
pytestmark = pytest.mark.django_db

TRANSLATED = {
    "MethodPage": {
        "purpose", "when_to_use", "when_not_to", "expected_outputs", "feeds_decision",
        "venue_needs", "accessibility_needs", "ethics", "risks", "evaluation", "adaptation",
        "lessons",
    },
    "ChecklistPage": {"adapted_from", "introduction"},
    "GoodPracticePage": {
        "place", "situation", "goals", "assumptions", "actions", "resources_used", "results",
        "users_opinion", "impact", "evaluation", "do_and_dont", "beneficiaries",
        "host_society_role", "migrants_role", "funding", "partners", "transferability",
        "conditions", "sustainability", "lessons",
    },
    "AgendaPage": {
        "local_title", "vision", "audit_summary", "strengths", "weaknesses", "opportunities",
        "threats",
    },
    "InfographicPage": {"text_alternative"},
    "CampaignToolPage": {
        "audiences", "message", "transcript", "how_to_use", "print_specs", "reuse_conditions",
        "sensitive_note",
    },
    "CollectionPage": set(),
}  # fmt: skip
EVERYWHERE = {"title", "seo_title", "search_description", "summary", "provenance"}


def of(model):
    return {field.field_name: field for field in get_translatable_fields(model)}


@pytest.mark.parametrize("model", resource_models(), ids=lambda model: model.__name__)
def test_translators_see_words_and_nothing_else(model):
    page = model()

    seen = {
        name
        for name, field in of(model).items()
        if field.is_translated(page) and not isinstance(model._meta.get_field(name), StreamField)
    }

    assert seen == EVERYWHERE | TRANSLATED.get(model.__name__, set())


@pytest.mark.parametrize("model", resource_models(), ids=lambda model: model.__name__)
def test_streams_are_looked_into(model):
    for field in model._meta.concrete_fields:
        if isinstance(field, StreamField):
            assert of(model)[field.name].is_translated(model())


@pytest.mark.parametrize("model", resource_models(), ids=lambda model: model.__name__)
def test_slug_and_keywords_are_the_edition_s_own(model):
    page = model()

    for name in ("slug", "keywords", "keyword_items"):
        field = of(model)[name]
        assert isinstance(field, OwnField)
        assert not field.is_translated(page)
        assert not field.is_synchronized(page)


@pytest.mark.parametrize(
    ("model", "names"),
    [
        (MethodPage, ["method_kind", "prep_time", "stages", "cost_low", "licence", "source_url"]),
        (GoodPracticePage, ["start", "country", "cost_currency", "reviewed_by", "contact_email"]),
        (AgendaPage, ["base_date", "document_url", "horizon_min", "rights_holder", "version"]),
    ],
)
def test_codes_numbers_dates_and_addresses_come_from_the_source(model, names):
    page = model(**{name: "x" for name in names if _is_text(model, name)})

    for name in names:
        assert of(model)[name].is_synchronized(page)
        assert not of(model)[name].is_translated(page)


def test_what_is_extracted_has_the_words_of_the_page(method):
    method.keywords.add("walk")
    method.prep_time, method.version = "PT2H", "1.2"

    strings = [
        segment.string.data
        for segment in extract_segments(method)
        if isinstance(segment, StringSegmentValue)
    ]

    assert strings == [
        "City walk",
        "What it is and what it is good for.",
        "People and the city look at a place together.",
        "Taking part is free, and nobody is named.",
    ]


def _is_text(model, name):
    return isinstance(model._meta.get_field(name), models.CharField)
