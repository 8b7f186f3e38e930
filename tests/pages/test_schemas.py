"""What documents hold: every kind and every structural page says it, and plugins have their say."""

from __future__ import annotations

import datetime
import json
from dataclasses import replace
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args
from unittest.mock import patch

import pytest
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from pydantic import ValidationError
from pydantic.json_schema import models_json_schema
from wagtail.models import Page

from integra_cms.blocks.fields import StreamField
from integra_cms.media.licences import LicensedMixin
from integra_cms.pages.checks import documents_of_pages
from integra_cms.pages.documents import document_type, document_types
from integra_cms.pages.kinds.method import MethodData
from integra_cms.pages.lineage import BOOKKEEPING
from integra_cms.pages.models import HomePage, MethodPage
from integra_cms.pages.schema_names import NamedComponents, schema_name
from integra_cms.pages.schemas import PageData, StreamOf
from integra_cms.pages.stream_types import stream_type, stream_types, streams_of, typed
from integra_cms.plugins import BrokenContribution, contributions
from integra_cms.plugins.collecting import Named
from integra_cms.vocabularies.fields import TermCodeField
from tests.blocks.library import stock_library, with_references
from tests.pages.samples import full_streams, texts
from tests.plugins.neighbours.models import MeetingPlacePage

pytestmark = pytest.mark.django_db

OUTSIDE = {
    *(field.name for field in LicensedMixin._meta.get_fields()),
    *("title", "provenance", "version", "is_example", "project"),
}
"""What every document has beside its fields, see the design of documents."""

TYPES = document_types()


def content(model) -> set[str]:
    return {
        field.name
        for field in model._meta.concrete_fields
        if not field.primary_key and field.name not in BOOKKEEPING | OUTSIDE
    }


def full_page(model):
    """A page with something in every text and one block of each type in every stream."""
    library = stock_library()
    page = model(title="Full", **{**texts(model, "Text."), **full_streams(model)})
    for field in model._meta.concrete_fields:
        if isinstance(field, StreamField):
            stream = getattr(page, field.name)
            for child in stream:
                child.value = with_references(child.block, child.value, library)
            setattr(page, field.name, json.loads(field.value_to_string(page)))
        elif isinstance(field, TermCodeField):
            setattr(page, field.name, "SERV")
    return page


def fields_of(page) -> dict:
    """What a document would hold, as JSON."""
    form = {name: value_of(page, page._meta.get_field(name)) for name in content(type(page))}
    return json.loads(json.dumps(form, cls=DjangoJSONEncoder))


def value_of(page, field):
    value = getattr(page, field.name)
    if isinstance(field, StreamField):
        return field.stream_block.get_api_representation(value)
    if isinstance(field, models.ForeignKey | models.DateField):
        return value
    if field.choices or isinstance(field, TermCodeField):
        return value or None
    return value


def test_structural_pages_have_documents_under_the_names_of_their_models():
    assert {name for name, found in TYPES.items() if found.kind is None} == {
        *("home", "library", "cities", "city", "section", "news")
    }


@pytest.mark.parametrize("name", TYPES)
def test_a_page_model_knows_its_document(name):
    assert document_type(TYPES[name].model) == TYPES[name]


def test_a_page_of_another_kind_has_no_document():
    with pytest.raises(LookupError, match=r"wagtailcore.Page is no page model of the toolkit"):
        document_type(Page)


@pytest.mark.parametrize("name", TYPES)
def test_all_content_of_a_page_is_in_its_document(name):
    assert set(TYPES[name].schema.model_fields) == content(TYPES[name].model)


@pytest.mark.parametrize("name", TYPES)
def test_a_page_that_is_as_empty_as_can_be_fits(name):
    schema = typed(TYPES[name].schema)
    page = TYPES[name].model(title="Empty")
    if name == "city":
        page.city = "sofia"

    schema.model_validate(fields_of(page))


@pytest.mark.django_db
@pytest.mark.parametrize("name", TYPES)
def test_a_full_page_fits_and_nothing_is_lost(name):
    schema = typed(TYPES[name].schema)
    form = fields_of(full_page(TYPES[name].model))

    again = schema.model_validate(form).model_dump(mode="json")

    assert again == form


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("participation_level", "a little"),
        ("settings", ["under_water"]),
        ("total_time", "two hours"),
        ("staff_days", 1.5),
        ("stages", ["not a code"]),
        ("body", [{"type": "marquee", "id": "1", "value": {}}]),
        ("body", [{"type": "heading", "id": "1", "value": {"text": "No level"}}]),
        ("steps", [{"type": "heading", "id": "1", "value": {"text": "A", "level": "2"}}]),
        ("colour", "red"),
    ],
)
def test_what_a_method_cannot_hold_is_refused(field, value):
    form = fields_of(MethodPage(title="M"))

    with pytest.raises(ValidationError):
        typed(MethodData).model_validate({**form, field: value})


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("total_time", "PT2H15M"),
        ("staff_days", str(Decimal("1.50"))),
        ("participation_level", "involve"),
        ("body", [{"type": "heading", "id": "1", "value": {"text": "A", "level": "2"}}]),
    ],
)
def test_what_a_method_can_hold_is_taken(field, value):
    form = {**fields_of(MethodPage(title="M")), field: value}

    assert typed(MethodData).model_validate(form).model_dump(mode="json") == form


