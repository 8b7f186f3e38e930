"""Integration agendas: what drives change, how it might go, what to do."""

from collections.abc import Mapping

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from pydantic import Field
from wagtail.blocks.struct_block import StructBlockValidationError

from integra_cms.blocks import groups
from integra_cms.blocks.codes import ChoiceBlock, CodeBlock, IntegerBlock, YearBlock
from integra_cms.blocks.enums import (
    ActorType,
    Approach,
    Competence,
    CostBand,
    Dimension,
    InterventionStatus,
    Priority,
    Scope,
)
from integra_cms.blocks.evidence import EvidenceBlock, ListedEvidenceData
from integra_cms.blocks.list import ListBlock
from integra_cms.blocks.schemas import Code, Html, Listed, Schema
from integra_cms.blocks.struct import StructBlock, StructValue
from integra_cms.blocks.terms import TermBlock, TermsBlock
from integra_cms.blocks.uniqueness import duplicates
from integra_cms.blocks.wording import CharBlock, RichTextBlock, TextBlock

CODE_HELP = _("Short and stable, for example D1. Other parts of the agenda refer to it.")


class DriverData(Schema):
    code: Code
    name: str
    dimension: Dimension
    scope: Scope
    impact: int | None = Field(ge=1, le=5)
    uncertainty: int | None = Field(ge=1, le=5)
    indicators: str


class EffectData(Listed):
    issue: str | None
    text: str


class SignData(Listed):
    text: str


class ScenarioData(Schema):
    code: Code
    title: str
    narrative: Html
    approach: Approach | None
    axis_a: str
    axis_b: str
    plausibility: str
    effects: list[EffectData]
    early_signs: list[SignData]
    opportunities: Html
    risks: Html


class InterventionData(Schema):
    code: Code
    title: str
    description: Html
    actor: str
    actor_type: ActorType
    competence: Competence | None
    issues: list[str]
    scenarios: list[Code]
    priority: Priority | None
    start_year: int | None
    end_year: int | None
    cost_band: CostBand | None
    funding: str
    indicator: str
    baseline: str
    target: str
    status: InterventionStatus | None
    evidence: list[ListedEvidenceData]


class _CodedBlock(StructBlock):
    """A block whose code must not be used twice in its stream."""

    duplicate_code: str

    def problems_together(self, values: Mapping[int, StructValue]) -> dict[int, ValidationError]:
        codes = ((index, value["code"]) for index, value in values.items())
        return {
            index: StructBlockValidationError({"code": error})
            for index, error in duplicates(codes, self.duplicate_code)
        }


class DriverBlock(_CodedBlock):
    """Something that drives change, from outside the city's reach or from within."""

    code = CodeBlock(label=_("Code"), help_text=CODE_HELP)
    name = CharBlock(label=_("Name"), max_length=200)
    dimension = ChoiceBlock(label=_("Dimension"), choices=Dimension.choices)
    scope = ChoiceBlock(label=_("Where it comes from"), choices=Scope.choices)
    impact = IntegerBlock(
        label=_("Impact"),
        required=False,
        min_value=1,
        max_value=5,
        help_text=_("From 1 (hardly felt) to 5 (changes everything)."),
    )
    uncertainty = IntegerBlock(
        label=_("Uncertainty"),
        required=False,
        min_value=1,
        max_value=5,
        help_text=_("From 1 (we know how it will go) to 5 (nobody knows)."),
    )
    indicators = TextBlock(
        label=_("What to watch"),
        required=False,
        rows=2,
        help_text=_("Figures or events that show how it develops."),
    )

    schema = DriverData
    duplicate_code = "driver_code_duplicate"

    class Meta:
        icon = "arrow-up"
        group = groups.AGENDA
        label = _("Driver of change")
        description = _("Something that drives change, with its impact and uncertainty.")
        template = "integra_cms/blocks/driver.html"
        label_format = "{code} {name}"
        preview_value = {
            "code": "D1",
            "name": "Demand for workers in care",
            "dimension": "economic",
            "scope": "national",
            "impact": 4,
            "uncertainty": 2,
            "indicators": "Vacancies in hospitals and homes, per quarter",
        }


class EffectBlock(StructBlock):
    """What a scenario would mean for one issue."""

    issue = TermBlock("issue", label=_("Issue"))
    text = TextBlock(label=_("Effect"), rows=2)

    schema = EffectData

    class Meta:
        icon = "arrow-right"
        group = groups.AGENDA
        label = _("Effect")
        description = _("What the scenario would mean for one issue.")
        template = "integra_cms/blocks/effect.html"
        preview_value = {"issue": "employment", "text": "Care homes recruit abroad by themselves."}


class SignBlock(StructBlock):
    """A first sign that a scenario comes true."""

    text = CharBlock(label=_("Sign"), max_length=300)

    schema = SignData

    class Meta:
        icon = "view"
        group = groups.AGENDA
        label = _("Early sign")
        description = _("By what one would notice that it goes this way.")
        template = "integra_cms/blocks/sign.html"
        preview_value = {"text": "First recruitment fairs abroad"}


