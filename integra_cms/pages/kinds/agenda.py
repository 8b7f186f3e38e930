"""Integration agendas: what may come, and what a city will do about it."""

from __future__ import annotations

from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from integra_cms.blocks.fields import StreamField
from integra_cms.pages.base import BaseResourcePage
from integra_cms.pages.fields import ChoiceListField, PartialDateField, ProseField
from integra_cms.pages.schemas import Day, Html, PartialDate, ResourceData, StreamOf
from integra_cms.pages.validation import ordered_range, repeated, values


class Preparation(models.TextChoices):
    """How an agenda was prepared."""

    AUDIT = "audit", _("City audit")
    SURVEY = "survey", _("Survey")
    LAB = "lab", _("City lab")
    ROUND_TABLE = "round_table", _("Round table")
    FOCUS_GROUPS = "focus_groups", _("Focus groups")
    DESK_RESEARCH = "desk_research", _("Desk research")


class Adoption(models.TextChoices):
    """What the city council did with it."""

    NOT = "not", _("Not adopted")
    NOTED = "noted", _("Taken note of")
    ADOPTED = "adopted", _("Adopted")


class AgendaData(ResourceData):
    """An integration agenda: drivers, scenarios, and interventions that serve them."""

    local_title: str
    base_date: PartialDate
    horizon_min: int
    horizon_max: int
    vision: Html
    audit_summary: Html
    preparation: list[Preparation]
    participants: int | None
    adoption: Adoption | None
    adopted_on: Day | None
    drivers: Annotated[list[Any], StreamOf("drivers")]
    scenarios: Annotated[list[Any], StreamOf("scenarios")]
    interventions: Annotated[list[Any], StreamOf("interventions")]
    strengths: Html
    weaknesses: Html
    opportunities: Html
    threats: Html
    document_url: str


class AgendaPage(BaseResourcePage):
    """An integration agenda: drivers, scenarios, and interventions that serve them."""

    local_title = models.CharField(
        _("name used by the city"),
        max_length=255,
        blank=True,
        help_text=_("What the city itself calls the document."),
    )
    base_date = PartialDateField(
        _("starting point"), blank=True, help_text=_("Write “2018”, “2018-05” or “2018-05-16”.")
    )
    horizon_min = models.PositiveSmallIntegerField(_("looks ahead at least (years)"), default=3)
    horizon_max = models.PositiveSmallIntegerField(_("looks ahead at most (years)"), default=5)
    vision = ProseField(_("vision"), blank=True)
    audit_summary = ProseField(_("summary of the city audit"), blank=True)
    preparation = ChoiceListField(_("prepared by"), options=Preparation)
    participants = models.PositiveIntegerField(
        _("participants"), null=True, blank=True, help_text=_("How many people took part.")
    )
    adoption = models.CharField(_("adoption"), max_length=8, choices=Adoption.choices, blank=True)
    adopted_on = models.DateField(_("adopted on"), null=True, blank=True)
    drivers = StreamField(stream="drivers", blank=True, verbose_name=_("drivers"))
    scenarios = StreamField(stream="scenarios", blank=True, verbose_name=_("scenarios"))
    interventions = StreamField(stream="interventions", blank=True, verbose_name=_("interventions"))
    strengths = ProseField(_("strengths"), blank=True)
    weaknesses = ProseField(_("weaknesses"), blank=True)
    opportunities = ProseField(_("opportunities"), blank=True)
    threats = ProseField(_("threats"), blank=True)
    document_url = models.URLField(_("address of the document"), max_length=500, blank=True)

    page_description = _("Scenarios for the coming years, and what the city will do.")
    content_panels = [
        *BaseResourcePage.content_panels[:2],
        MultiFieldPanel(
            [
                "local_title",
                FieldRowPanel(["base_date", "horizon_min", "horizon_max"]),
                "preparation",
                "participants",
                FieldRowPanel(["adoption", "adopted_on"]),
                "document_url",
            ],
            heading=_("About the agenda"),
        ),
        FieldPanel("vision"),
        FieldPanel("audit_summary"),
        MultiFieldPanel(
            ["strengths", "weaknesses", "opportunities", "threats"],
            heading=_("Strengths, weaknesses, opportunities and threats"),
        ),
        FieldPanel("drivers"),
        FieldPanel("scenarios"),
        FieldPanel("interventions"),
        *BaseResourcePage.content_panels[2:],
        *BaseResourcePage.attachment_panels,
    ]
    search_fields = [
        *BaseResourcePage.search_fields,
        *(index.SearchField(name) for name in ("vision", "scenarios", "interventions")),
    ]

    class Meta:
        verbose_name = _("integration agenda")
        verbose_name_plural = _("integration agendas")

    def clean(self) -> None:
        """Codes are told apart and lead somewhere, and years are in order.

        Raises:
            ValidationError: ``scenario_unknown`` where an intervention names a scenario that
                the agenda does not have, ``code_duplicate`` where two blocks of one stream share
                a code, ``range_reversed`` where the horizon ends before it begins.
        """
        super().clean()
        errors = ordered_range(self, "horizon_min", "horizon_max")
        streams = {"drivers": "driver", "scenarios": "scenario", "interventions": "intervention"}
        for stream, block_type in streams.items():
            codes = (block["code"] for block in values(getattr(self, stream), block_type))
            if twice := repeated(codes):
                errors[stream] = ValidationError(
                    _("Used more than once: %(codes)s. Give each one a code of its own."),
                    code="code_duplicate",
                    params={"codes": ", ".join(filter(None, twice))},
                )
        if unknown := self._unknown_scenarios():
            errors["interventions"] = ValidationError(
                _("This agenda has no scenario %(codes)s. Add it, or name another one."),
                code="scenario_unknown",
                params={"codes": ", ".join(unknown)},
            )
        if errors:
            raise ValidationError(errors)

    def _unknown_scenarios(self) -> list[str]:
        known = {scenario["code"] for scenario in values(self.scenarios, "scenario")}
        named = (
            code
            for intervention in values(self.interventions, "intervention")
            for code in intervention["scenarios"] or ()
        )
        return sorted({code for code in named if code not in known})
