"""System checks of page models, those of plugins included."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register
from django.db import models
from django.utils.functional import cached_property
from modelcluster.fields import ParentalManyToManyField
from pydantic import BaseModel
from wagtail.models import get_page_models

from integra_cms.blocks.fields import StreamField
from integra_cms.pages.base import BaseResourcePage, BaseToolkitPage
from integra_cms.pages.documents import DocumentType, document_types
from integra_cms.pages.stream_types import streams_of
from integra_cms.plugins import BrokenContribution, contributions


@register("integra")
def check_page_models(**kwargs: Any) -> list[CheckMessage]:
    """All rules for page models."""
    return [*plain_relations(), *kinds_of_other_pages(), *documents_of_pages()]


def plain_relations() -> Iterator[Error]:
    """A plain many-to-many relation is in no revision: a draft would change what is live."""
    for model in get_page_models():
        if not issubclass(model, BaseToolkitPage):
            continue
        for field in model._meta.local_many_to_many:
            plain = isinstance(field, models.ManyToManyField)
            if plain and not isinstance(field, ParentalManyToManyField):
                yield Error(
                    f"{model._meta.label}.{field.name} is a plain ManyToManyField. It is in no "
                    f"revision, so a draft would change the live page.",
                    hint="Use a TermCodesField, a stream of references or a "
                    "ParentalManyToManyField.",
                    obj=model,
                    id="integra.E301",
                )


def kinds_of_other_pages() -> Iterator[Error]:
    """The model of a kind has what all resources have."""
    for kind in contributions.kinds.values():
        try:
            model = apps.get_model(kind.model)
        except (LookupError, ValueError):
            continue  # The check of the plugin contract says so.
        if not issubclass(model, BaseResourcePage):
            yield Error(
                f"The kind {kind.name!r} has the model {kind.model}, which does not extend "
                f"BaseResourcePage.",
                hint="Extend integra_cms.pages.base.BaseResourcePage.",
                obj=model,
                id="integra.E302",
            )


def documents_of_pages() -> Iterator[Error]:
    """What documents promise, pages must have."""
    try:
        found = document_types()
    except (LookupError, ValueError):
        return  # The check of the plugin contract says so.
    for document_type in found.values():
        if document_type.kind is None and document_type.model.document_schema is None:
            yield Error(
                f"{document_type.model._meta.label} has no document schema, so its pages cannot "
                f"be delivered.",
                hint="Set `document_schema` to a model that extends "
                "integra_cms.pages.schemas.PageData.",
                obj=document_type.model,
                id="integra.E304",
            )
            continue
        try:
            schema = document_type.schema
        except BrokenContribution:
            continue  # The check of the plugin contract says so.
        yield from _wrong_fields(document_type, schema)


def _wrong_fields(document_type: DocumentType, schema: type[BaseModel]) -> Iterator[Error]:
    model = document_type.model
    fields = {field.name: field for field in model._meta.get_fields()}
    streams = streams_of(schema)
    for name in schema.model_fields:
        field = fields.get(name)
        if field is None and not isinstance(getattr(model, name, None), property | cached_property):
            problem = f"which is neither a field nor a property of {model._meta.label}"
        elif ((isinstance(field, StreamField) and field.stream) or None) != streams.get(name):
            problem = f"whose blocks are not those of the stream in {model._meta.label}"
        else:
            continue
        yield Error(
            f"The document schema {schema.__name__} has {name!r}, {problem}.",
            hint="Correct the schema, or add the field.",
            obj=model,
            id="integra.E303",
        )
