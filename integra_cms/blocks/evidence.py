"""Evidence: a claim, its figure, and who says so."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from integra_cms.blocks import groups
from integra_cms.blocks.choosers import PageBlock
from integra_cms.blocks.codes import ChoiceBlock, DecimalBlock, UrlBlock, YearBlock
from integra_cms.blocks.enums import Level
from integra_cms.blocks.schemas import Listed, PageReference, Schema
from integra_cms.blocks.struct import StructBlock
from integra_cms.blocks.wording import CharBlock, TextBlock


class EvidenceData(Schema):
    claim: str
    value: Decimal | None
    unit: str
    year: int | None
    level: Level | None
    source_name: str
    source_url: str
    page: PageReference | None


class ListedEvidenceData(Listed, EvidenceData):
    """A piece of evidence in a list."""


class EvidenceBlock(StructBlock):
    """A claim with its source."""

    claim = TextBlock(
        label=_("What it shows"), rows=2, help_text=_("One finding, in one sentence.")
    )
    value = DecimalBlock(
        label=_("Number"),
        required=False,
        help_text=_("Leave out numbers about so few people that somebody could be recognised."),
    )
    unit = CharBlock(
        label=_("Unit"), required=False, max_length=80, help_text=_("For example “%” or “people”.")
    )
    year = YearBlock(label=_("Year"), required=False)
    level = ChoiceBlock(label=_("Level"), choices=Level.choices, required=False)
    source_name = CharBlock(label=_("Source"), max_length=300, help_text=_("Who found it out."))
    source_url = UrlBlock(label=_("Address of the source"), required=False)
    page = PageBlock(
        label=_("Page of this site"), required=False, help_text=_("Where more is said about it.")
    )

    schema = EvidenceData

    class Meta:
        icon = "glasses"
        group = groups.EVIDENCE
        label = _("Evidence")
        description = _("A finding with its number, year and source.")
        template = "integra_cms/blocks/evidence.html"
        preview_value = {
            "claim": "More newcomers found a language course within three months.",
            "value": "64.5",
            "unit": "%",
            "year": 2019,
            "level": "city",
            "source_name": "Survey of the municipal advice centre",
            "source_url": "https://city.example.org/survey",
            "page": None,
        }
