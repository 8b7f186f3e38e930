"""Pages as packs write them, and back; which page model a kind stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from django.db import models
from wagtail.fields import RichTextField
from wagtail.models import Page

from integra_cms.blocks.fields import StreamField
from integra_cms.pages.base import BaseToolkitPage
from integra_cms.pages.documents import document_types
from integra_cms.pages.lineage import BOOKKEEPING
from integra_cms.sharing import streams
from integra_cms.sharing.chapter import FormJson, Reference
from integra_cms.sharing.formats import decimal_text, is_empty, is_writable
from integra_cms.sharing.links import Links
from integra_cms.vocabularies.fields import TermCodeField, TermCodesField

NOT_CONTENT = BOOKKEEPING | {"title"}
"""The title has a key of its own in the file of a page."""


def page_models() -> dict[str, type[BaseToolkitPage]]:
    """What packs call pages → page model: the same names that documents have."""
    return {name: each.model for name, each in document_types().items()}


def kind_of(model: type[Page]) -> str:
    """What packs call pages of this model."""
    return next(kind for kind, known in page_models().items() if known is model)


def content_fields(model: type[Page]) -> tuple[models.Field[Any, Any], ...]:
    """The fields of a page model that are content, in its order; those of every page come last."""
    fields = [
        field
        for field in model._meta.concrete_fields
        if field.name not in NOT_CONTENT and not field.primary_key
    ]
    return tuple(sorted(fields, key=lambda field: field.model is Page))


def to_fields(page: Page, links: Links) -> FormJson:
    """The content of a page, without what is empty."""
    form = {}
    for field in content_fields(type(page)):
        value = _authored(field, getattr(page, field.attname), links)
        if not is_left_out(field, value):
            form[field.name] = value
    return form


def set_fields(page: Page, form: FormJson, links: Links) -> None:
    """Gives a page the content of a form; what the form leaves out becomes the default."""
    for field in content_fields(type(page)):
        if field.name in form:
            value = _stored(field, form[field.name], links, page.locale_id)
        else:
            value = field.get_default()
        setattr(page, field.attname, value)


def tidy(model: type[Page], form: FormJson) -> FormJson:
    """The form with its keys in order, with defaults, and without what is empty."""
    tidied = {}
    for field in content_fields(model):
        value = form[field.name] if field.name in form else default(field)
        if isinstance(field, StreamField):
            value = streams.tidy(value, field.stream_block)
        elif isinstance(field, models.DecimalField) and value is not None:
            # People write numbers, too; in packs decimals are text, so that none is rounded.
            value = _decimal_text(value)
        if not is_left_out(field, value):
            tidied[field.name] = value
    return tidied


def references(model: type[Page], form: FormJson) -> Iterator[Reference]:
    """Everything that the content refers to."""
    for field in content_fields(model):
        value = form.get(field.name)
        place = f"fields.{field.name}"
        if not value:
            continue
        if isinstance(field, StreamField):
            yield from streams.references(value, field.stream_block, place)
        elif isinstance(field, RichTextField):
            yield from streams.rich_text_references(value, place)
        elif isinstance(field, TermCodeField | TermCodesField):
            codes: Sequence[str] = [value] if isinstance(value, str) else value
            for code in codes:
                yield Reference("term", f"{field.vocabulary}:{code}", place)
        elif isinstance(field, models.ForeignKey):
            key = reference_key(field)
            if isinstance(value, dict):
                yield Reference(streams.chapter_of(key), value[key], place)
            else:
                yield Reference(key, value, place)


def default(field: models.Field[Any, Any]) -> Any:
    """What a field holds where a pack says nothing, as content of packs."""
    value = field.get_default()
    if isinstance(field, StreamField):
        return field.get_prep_value(value) or []
    return value


def is_left_out(field: models.Field[Any, Any], value: Any) -> bool:
    """Whether a value need not be written: it is empty, and so is the default."""
    return is_empty(value) and is_empty(default(field))


def needs_value(field: models.Field[Any, Any]) -> bool:
    """Whether a pack must say it: the default is another one every day."""
    return callable(field.default) and not is_empty(default(field))


def _decimal_text(value: Any) -> Any:
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        # The field itself says what is wrong with it.
        return value
    return decimal_text(number) if number.is_finite() and is_writable(number) else value


def _authored(field: models.Field[Any, Any], value: Any, links: Links) -> Any:
    if isinstance(field, StreamField):
        return streams.authored(field.stream_block, field.get_prep_value(value) or [], links)
    if isinstance(field, RichTextField):
        return streams.rich_text_authored(value or "", links)
    if isinstance(field, models.ForeignKey):
        return None if value is None else _reference(field, value, links)
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return decimal_text(value)
    return value


def _stored(field: models.Field[Any, Any], value: Any, links: Links, locale_id: int) -> Any:
    if isinstance(field, StreamField):
        return streams.stored(field.stream_block, value, links, locale_id)
    if isinstance(field, RichTextField):
        return streams.rich_text_stored(value, links, locale_id)
    if isinstance(field, models.ForeignKey):
        if isinstance(value, str):
            return links.codes.key(field.related_model, value)
        return links.find(field.related_model, value[reference_key(field)], locale_id)
    return field.to_python(value)


def _reference(field: models.ForeignKey[Any, Any], key: int, links: Links) -> Any:
    name = reference_key(field)
    if name in ("resource", "media"):
        uuid = links.name(field.related_model, key)
        return {name: uuid} if uuid else None
    return links.codes.code(field.related_model, key)


def reference_key(field: models.ForeignKey[Any, Any]) -> str:
    """``resource`` or ``media``; for what is named by a code, what kind of object it is."""
    model = field.related_model
    if issubclass(model, Page):
        return "resource"
    names = {other.name for other in model._meta.get_fields()}
    return "media" if "uuid" in names and "code" not in names else str(model._meta.model_name)
