"""Leaves with text in them: what translators see."""

from __future__ import annotations

from typing import Any

from wagtail import blocks
from wagtail.rich_text import RichText, get_text_for_indexing

from integra_cms.blocks.segments import FormattedText, PlainText

PROSE = ["bold", "italic", "link", "ol", "ul", "document-link"]
"""What editors can do in rich text. Headings, pictures and films are blocks of their own."""


class _Text(PlainText):
    """Text that is never None: a field added later has no stored value yet."""

    def to_python(self, value: str | None) -> str:
        return value or ""

    def normalize(self, value: Any) -> str:
        return "" if value is None else str(value)

    def value_from_form(self, value: str) -> str:
        """Line ends as they were stored: browsers send others, and that is no change."""
        return value.replace("\r\n", "\n") if value else ""

    def get_searchable_content(self, value: str) -> list[str]:
        return [value] if value and self.search_index else []


class CharBlock(_Text, blocks.CharBlock):
    """One line of text."""

    class Meta:
        icon = "title"
        default = ""


class TextBlock(_Text, blocks.TextBlock):
    """Text of several lines, without formatting."""

    class Meta:
        default = ""


class RichTextBlock(FormattedText, blocks.RichTextBlock):
    """Text with the few formats that prose needs.

    Its API form is the stored HTML. Whoever asks may pass a function ``rich_text`` in the context
    that resolves the links in it; the block itself looks nothing up.
    """

    def __init__(self, features: list[str] | None = None, **kwargs: Any) -> None:
        super().__init__(features=features or PROSE, **kwargs)

    def to_python(self, value: str | None) -> RichText:
        return RichText(value or "")

    def normalize(self, value: Any) -> RichText:
        return super().normalize(value or "")

    def clean(self, value: RichText) -> RichText:
        """As any required text. An empty editor sends an empty paragraph: that is no text."""
        empty = not get_text_for_indexing(value.source or "").strip()
        return super().clean(RichText("") if empty else value)

    def get_prep_value(self, value: RichText) -> str:
        return value.source or ""

    def get_api_representation(self, value: RichText, context: Any = None) -> str:
        resolve = (context or {}).get("rich_text")
        source = self.get_prep_value(value)
        return resolve(source) if resolve else source
