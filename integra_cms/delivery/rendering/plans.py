"""Which columns of a page model go where in its document; made once for each model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import ExpressionWrapper, F
from wagtail.fields import RichTextField
from wagtail.models import Page

from integra_cms.blocks.fields import StreamField
from integra_cms.delivery.media.facts import IMAGE
from integra_cms.delivery.rendering import rich_text, walking
from integra_cms.delivery.rendering.gathering import Gathered
from integra_cms.pages.base import BaseResourcePage
from integra_cms.pages.documents import DocumentType
from integra_cms.pages.translatable import CODE_FIELDS
from integra_cms.vocabularies.fields import TermCodeField, TermCodesField
from integra_cms.vocabularies.models import Organisation

Row = dict[str, Any]
"""Columns of one page by attribute name; streams as they are stored."""

Put = Callable[[Any, Row, str, Gathered], None]
"""Puts the value of a column into the fields of a document."""

ELSEWHERE = (
    "pk", "path", "url_path", "title", "translation_key", "first_published_at",
    "last_published_at", "latest_revision_created_at",
)  # fmt: skip
OF_RESOURCES = (
    "version", "is_example", "licence", "rights_holder", "credit_line", "source_url",
    "licence_note", "provenance", "project_id",
)  # fmt: skip
NO_WORDS = frozenset({"summary", "seo_title", "search_description"})
"""The summary is found as part of the head; the others are for search engines elsewhere."""


@dataclass(frozen=True)
class Column:
    """One field of a document and the column it comes from."""

    name: str
    field: models.Field[Any, Any]
    put: Put


class Plan:
    """How pages of one model become documents."""

    def __init__(self, document_type: DocumentType) -> None:
        self.type = document_type
        self.model = document_type.model
        self.columns = [_column(self.model, name) for name in document_type.schema.model_fields]
        kind = document_type.kind
        self.facets = [
            (name, self.model._meta.get_field(name).attname)
            for name in (kind.facets if kind else ())
        ]
        self.is_resource = issubclass(self.model, BaseResourcePage)
        self.card_images = [
            column.name
            for column in self.columns
            if isinstance(column.field, models.ForeignKey)
            and walking.file_sorts().get(column.field.related_model) == IMAGE
        ]

    @cached_property
    def attributes(self) -> list[str]:
        """The columns that are read, each once."""
        content = [column.field.attname for column in self.columns]
        facets = [attribute for _name, attribute in self.facets]
        own = OF_RESOURCES if self.is_resource else ()
        return list(dict.fromkeys([*ELSEWHERE, "summary", *own, *content, *facets]))

    def read(self, keys: list[int]) -> list[Row]:
        """The rows of published pages, in one query and without making pages of them."""
        streams = {
            column.field.attname: f"stored_{column.field.attname}"
            for column in self.columns
            if isinstance(column.field, StreamField)
        }
        raw = {
            alias: ExpressionWrapper(F(name), output_field=models.JSONField())
            for name, alias in streams.items()
        }
        names = [streams.get(name, name) for name in self.attributes]
        rows = self.model._base_manager.filter(pk__in=keys).annotate(**raw).values_list(*names)
        return [dict(zip(self.attributes, row, strict=True)) for row in rows]

    def row_of(self, page: Page) -> Row:
        """The same of a page in memory."""
        row: Row = {name: getattr(page, name) for name in self.attributes}
        for column in self.columns:
            if isinstance(column.field, StreamField):
                row[column.field.attname] = column.field.get_prep_value(row[column.field.attname])
        return row


def _column(model: type[models.Model], name: str) -> Column:
    field: Any = model._meta.get_field(name)
    return Column(name, field, _put(field, model))


def _put(field: Any, model: type[models.Model]) -> Put:
    name = field.attname
    searched = field.name not in NO_WORDS
    if isinstance(field, StreamField):
        return _stream(field)
    if isinstance(field, RichTextField):
        return _prose(name)
    if isinstance(field, models.ForeignKey):
        return _reference(field)
    if isinstance(field, TermCodesField | TermCodeField):
        return _terms(name, field.vocabulary)
    if isinstance(field, models.DecimalField):
        return _decimal(field)
    if isinstance(field, models.CharField | models.TextField):
        has_words = searched and _has_words(field, model)
        return _choice(name) if field.choices else _text(name, has_words)
    return _plain(name)


def _has_words(field: Any, model: Any) -> bool:
    return not (
        isinstance(field, (*CODE_FIELDS, models.URLField, models.EmailField, models.SlugField))
        or field.name in model.untranslated_fields
    )


def _stream(field: StreamField) -> Put:
    name = field.attname
    made: list[tuple[Any, walking.Walk]] = []

    def put(fields: Any, row: Row, place: str, found: Gathered) -> None:
        if not made or made[0][0] is not field.stream_block:
            made[:] = [(field.stream_block, walking.walk_for(field.stream_block))]
        made[0][1](row[name], fields, place, found)

    return put


def _prose(name: str) -> Put:
    def put(fields: Any, row: Row, place: str, found: Gathered) -> None:
        html = row[name] or ""
        walking.put_html(html, fields, place, found)
        if html:
            found.words.append(rich_text.plain(html))

    return put


def _reference(field: models.ForeignKey[Any, Any]) -> Put:
    name, model = field.attname, field.related_model
    sort = walking.file_sorts().get(model)

    def put_file(fields: Any, row: Row, place: str, found: Gathered) -> None:
        found.file(sort or "", row[name], fields, place)

    def put_page(fields: Any, row: Row, place: str, found: Gathered) -> None:
        found.page(row[name], fields, place)

    def put_named(fields: Any, row: Row, place: str, found: Gathered) -> None:
        found.named(model, row[name], fields, place)

    if sort:
        return put_file
    return put_page if issubclass(model, Page) else put_named


def _terms(name: str, vocabulary: str) -> Put:
    def put(fields: Any, row: Row, place: str, found: Gathered) -> None:
        value = row[name]
        fields[place] = (value or None) if isinstance(value, str) else list(value or ())
        for code in [value] if isinstance(value, str) else value or ():
            found.term(vocabulary, code)

    return put


def _decimal(field: Any) -> Put:
    name = field.attname

    def put(fields: Any, row: Row, place: str, found: Gathered) -> None:
        value = field.to_python(row[name])
        fields[place] = format(value, "f") if isinstance(value, Decimal) else None

    return put


def _choice(name: str) -> Put:
    def put(fields: Any, row: Row, place: str, found: Gathered) -> None:
        fields[place] = str(row[name]) if row[name] else None

    return put


def _text(name: str, has_words: bool) -> Put:
    def put(fields: Any, row: Row, place: str, found: Gathered) -> None:
        fields[place] = text = row[name] or ""
        if has_words and text:
            found.words.append(text)

    return put


def _plain(name: str) -> Put:
    def put(fields: Any, row: Row, place: str, found: Gathered) -> None:
        value = row[name]
        fields[place] = value.isoformat() if hasattr(value, "isoformat") else value

    return put


def organisation_form(organisation: Organisation, locale: str) -> dict[str, Any]:
    """An organisation as documents name it."""
    name = organisation.names.get_for(locale)
    return {
        "code": organisation.code,
        "name": {"text": name.text, "locale": name.locale},
        "short_name": organisation.short_name,
        "url": organisation.url,
    }


_made: dict[tuple[Any, ...], Plan] = {}


def plan_for(document_type: DocumentType) -> Plan:
    """The plan for a sort of documents; it follows from code alone, so it is kept."""
    kind = document_type.kind
    asked = (document_type.name, document_type.model, document_type.schema, kind and kind.facets)
    if asked not in _made:
        _made[asked] = Plan(document_type)
    return _made[asked]
