"""Whether the content of a page in a pack has the shape of its fields and blocks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.fields import RichTextField
from wagtail.models import Page
from wagtail.rich_text import features as feature_registry

from integra_cms.blocks import ListBlock, StreamBlock
from integra_cms.blocks.fields import StreamField
from integra_cms.blocks.unknown import refuse_unknown
from integra_cms.blocks.walk import leaves
from integra_cms.sharing import page_forms, rich_text
from integra_cms.sharing.formats import is_uuid
from integra_cms.sharing.streams import reference_key
from integra_cms.vocabularies.lists import ListField

Found = Iterator[tuple[str, ValidationError]]
"""Place in the file, and what is wrong there."""

TYPES: tuple[tuple[type[models.Field[Any, Any]], tuple[type, ...]], ...] = (
    (models.CharField, (str,)),
    (models.TextField, (str,)),
    (models.BooleanField, (bool,)),
    (models.IntegerField, (int,)),
    (models.DateField, (str,)),
    (models.DecimalField, (str, int, float)),
)


def shape_problems(model: type[Page], form: dict[str, Any]) -> Found:
    """Everything in the fields of a page that could not even be tried on its blocks."""
    fields = {field.name: field for field in page_forms.content_fields(model)}
    for name in fields:
        if name not in form and page_forms.needs_value(fields[name]):
            yield (
                f"fields.{name}",
                _error("field_missing", _("the field “%(name)s” is missing.") % {"name": name}),
            )
    for name, value in form.items():
        place = f"fields.{name}"
        if (field := fields.get(name)) is None:
            yield (
                place,
                _error(
                    "field_unknown",
                    _("there is no field “%(name)s”; this kind has: %(known)s.")
                    % {"name": name, "known": ", ".join(fields)},
                ),
            )
        elif isinstance(field, StreamField):
            yield from _stream_problems(field.stream_block, value, place)
        elif isinstance(field, RichTextField):
            yield from rich_text_problems(value, field.features, place)
        elif isinstance(field, models.ForeignKey):
            yield from _link_problems(page_forms.reference_key(field), value, place)
        elif isinstance(field, models.JSONField):
            yield from _list_problems(field, value, place)
        else:
            yield from _type_problems(field, value, place)


def rich_text_problems(value: Any, features: list[str] | None, place: str) -> Found:
    """Whether a text is one that its editor could have written."""
    if not isinstance(value, str):
        yield place, _error("type_wrong", _("text is expected here."))
        return
    allowed = features if features is not None else feature_registry.get_default_features()
    for code, text in rich_text.problems(value, allowed):
        yield place, _error(code, text)
    for kind, uuid in rich_text.references(value):
        key = rich_text.LINK_TYPES[kind]
        yield from _reference_problems({key: uuid}, key, place)


def _stream_problems(block: StreamBlock, value: Any, place: str) -> Found:
    try:
        refuse_unknown(value, block)
    except ValidationError as error:
        yield place, error
        return
    yield from _id_problems(block, value, place, {})
    for path, leaf, raw in leaves(value, block):
        here = f"{place}.{path}"
        if isinstance(leaf, blocks.RichTextBlock):
            yield from rich_text_problems(raw or "", leaf.features, here)
        elif isinstance(leaf, blocks.ChooserBlock) and raw is not None:
            yield from _reference_problems(raw, reference_key(leaf), here)
        elif hasattr(leaf, "vocabulary"):
            yield from _codes_problems(raw, here)
        elif isinstance(leaf, blocks.CharBlock | blocks.TextBlock) and not isinstance(
            raw, str | None
        ):
            yield here, _error("type_wrong", _("text is expected here."))


def _id_problems(block: Any, value: Any, place: str, seen: dict[str, str]) -> Found:
    """Every block and list item has an id of its own: translations and references hang on it."""
    if not hasattr(block, "raw_children"):
        return
    if isinstance(block, StreamBlock | ListBlock):
        for number, item in enumerate(value):
            here = f"{place}[{number}]"
            own = item.get("id") if isinstance(item, dict) else None
            if not isinstance(own, str) or not own:
                yield here, _error("id_missing", _("a block without an “id”; give it a new UUID."))
            elif seen.setdefault(own, here) != here:
                yield (
                    here,
                    _error(
                        "id_twice",
                        _("the id “%(id)s” stands at %(other)s already; give this one a new UUID.")
                        % {"id": own, "other": seen[own]},
                    ),
                )
    for number, (_step, name, child, raw) in enumerate(block.raw_children(value)):
        items = isinstance(block, StreamBlock | ListBlock)
        yield from _id_problems(
            child, raw, f"{place}[{number}]" if items else f"{place}.{name}", seen
        )


def _reference_problems(value: Any, key: str, place: str) -> Found:
    if not isinstance(value, dict) or set(value) != {key} or not is_uuid(value[key]):
        yield (
            place,
            _error(
                "reference_malformed",
                _('“%(value)s” is no reference; write {"%(key)s": "<UUID>"}.')
                % {"value": str(value)[:60], "key": key},
            ),
        )


def _link_problems(key: str, value: Any, place: str) -> Found:
    if key in ("resource", "media"):
        yield from _reference_problems(value, key, place)
    elif not isinstance(value, str):
        yield place, _error("reference_malformed", _("a code is expected here."))


def _codes_problems(value: Any, place: str) -> Found:
    """A block of the one kind takes one code, of the other a list; which, it says itself."""
    codes = value if isinstance(value, list) else [value]
    if not all(isinstance(code, str | None) for code in codes):
        yield place, _error("type_wrong", _("a code or a list of codes is expected here."))


def _list_problems(field: models.Field[Any, Any], value: Any, place: str) -> Found:
    kinds = (str,) if isinstance(field, ListField) else (str, int)
    if not isinstance(value, list) or not all(isinstance(each, kinds) for each in value):
        yield place, _error("type_wrong", _("a list of codes is expected here."))


def _type_problems(field: models.Field[Any, Any], value: Any, place: str) -> Found:
    expected = next((kinds for base, kinds in TYPES if isinstance(field, base)), None)
    if expected is None or value is None:
        return
    # A bool is an int for Python, not for people.
    if not isinstance(value, expected) or (isinstance(value, bool) and bool not in expected):
        yield (
            place,
            _error(
                "type_wrong",
                _("“%(value)s” is not of the expected type (%(type)s).")
                % {
                    "value": str(value)[:60],
                    "type": " / ".join(kind.__name__ for kind in expected),
                },
            ),
        )


def _error(code: str, text: str) -> ValidationError:
    return ValidationError(text, code=code)