class ScenarioBlock(_CodedBlock):
    """One way in which the future might go."""

    code = CodeBlock(label=_("Code"), help_text=CODE_HELP)
    title = CharBlock(label=_("Title"), max_length=200)
    narrative = RichTextBlock(
        label=_("Story"), help_text=_("How life in the city would be, told as if it had happened.")
    )
    approach = ChoiceBlock(label=_("How it was made"), choices=Approach.choices, required=False)
    axis_a = CharBlock(
        label=_("On the first axis"),
        required=False,
        max_length=200,
        help_text=_("For two axes: where this story stands on the first, in words."),
    )
    axis_b = CharBlock(label=_("On the second axis"), required=False, max_length=200)
    plausibility = CharBlock(
        label=_("How plausible"),
        required=False,
        max_length=200,
        help_text=_("In words. A percentage would promise an exactness that nobody has."),
    )
    effects = ListBlock(EffectBlock(), label=_("Effects"))
    early_signs = ListBlock(SignBlock(), label=_("Early signs"))
    opportunities = RichTextBlock(label=_("Opportunities"), required=False)
    risks = RichTextBlock(label=_("Risks"), required=False)

    schema = ScenarioData
    duplicate_code = "scenario_code_duplicate"

    class Meta:
        icon = "globe"
        group = groups.AGENDA
        label = _("Scenario")
        description = _("One way in which the future of the city might go.")
        template = "integra_cms/blocks/scenario.html"
        label_format = "{code} {title}"
        preview_value = {
            "code": "S1",
            "title": "The open door",
            "narrative": "<p>In five years every third nurse has come from abroad.</p>",
            "approach": "two_by_two",
            "axis_a": "Many come",
            "axis_b": "The city leads",
            "plausibility": "Likely, if the present law stays",
            "effects": [
                {"issue": "employment", "text": "Care homes recruit abroad by themselves."}
            ],
            "early_signs": [{"text": "First recruitment fairs abroad"}],
            "opportunities": "<p>Wards that had closed can open again.</p>",
            "risks": "<p>Rents rise near the hospitals.</p>",
        }


class InterventionBlock(_CodedBlock):
    """Something the city, or others, could do."""

    code = CodeBlock(label=_("Code"), help_text=CODE_HELP)
    title = CharBlock(label=_("Title"), max_length=200)
    description = RichTextBlock(label=_("What is done"))
    actor = CharBlock(label=_("Who does it"), max_length=300)
    actor_type = ChoiceBlock(label=_("Kind of actor"), choices=ActorType.choices)
    competence = ChoiceBlock(
        label=_("Who may decide"),
        choices=Competence.choices,
        required=False,
        help_text=_("Who has the legal power: much of integration policy lies with the state."),
    )
    issues = TermsBlock("issue", label=_("Issues"))
    scenarios = ListBlock(
        CodeBlock(label=_("Code of a scenario")),
        label=_("Scenarios it serves"),
        help_text=_("Codes of scenarios on this page. What serves all of them is robust."),
    )
    priority = ChoiceBlock(label=_("Priority"), choices=Priority.choices, required=False)
    start_year = YearBlock(label=_("From (year)"), required=False)
    end_year = YearBlock(label=_("To (year)"), required=False)
    cost_band = ChoiceBlock(label=_("Cost"), choices=CostBand.choices, required=False)
    funding = CharBlock(label=_("Idea for funding"), required=False, max_length=300)
    indicator = CharBlock(
        label=_("Indicator"), required=False, max_length=300, help_text=_("What will be measured.")
    )
    baseline = CharBlock(label=_("Today"), required=False, max_length=200)
    target = CharBlock(label=_("Target"), required=False, max_length=200)
    status = ChoiceBlock(
        label=_("Status"),
        choices=InterventionStatus.choices,
        required=False,
        default=InterventionStatus.PROPOSED.value,
    )
    evidence = ListBlock(EvidenceBlock(), label=_("Evidence"))

    schema = InterventionData
    duplicate_code = "intervention_code_duplicate"

    def problems(self, value: StructValue) -> dict[str, ValidationError]:
        start, end = value["start_year"], value["end_year"]
        if start is not None and end is not None and start > end:
            error = ValidationError(
                _("It starts in %(start)s and ends in %(end)s. Correct one of them."),
                code="years_order",
                params={"start": start, "end": end},
            )
            return {"end_year": error}
        return {}

    class Meta:
        icon = "form"
        group = groups.AGENDA
        label = _("Intervention")
        description = _("Something that could be done, by whom, for what, by when.")
        template = "integra_cms/blocks/intervention.html"
        label_format = "{code} {title}"
        preview_value = {
            "code": "I1",
            "title": "One desk for newcomers",
            "description": "<p>A desk in the town hall that knows who does what.</p>",
            "actor": "Municipality, department of social affairs",
            "actor_type": "public",
            "competence": "local",
            "issues": ["services"],
            "scenarios": ["S1"],
            "priority": "high",
            "start_year": 2020,
            "end_year": 2022,
            "cost_band": "10k_50k",
            "funding": "Municipal budget",
            "indicator": "Questions answered per month",
            "baseline": "none",
            "target": "200",
            "status": "proposed",
            "evidence": [
                {
                    "claim": "People are sent from desk to desk.",
                    "source_name": "City walk of June 2019",
                    "year": 2019,
                    "level": "city",
                }
            ],
        }
