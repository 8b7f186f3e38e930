"""Checklists: sections with items that have stable codes."""

from collections.abc import Iterator, Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.blocks.list_block import ListBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError

from integra_cms.blocks import groups
from integra_cms.blocks.choosers import ImageBlock
from integra_cms.blocks.codes import BooleanBlock, CodeBlock, MultipleChoiceBlock
from integra_cms.blocks.enums import CheckMode
from integra_cms.blocks.list import ListBlock
from integra_cms.blocks.schemas import Code, Html, ImageReference, Listed, Schema
from integra_cms.blocks.struct import StructBlock, StructValue
from integra_cms.blocks.terms import TermBlock
from integra_cms.blocks.uniqueness import duplicates
from integra_cms.blocks.wording import CharBlock, RichTextBlock, TextBlock


class ItemData(Listed):
    code: Code
    statement: str
    help: str
    modes: list[CheckMode]
    required: bool
    evidence_type: str
    pictogram: ImageReference | None


class SectionData(Schema):
    code: Code
    area: str | None
    title: str
    introduction: Html
    items: list[ItemData]


class ItemBlock(StructBlock):
    """One thing to check."""

    code = CodeBlock(
        label=_("Code"),
        help_text=_(
            "For example SERV-01. Answers of all years and languages are collected under it: "
            "never use it again for something else."
        ),
    )
    statement = TextBlock(
        label=_("Statement"),
        rows=2,
        help_text=_("One thing that is or is not so, in words a visitor understands."),
    )
    help = TextBlock(
        label=_("Explanation"),
        required=False,
        rows=2,
        help_text=_("What to look at, whom to ask."),
    )
    modes = MultipleChoiceBlock(label=_("How it is checked"), choices=CheckMode.choices)
    required = BooleanBlock(
        label=_("Must be answered"), help_text=_("No form can be handed in without it.")
    )
    evidence_type = CharBlock(
        label=_("Evidence"),
        required=False,
        max_length=200,
        help_text=_("What would show it, for example “photo of the sign” or “course list”."),
    )
    pictogram = ImageBlock(
        label=_("Pictogram"),
        required=False,
        help_text=_("For people who read little. It repeats the statement."),
    )

    schema = ItemData

    class Meta:
        icon = "tick-inverse"
        group = groups.CHECKLIST
        label = _("Item")
        description = _("One thing to check.")
        template = "integra_cms/blocks/item.html"
        label_format = "{code} {statement}"
        preview_value = {
            "code": "SERV-01",
            "statement": "At the entrance, signs or pictograms guide someone who does not read "
            "the local language.",
            "help": "Look at the entrance and at the first desk.",
            "modes": ["see"],
            "required": True,
            "evidence_type": "photo of the sign",
            "pictogram": None,
        }


class SectionBlock(StructBlock):
    """A part of a checklist."""

    code = CodeBlock(label=_("Code"), help_text=_("For example SERV. Never change it later."))
    area = TermBlock("area", label=_("Area of integration"), required=False)
    title = CharBlock(label=_("Title"), max_length=200)
    introduction = RichTextBlock(label=_("Introduction"), required=False)
    items = ListBlock(ItemBlock(), label=_("Items"), min_num=1)

    schema = SectionData

    def problems_together(self, values: Mapping[int, StructValue]) -> dict[int, ValidationError]:
        sections = [(index, value["code"]) for index, value in values.items()]
        items = [
            ((index, position), item["code"])
            for index, value in values.items()
            for position, item in enumerate(value["items"])
        ]
        errors: dict[int, dict[str, ValidationError]] = {}
        for index, error in duplicates(sections, "section_code_duplicate"):
            errors.setdefault(index, {})["code"] = error
        for index, error in self._item_errors(duplicates(items, "item_code_duplicate")):
            errors.setdefault(index, {})["items"] = error
        return {index: StructBlockValidationError(found) for index, found in errors.items()}

    @staticmethod
    def _item_errors(
        found: Iterator[tuple[tuple[int, int], ValidationError]],
    ) -> Iterator[tuple[int, ValidationError]]:
        by_section: dict[int, dict[int, ValidationError]] = {}
        for (index, position), error in found:
            at_code = StructBlockValidationError({"code": error})
            by_section.setdefault(index, {})[position] = at_code
        for index, errors in by_section.items():
            yield index, ListBlockValidationError(block_errors=errors)

    class Meta:
        icon = "tasks"
        group = groups.CHECKLIST
        label = _("Section of a checklist")
        description = _("Items of a checklist that belong together.")
        template = "integra_cms/blocks/section.html"
        label_format = "{code} {title}"
        preview_value = {
            "code": "SERV",
            "area": "SERV",
            "title": "Services",
            "introduction": "<p>What newcomers find at the desks of the city.</p>",
            "items": [
                {
                    "code": "SERV-01",
                    "statement": "At the entrance, signs or pictograms guide someone who does "
                    "not read the local language.",
                    "modes": ["see"],
                },
                {
                    "code": "SERV-03",
                    "statement": "A newcomer can get an interpreter for an important appointment.",
                    "modes": ["ask"],
                },
            ],
        }
