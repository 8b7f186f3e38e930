"""Struct blocks that keep the fields nobody knows, and their values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.admin.telepath import register
from wagtail.blocks.struct_block import (
    BlockGroup,
    StructBlockAdapter,
    StructBlockValidationError,
)

from integra_cms.blocks.list import ListBlock
from integra_cms.blocks.segments import by_first_step, extract, refuse_left_over, restore
from integra_cms.blocks.unknown import (
    UNKNOWN_FIELDS,
    Forged,
    UnknownFieldsBlock,
    changed_error,
    malformed,
    seal,
    unseal,
)

PREVIEW_TEMPLATE = "integra_cms/blocks/preview.html"
"""The page in which editors see what a block looks like, before they choose it."""


class StructValue(blocks.StructValue):
    """The fields of a struct. ``unknown`` holds those that no switched-on plugin knows, raw.

    They are not items: everything that walks the items looks their block up.
    """

    unknown: dict[str, Any] | Forged

    def __init__(self, block: Any, *args: Any) -> None:
        super().__init__(block, *args)
        self.unknown = {}

    def __eq__(self, other: object) -> bool:
        return super().__eq__(other) is True and self.unknown == getattr(other, "unknown", {})

    def __ne__(self, other: object) -> bool:
        return not self == other

    def __reduce__(self) -> tuple[Any, ...]:
        return (self.__class__, (self.block,), {"unknown": self.unknown}, None, iter(self.items()))


class StructBlock(blocks.StructBlock):
    """A struct block that loses nothing on the way from storage through forms and back."""

    def problems(self, value: StructValue) -> dict[str, ValidationError]:
        """What is wrong with a value whose fields are fine by themselves, by field name.

        For subclasses. While a draft is saved, ``is_deferred_validation`` is true: then report
        what is wrong, not what is missing.
        """
        return {}

    def problems_together(self, values: Mapping[int, StructValue]) -> dict[int, ValidationError]:
        """What is wrong with all blocks of this type in one stream, by position; for subclasses."""
        return {}

    def clean(self, value: Any) -> StructValue:
        cleaned = self._carry(super().clean(value), value)
        if isinstance(cleaned.unknown, Forged):
            raise StructBlockValidationError(non_block_errors=[changed_error()])
        if problems := self.problems(cleaned):
            raise StructBlockValidationError(problems)
        return cleaned

    def to_python(self, value: Mapping[str, Any]) -> StructValue:
        return self._carry(super().to_python(value), value)

    def bulk_to_python(self, values: Any) -> list[StructValue]:
        values = list(values)
        return [
            self._carry(native, raw)
            for native, raw in zip(super().bulk_to_python(values), values, strict=True)
        ]

    def normalize(self, value: Any) -> StructValue:
        if isinstance(value, self.meta.value_class):
            return value
        fields = {
            name: child.normalize(value[name]) if name in value else child.get_default()
            for name, child in self.child_blocks.items()
        }
        return self._carry(self._to_struct_value(fields), value)

    def get_prep_value(self, value: Any) -> dict[str, Any]:
        for name, child in self.child_blocks.items():
            if isinstance(child, ListBlock) and name in value:
                # A plain list would get new ids each time it is prepared.
                value[name] = child.normalize(value[name])
        return {**super().get_prep_value(value), **self._unknown_of(value)}

    def get_form_state(self, value: Any) -> dict[str, Any]:
        unknown = self._unknown_of(value)
        if isinstance(unknown, Forged):
            return {**super().get_form_state(value), UNKNOWN_FIELDS: unknown.text}
        return {**super().get_form_state(value), UNKNOWN_FIELDS: seal(unknown) if unknown else ""}

    def value_from_datadict(self, data: Any, files: Any, prefix: str) -> StructValue:
        value = super().value_from_datadict(data, files, prefix)
        if sealed := data.get(f"{prefix}-{UNKNOWN_FIELDS}"):
            unknown = unseal(sealed)
            honest = isinstance(unknown, dict) and not unknown.keys() & self.child_blocks.keys()
            value.unknown = unknown if honest else Forged(sealed)
        return value

    def map_children(self, raw: Any, change: Callable[[Any, Any], Any]) -> Any:
        """Raw content with ``change(child block, raw value)`` in place of each known field."""
        return {
            name: change(self.child_blocks[name], value) if name in self.child_blocks else value
            for name, value in raw.items()
        }

    def raw_children(self, raw: Any) -> Iterator[tuple[str, str, Any, Any]]:
        """Path step, name, block (None: unknown) and raw value of each field."""
        if not isinstance(raw, dict):
            raise malformed(self.name, raw)
        for name, value in raw.items():
            yield name, name, self.child_blocks.get(name), value

    def get_translatable_segments(self, value: StructValue) -> list[Any]:
        return [
            segment.wrap(name)
            for name, child in self.child_blocks.items()
            for segment in extract(child, value.get(name))
        ]

    def restore_translated_segments(self, value: StructValue, segments: list[Any]) -> StructValue:
        by_name = by_first_step(segments)
        fields = {
            name: restore(self.child_blocks[name], field, by_name.pop(name))
            if name in by_name and name in self.child_blocks
            else field
            for name, field in value.items()
        }
        refuse_left_over(by_name, self)
        return self._carry(self._to_struct_value(fields), value)

    def _carry(self, value: StructValue, source: Any) -> StructValue:
        """The value, with the unknown fields of the source."""
        own = self._unknown_of(source)
        if isinstance(own, Forged):
            value.unknown = own
        else:
            more = {name: source[name] for name in source if name not in self.child_blocks}
            value.unknown = {**own, **more}
        return value

    @staticmethod
    def _unknown_of(value: Any) -> Any:
        return getattr(value, "unknown", {})

    class Meta:
        value_class = StructValue
        preview_template = PREVIEW_TEMPLATE


class TolerantStructBlockAdapter(StructBlockAdapter):
    """Adds the hidden field with the unknown fields to the form."""

    def js_args(self, block: StructBlock) -> list[Any]:
        name, children, meta = super().js_args(block)
        layout = meta["formLayout"]
        meta["formLayout"] = BlockGroup([*layout.children, UNKNOWN_FIELDS], layout.settings)
        return [name, [*children, UnknownFieldsBlock()], meta]


register(TolerantStructBlockAdapter(), StructBlock)
