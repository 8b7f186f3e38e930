"""Blocks: containers that lose nothing, leaves that know what is text, and block families."""

from integra_cms.blocks.list import ListBlock
from integra_cms.blocks.stream import StreamBlock
from integra_cms.blocks.struct import StructBlock, StructValue

__all__ = ["ListBlock", "StreamBlock", "StructBlock", "StructValue"]
