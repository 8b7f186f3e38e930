"""Blocks that can be tried on content whose pictures and pages are not on the site yet.

A block's own `clean()` is where its rules are. Choosers would look for rows that the pack only
brings, so in a copy of the blocks they take anything that is named; whether it exists is checked
elsewhere.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail import blocks

from integra_cms.blocks import ListBlock, StreamBlock, StructBlock
from integra_cms.sharing.streams import reference_key

FileName = Callable[[str], str]
"""The file name of a picture or document, by its UUID."""


def on_trial(block: Any, file_name: FileName) -> Any:
    """A copy of a block whose choosers need no rows."""
    tried = copy.deepcopy(block)
    for leaf in _leaf_blocks(tried):
        if isinstance(leaf, blocks.ChooserBlock):
            _trust(leaf, file_name)
    return tried


def _leaf_blocks(block: Any) -> Iterable[Any]:
    if isinstance(block, StreamBlock | StructBlock):
        for child in block.child_blocks.values():
            yield from _leaf_blocks(child)
    elif isinstance(block, ListBlock):
        yield from _leaf_blocks(block.child_block)
    else:
        yield block


def _trust(chooser: Any, file_name: FileName) -> None:
    model, key, required = chooser.model_class, reference_key(chooser), chooser._required

    def stand_in(reference: Any) -> Any:
        if not reference:
            return None
        row = model()
        if key == "media":
            row.file.name = file_name(reference[key])
        return row

    def clean(value: Any) -> Any:
        if value is None and required:
            raise ValidationError(_("Choose something here."), code="required")
        return value

    # The copy is ours alone, so its methods can be replaced.
    chooser.to_python = stand_in
    chooser.bulk_to_python = lambda references: [stand_in(each) for each in references]
    chooser.clean = clean
