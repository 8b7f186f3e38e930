"""List blocks whose items keep their ids."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from wagtail import blocks
from wagtail.blocks.list_block import ListValue

from integra_cms.blocks.ids import assign_ids
from integra_cms.blocks.segments import by_first_step, extract, refuse_left_over, restore
from integra_cms.blocks.unknown import malformed


class ListBlock(blocks.ListBlock):
    """A list block that takes items without an id for what they are, and starts out empty."""

    def to_python(self, value: Any) -> ListValue:
        return super().to_python(assign_ids(value, self))

    def bulk_to_python(self, values: Any) -> list[ListValue]:
        return super().bulk_to_python([assign_ids(raw, self) for raw in values])

    def normalize(self, value: Any) -> ListValue:
        return super().normalize([] if value is None else value)

    def map_children(self, raw: Any, change: Callable[[Any, Any], Any]) -> list[dict[str, Any]]:
        """Raw items with ``change(child block, raw value)`` in place of each value."""
        return [
            {**item, "value": change(self.child_block, item["value"])} for item in self._items(raw)
        ]

    def raw_children(self, raw: Any) -> Iterator[tuple[str, str, Any, Any]]:
        """Path step, name, block and raw value of each item."""
        if not isinstance(raw, list):
            raise malformed(self.name, raw)
        for index, item in enumerate(self._items(raw)):
            yield item.get("id") or str(index), self.name, self.child_block, item["value"]

    def get_api_representation(self, value: Any, context: Any = None) -> list[Any]:
        """Items in the form of their block; structs carry their id along."""
        items = []
        for item in value.bound_blocks:
            form = item.block.get_api_representation(item.value, context=context)
            if isinstance(item.block, blocks.StructBlock):
                form = {"id": item.id, **form}
            items.append(form)
        return items

    def get_translatable_segments(self, value: ListValue) -> list[Any]:
        return [
            segment.wrap(item.id)
            for item in value.bound_blocks
            for segment in extract(item.block, item.value)
        ]

    def restore_translated_segments(self, value: ListValue, segments: list[Any]) -> ListValue:
        by_id = by_first_step(segments)
        items = [
            ListValue.ListChild(
                item.block,
                restore(item.block, item.value, by_id.pop(item.id))
                if item.id in by_id
                else item.value,
                id=item.id,
            )
            for item in value.bound_blocks
        ]
        refuse_left_over(by_id, self)
        return ListValue(self, bound_blocks=items)

    @staticmethod
    def _items(raw: Any) -> list[dict[str, Any]]:
        """Raw items, each as {"type": "item", "value": …}, with an id if it has one."""
        return [
            item
            if isinstance(item, dict) and item.get("type") == "item" and "value" in item
            else {"type": "item", "value": item}
            for item in raw or []
        ]

    class Meta:
        default: list[Any] = []