def test_the_day_of_news_is_a_day():
    schema = typed(TYPES["news"].schema)
    form = fields_of(TYPES["news"].model(title="N", date=datetime.date(2026, 1, 31)))

    assert schema.model_validate(form).date == "2026-01-31"
    with pytest.raises(ValidationError):
        schema.model_validate({**form, "date": "January"})


def test_blocks_of_plugins_are_in_the_types_of_streams():
    of_body = {
        get_args(item.model_fields["type"].annotation)[0]
        for item in get_args(stream_type("body").model_fields["root"].annotation)
    }

    assert of_body == set(contributions.blocks("body"))
    assert "neighbour_tip" in of_body
    assert set(stream_types()) == set(contributions.streams)


def test_a_stream_with_a_single_type_of_block_is_typed_too():
    item = stream_type("roles").model_fields["root"].annotation

    assert item.model_fields["type"].annotation == Literal["role"]


def test_types_are_made_once_and_anew_for_other_plugins():
    before = typed(MethodData)
    tip = contributions.blocks("body")["neighbour_tip"]

    with contributions.collected_anew():
        again = typed(MethodData)
        only = {"body": {"neighbour_tip": tip}}
        with patch.object(
            type(contributions), "blocks", lambda self, stream: Named("b", only.get(stream, {}))
        ):
            other = typed(MethodData)

    assert again is before is typed(MethodData)
    assert other is not before
    assert other.__name__ == before.__name__


def test_names_of_schemas_say_the_app_and_never_clash():
    schemas = [typed(found.schema) for found in TYPES.values()]

    _, together = models_json_schema(
        [(schema, "serialization") for schema in {*schemas, *stream_types().values()}],
        schema_generator=NamedComponents,
    )

    names = set(together["$defs"])
    assert {
        "integra_pages_MethodData",
        "integra_blocks_HeadingData",
        "integra_blocks_HeadingItem",
        "integra_blocks_RoleItem",
        "integra_blocks_Tone",
        "neighbours_NeighbourTipItem",
        "Stream_body",
        "Stream_roles",
    } <= names
    assert {schema_name(schema) for schema in schemas} <= names
    assert [name for name in names if "__" in name] == []


def test_a_kind_without_a_schema_cannot_be_read():
    kind = replace(contributions.kinds["method"], document="")

    with pytest.raises(BrokenContribution, match="'method' has the document schema ''"):
        kind.load_document()


def test_the_documents_of_the_toolkit_are_in_order():
    assert list(documents_of_pages()) == []


def test_a_schema_with_a_field_that_pages_do_not_have_is_an_error(monkeypatch):
    class TallData(PageData):
        height: int

    monkeypatch.setattr(HomePage, "document_schema", TallData)

    (error,) = documents_of_pages()

    assert error.id == "integra.E303"
    assert "TallData has 'height', which is neither a field nor a property" in error.msg


def test_a_property_of_the_page_will_do(monkeypatch):
    class CountedData(PageData):
        size: int

    monkeypatch.setattr(HomePage, "document_schema", CountedData)
    monkeypatch.setattr(HomePage, "size", property(lambda page: 1), raising=False)

    assert list(documents_of_pages()) == []


def test_a_schema_with_the_blocks_of_another_stream_is_an_error(monkeypatch):
    class StepsData(PageData):
        body: Annotated[list[Any], StreamOf("steps")]

    monkeypatch.setattr(HomePage, "document_schema", StepsData)

    (error,) = documents_of_pages()

    assert error.id == "integra.E303"
    assert streams_of(StepsData)["body"] == "steps"
    assert "'body', whose blocks are not those of the stream" in error.msg


def test_a_structural_page_without_a_schema_is_an_error(monkeypatch):
    monkeypatch.setattr(HomePage, "document_schema", None)

    (error,) = documents_of_pages()

    assert error.id == "integra.E304"
    assert "integra_pages.HomePage" in error.msg
    with pytest.raises(BrokenContribution):
        _ = document_type(HomePage).schema


def test_a_plugin_kind_has_a_document_as_any_other():
    assert schema_name(typed(document_type(MeetingPlacePage).schema)) == (
        "neighbours_MeetingPlaceData"
    )
