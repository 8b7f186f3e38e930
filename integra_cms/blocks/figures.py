"""Figures: numbers with their source, alone or as a chart."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from integra_cms.blocks import groups
from integra_cms.blocks.codes import (
    ChoiceBlock,
    DecimalBlock,
    IntegerBlock,
    PartialDateBlock,
    UrlBlock,
)
from integra_cms.blocks.enums import Chart, Level
from integra_cms.blocks.list import ListBlock
from integra_cms.blocks.schemas import Listed, PartialDate, Schema
from integra_cms.blocks.struct import StructBlock, StructValue
from integra_cms.blocks.wording import CharBlock, TextBlock


class FigureData(Listed):
    label: str
    value: Decimal
    unit: str
    as_of: PartialDate
    level: Level | None
    source_name: str
    source_url: str
    sample_size: int | None


class FigureSetData(Schema):
    title: str
    chart: Chart | None
    text_alternative: str
    figures: list[FigureData]


class FigureBlock(StructBlock):
    """One number."""

    label = CharBlock(label=_("What is counted"), max_length=200)
    value = DecimalBlock(
        label=_("Number"),
        help_text=_("Leave out numbers about so few people that somebody could be recognised."),
    )
    unit = CharBlock(
        label=_("Unit"), required=False, max_length=80, help_text=_("For example “%” or “people”.")
    )
    as_of = PartialDateBlock(
        label=_("As of"), required=False, help_text=_("A year (2019) or a month (2019-06).")
    )
    level = ChoiceBlock(label=_("Level"), choices=Level.choices, required=False)
    source_name = CharBlock(label=_("Source"), max_length=300)
    source_url = UrlBlock(label=_("Address of the source"), required=False)
    sample_size = IntegerBlock(
        label=_("Number of people asked"),
        required=False,
        min_value=1,
        help_text=_("For surveys: how many answered."),
    )

    schema = FigureData

    class Meta:
        icon = "decimal"
        group = groups.FIGURES
        label = _("Figure")
        description = _("One number with its source.")
        template = "integra_cms/blocks/figure.html"
        label_format = "{label}"
        preview_value = {
            "label": "Residents without EU citizenship",
            "value": "12840",
            "unit": "people",
            "as_of": "2019-12",
            "level": "city",
            "source_name": "National statistical office",
            "source_url": "https://statistics.example.org",
        }


class FigureSetBlock(StructBlock):
    """Numbers that are read together."""

    title = CharBlock(label=_("Title"), max_length=200)
    chart = ChoiceBlock(
        label=_("Shown as"),
        choices=Chart.choices,
        required=False,
        help_text=_("Without a choice it is a table. The table is always there to read."),
    )
    text_alternative = TextBlock(
        label=_("What the numbers say"),
        help_text=_("In words, for those who do not see the chart: the main point first."),
    )
    figures = ListBlock(FigureBlock(), label=_("Figures"), min_num=1)

    schema = FigureSetData

    def problems(self, value: StructValue) -> dict[str, ValidationError]:
        units = sorted({figure["unit"] for figure in value["figures"]})
        if value["chart"] and len(units) > 1:
            error = ValidationError(
                _("A chart shows numbers of one unit, but there are: %(units)s. Use a table."),
                code="figure_units_differ",
                params={"units": ", ".join(unit or "–" for unit in units)},
            )
            return {"chart": error}
        return {}

    class Meta:
        icon = "table"
        group = groups.FIGURES
        label = _("Figures")
        description = _("Numbers that are read together, as a table or a chart.")
        template = "integra_cms/blocks/figure_set.html"
        preview_value = {
            "title": "Where newcomers come from",
            "chart": "bars",
            "text_alternative": "Most come from Ukraine, then from Vietnam.",
            "figures": [
                {
                    "label": "Ukraine",
                    "value": "5300",
                    "unit": "people",
                    "as_of": "2019",
                    "level": "city",
                    "source_name": "National statistical office",
                },
                {
                    "label": "Vietnam",
                    "value": "2100",
                    "unit": "people",
                    "as_of": "2019",
                    "level": "city",
                    "source_name": "National statistical office",
                },
            ],
        }
