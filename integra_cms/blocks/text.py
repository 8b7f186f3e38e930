"""Text: paragraphs, headings, quotes, callouts."""

from typing import Literal

from django.utils.translation import gettext_lazy as _
from pydantic import RootModel

from integra_cms.blocks import groups
from integra_cms.blocks.codes import ChoiceBlock
from integra_cms.blocks.enums import HeadingLevel, Tone
from integra_cms.blocks.schemas import Html, Schema
from integra_cms.blocks.struct import PREVIEW_TEMPLATE, StructBlock
from integra_cms.blocks.wording import CharBlock, RichTextBlock, TextBlock


class ParagraphData(RootModel[Html]):
    """Prose, as HTML."""


class HeadingData(Schema):
    text: str
    level: Literal["2", "3"]


class QuoteData(Schema):
    text: str
    attribution: str


class CalloutData(Schema):
    tone: Tone
    title: str
    text: Html


class ParagraphBlock(RichTextBlock):
    """Prose."""

    schema = ParagraphData

    class Meta:
        icon = "pilcrow"
        group = groups.TEXT
        label = _("Paragraph")
        description = _("Plain text with lists and links.")
        template = "integra_cms/blocks/paragraph.html"
        preview_template = PREVIEW_TEMPLATE
        preview_value = (
            "<p>The first weeks in a new city decide a lot: <b>who answers questions</b>, "
            "and in which language?</p><ul><li>One desk that knows who does what</li>"
            "<li>A list of the first ten things to do</li></ul>"
        )


class HeadingBlock(StructBlock):
    """A heading inside a page; the title of the page is the level above."""

    text = CharBlock(label=_("Text"), max_length=200)
    level = ChoiceBlock(
        label=_("Level"),
        choices=HeadingLevel.choices,
        default=HeadingLevel.SECTION.value,
        help_text=_("“Section” starts a new subject, “Subsection” a part of it."),
    )

    schema = HeadingData

    class Meta:
        icon = "title"
        group = groups.TEXT
        label = _("Heading")
        description = _("A heading that structures a long page.")
        template = "integra_cms/blocks/heading.html"
        preview_value = {"text": "How the walk is prepared", "level": "2"}


class QuoteBlock(StructBlock):
    """Somebody's words."""

    text = TextBlock(label=_("Quotation"), help_text=_("The words alone, without quotation marks."))
    attribution = CharBlock(
        label=_("Who said it"),
        required=False,
        max_length=200,
        help_text=_(
            "As the person agreed to be named: a role such as “a participant” is often better "
            "than a name."
        ),
    )

    schema = QuoteData

    class Meta:
        icon = "openquote"
        group = groups.TEXT
        label = _("Quotation")
        description = _("What somebody said, with or without a name.")
        template = "integra_cms/blocks/quote.html"
        preview_value = {
            "text": "I learned more about my own street in one hour than in ten years.",
            "attribution": "A resident after the first walk",
        }


class CalloutBlock(StructBlock):
    """A remark set apart from the text."""

    tone = ChoiceBlock(
        label=_("Kind"),
        choices=Tone.choices,
        default=Tone.NOTE.value,
        help_text=_("Use “Warning” only where somebody could come to harm or break a rule."),
    )
    title = CharBlock(label=_("Title"), required=False, max_length=120)
    text = RichTextBlock(label=_("Text"))

    schema = CalloutData

    class Meta:
        icon = "info-circle"
        group = groups.TEXT
        label = _("Remark")
        description = _("A note, tip or warning that stands out from the text.")
        template = "integra_cms/blocks/callout.html"
        preview_value = {
            "tone": "tip",
            "title": "Bring an interpreter",
            "text": "<p>Ask beforehand which languages people would like to speak.</p>",
        }
