"""The models of answers: what is rendered fits them, and nothing in it goes unsaid."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest
from pydantic import ValidationError
from pydantic.json_schema import models_json_schema

from integra_cms.delivery.labels import EditionState, compose_label, editions_of
from integra_cms.delivery.rendering import render
from integra_cms.delivery.schemas import (
    Card,
    Label,
    detail_model,
    document_model,
    document_models,
    list_model,
)
from integra_cms.pages.documents import document_types
from integra_cms.pages.schema_names import NamedComponents
from integra_cms.plugins import contributions
from integra_cms.vocabularies.models import Organisation, Project
from tests.blocks.library import stock_library, with_references
from tests.pages.factories import RESOURCE_FACTORIES, Tree, ensure_term, tree
from tests.pages.samples import full_streams, texts


@pytest.fixture
def pages(db) -> list[Any]:
    """One page of every kind with something in every field, and the structural pages."""
    site: Tree = tree(("en",))
    library = stock_library()
    project = Project.objects.create(code="integra", titles={"en": "INTEGRA"})
    lead = Organisation.objects.create(code="lead", names={"en": "Lead"}, type="ngo", country="BG")
    for vocabulary, code in (("stage", "assess"), ("area", "SERV"), ("campaign_medium", "podcast")):
        ensure_term(vocabulary, code)
    made = [*vars(site["en"]).values()]
    for factory in RESOURCE_FACTORIES:
        model = factory._meta.model
        content = {**texts(model, "Text."), **full_streams(model)}
        if model.__name__ == "GoodPracticePage":
            content["organisation"] = lead
        page = factory.build(**content, stages=["assess"], project=project, version="1.2")
        for name in full_streams(model):
            for child in getattr(page, name):
                child.value = with_references(child.block, child.value, library)
        site["en"].library.add_child(instance=page)
        page.keywords.add("walks")
        page.save_revision().publish()
        made.append(page)
    return made


@pytest.fixture
def rendered(pages) -> list[Any]:
    return render([page.pk for page in pages])


LABEL = {
    "asked": "bg",
    "served": "en",
    "fallback": True,
    "origin": "source",
    "freshness": "current",
    "updated_at": "2026-01-31T10:00:00Z",
    "editions": [{"locale": "en", "origin": "source", "freshness": "current"}],
}


def test_documents_fit_whole_and_lose_nothing(rendered):
    schema = document_model()

    for each in rendered:
        document = json.loads(each.body)
        assert schema.model_validate(document).model_dump(mode="json") == document
    assert {each.kind for each in rendered} >= {"home", "library", "cities", "method", "agenda"}


def test_cards_fit_whole_and_lose_nothing(rendered):
    for each in rendered:
        card = json.loads(each.card)
        assert Card.model_validate(card).model_dump(mode="json") == card


def test_a_label_fits():
    state = EditionState("en", "source", "current", datetime(2026, 1, 31, 10, tzinfo=UTC))
    label = compose_label(asked="bg", served=state, editions=editions_of([state]))

    assert Label.model_validate_json(label).model_dump(mode="json") == LABEL


def test_answers_hold_labels_and_documents_or_cards(rendered):
    document, card = json.loads(rendered[-1].body), json.loads(rendered[-1].card)
    detail = {"label": LABEL, "document": document}
    listed = {
        "items": [detail, {"label": LABEL, "card": card, "excerpt": {"html": "<mark>A</mark>"}}],
        "next": None,
        "total": 2,
        "facets": {"stages": [{"code": "assess", "count": 2}]},
    }

    detail_model().model_validate(detail)
    list_model().model_validate(listed)


def test_the_kind_decides_what_fields_there_are(rendered):
    method = next(json.loads(each.body) for each in rendered if each.kind == "method")

    with pytest.raises(ValidationError):
        document_model().model_validate({**method, "kind": "agenda"})
    with pytest.raises(ValidationError):
        document_model().model_validate({**method, "kind": "tavern"})


def test_there_is_a_document_for_every_kind_and_structural_page():
    assert list(document_models()) == list(document_types())
    assert set(contributions.kinds) < set(document_models())


def test_models_are_made_once():
    assert detail_model() is detail_model()
    assert list_model() is list_model()


def test_names_of_components_are_those_of_the_classes():
    _, together = models_json_schema(
        [(detail_model(), "serialization"), (list_model(), "serialization")],
        schema_generator=NamedComponents,
    )

    names = set(together["$defs"])
    assert {
        "integra_delivery_DetailAnswer",
        "integra_delivery_ListAnswer",
        "integra_delivery_Document",
        "integra_delivery_Card",
        "integra_pages_MethodDocument",
        "integra_pages_HomeDocument",
        "neighbours_MeetingPlaceDocument",
    } <= names
    assert [name for name in names if "__" in name] == []
