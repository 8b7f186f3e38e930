"""What of a block translators see, and how their words come back.

Two directions of the same structure: ``extract`` and ``restore``. Paths and order are those of
wagtail-localize, which calls the two methods of a block that the classes below provide. Its own
walkers are bypassed: they overlook nested lists and pass silently over what they do not know.

wagtail-localize needs the content type model, and this module is imported before models are
ready. That is why it is imported inside the functions.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from wagtail.rich_text import RichText

from integra_cms.blocks.exceptions import SegmentMismatch, UntranslatableBlock


def extract(block: Any, value: Any) -> list[Any]:
    """The segments of a value, each with its path below the block.

    Raises:
        UntranslatableBlock: The block does not say what of it is text.
    """
    _require(block, "get_translatable_segments")
    return block.get_translatable_segments(value)


def restore(block: Any, value: Any, segments: list[Any]) -> Any:
    """A copy of the value with the translated segments in it.

    Raises:
        UntranslatableBlock: The block does not say where its text goes.
        SegmentMismatch: The segments do not fit the value.
    """
    _require(block, "restore_translated_segments")
    return block.restore_translated_segments(value, segments)


def _require(block: Any, method: str) -> None:
    if not hasattr(block, method):
        raise UntranslatableBlock(
            f"The block {block.name!r} ({type(block).__name__}) has no {method}(). Use a block of "
            f"integra_cms.blocks, or add the class NotTranslated or PlainText to its bases."
        )


def by_first_step(segments: list[Any]) -> dict[str, list[Any]]:
    """Segments by the first step of their path, with that step taken off, in order."""
    sorted_out = defaultdict(list)
    for segment in segments:
        step, rest = segment.unwrap()
        sorted_out[step].append(rest)
    return dict(sorted_out)


def refuse_left_over(segments: dict[str, list[Any]], block: Any) -> None:
    """Refuses segments for parts that the content does not have (any more).

    Raises:
        SegmentMismatch: There are any.
    """
    if segments:
        raise SegmentMismatch(
            f"There are translations for {', '.join(sorted(segments))} in {block.name!r}, "
            f"but the content has no such part. Save the translation again from the current source."
        )


class NotTranslated:
    """For blocks that are the same in every language: codes, numbers, addresses, choices."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        return []

    def restore_translated_segments(self, value: Any, segments: list[Any]) -> Any:
        raise SegmentMismatch(
            f"{self.name!r} is the same in every language, but there is a translation for it. "
            f"Save the translation again from the current source."
        )


class PlainText:
    """For blocks whose value is text without formatting: one segment."""

    def get_translatable_segments(self, value: Any) -> list[Any]:
        from wagtail_localize.segments import StringSegmentValue

        return [StringSegmentValue("", value)] if value else []

    def restore_translated_segments(self, value: Any, segments: list[Any]) -> str:
        from wagtail_localize.segments import OverridableSegmentValue

        if len(segments) != 1:
            raise SegmentMismatch(
                f"{self.name!r} is one piece of text, but there are {len(segments)} translations "
                f"for it. Save the translation again from the current source."
            )
        segment = segments[0]
        if isinstance(segment, OverridableSegmentValue):
            return segment.data
        return segment.render_text()


class FormattedText:
    """For rich text: one segment per paragraph or list item, and the addresses of links."""

    def get_translatable_segments(self, value: RichText | None) -> list[Any]:
        from wagtail_localize.segments import (
            OverridableSegmentValue,
            StringSegmentValue,
            TemplateSegmentValue,
        )
        from wagtail_localize.segments.extract import quote_path_component
        from wagtail_localize.strings import extract_strings

        template, strings = extract_strings(value.source if value else "")
        if not strings:
            return []
        addresses = {
            attributes["href"]
            for _string, tags in strings
            for attributes in tags.values()
            if "href" in attributes
        }
        return [
            TemplateSegmentValue("", "html", template, len(strings)),
            *(StringSegmentValue("", string, attrs=tags) for string, tags in strings),
            *(
                OverridableSegmentValue(quote_path_component(address), address)
                for address in sorted(addresses)
            ),
        ]

    def restore_translated_segments(self, value: Any, segments: list[Any]) -> RichText:
        from wagtail_localize.segments import TemplateSegmentValue
        from wagtail_localize.segments.ingest import organise_template_segments
        from wagtail_localize.strings import restore_strings

        templates = [one for one in segments if isinstance(one, TemplateSegmentValue)]
        if len(templates) != 1:
            raise SegmentMismatch(
                f"The rich text {self.name!r} needs exactly one template, but there are "
                f"{len(templates)}. Save the translation again from the current source."
            )
        _format, template, strings = organise_template_segments(
            [*templates, *(one for one in segments if one is not templates[0])]
        )
        if len(strings) != templates[0].string_count:
            raise SegmentMismatch(
                f"The rich text {self.name!r} has {templates[0].string_count} pieces of text, but "
                f"there are translations for {len(strings)}. Translate all of them or none."
            )
        return RichText(restore_strings(template, strings))
