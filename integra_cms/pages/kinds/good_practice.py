"""Good practices: what somebody did about something, and what came of it."""

from __future__ import annotations

from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from integra_cms.blocks.enums import Level
from integra_cms.blocks.fields import StreamField
from integra_cms.pages.base import BaseResourcePage
from integra_cms.pages.fields import ChoiceListField, CountryField, PartialDateField, ProseField
from integra_cms.pages.schemas import (
    Country,
    Currency,
    Day,
    DecimalText,
    Html,
    OrganisationData,
    PartialDate,
    ResourceData,
    StreamOf,
)
from integra_cms.pages.validation import ordered_dates
from integra_cms.vocabularies.validators import validate_currency

DATE_HELP = _("Write “2018”, “2018-05” or “2018-05-16”, as precisely as it is known.")


class EvaluationType(models.TextChoices):
    """Who evaluated it."""

    NONE = "none", _("Not evaluated")
    INTERNAL = "internal", _("By those who did it")
    EXTERNAL = "external", _("By somebody else")


class SustainableDevelopmentGoal(models.IntegerChoices):
    """The goals of the United Nations, by number."""

    POVERTY = 1, _("1 No poverty")
    HUNGER = 2, _("2 Zero hunger")
    HEALTH = 3, _("3 Good health and well-being")
    EDUCATION = 4, _("4 Quality education")
    GENDER = 5, _("5 Gender equality")
    WATER = 6, _("6 Clean water and sanitation")
    ENERGY = 7, _("7 Affordable and clean energy")
    WORK = 8, _("8 Decent work and economic growth")
    INDUSTRY = 9, _("9 Industry, innovation and infrastructure")
    INEQUALITIES = 10, _("10 Reduced inequalities")
    CITIES = 11, _("11 Sustainable cities and communities")
    CONSUMPTION = 12, _("12 Responsible consumption and production")
    CLIMATE = 13, _("13 Climate action")
    OCEANS = 14, _("14 Life below water")
    LAND = 15, _("15 Life on land")
    PEACE = 16, _("16 Peace, justice and strong institutions")
    PARTNERSHIPS = 17, _("17 Partnerships for the goals")


class GoodPracticeData(ResourceData):
    """A good practice: situation, goals, actions, results, and what others can take from it."""

    start: PartialDate
    end: PartialDate
    ongoing: bool
    country: Country
    place: str
    level: Level | None
    situation: Html
    goals: Html
    assumptions: Html
    actions: Html
    resources_used: Html
    results: Html
    users_opinion: Html
    impact: Html
    evidence: Annotated[list[Any], StreamOf("evidence")]
    evaluation_type: EvaluationType
    evaluation: Html
    do_and_dont: Html
    beneficiaries: Html
    reached: int | None
    host_society_role: Html
    migrants_role: Html
    funding: Html
    cost: DecimalText | None
    cost_currency: Currency
    partners: Html
    transferability: Html
    conditions: Html
    sustainability: Html
    lessons: Html
    organisation: OrganisationData | None
    contact_email: str
    sdgs: list[SustainableDevelopmentGoal]
    at_least_one_year: bool
    needs_identified: bool
    groups_engaged: bool
    reviewed_by: str
    reviewed_on: Day | None


class GoodPracticePage(BaseResourcePage):
    """A good practice: situation, goals, actions, results, and what others can take from it."""

    start = PartialDateField(_("start"), blank=True, help_text=DATE_HELP)
    end = PartialDateField(_("end"), blank=True, help_text=DATE_HELP)
    ongoing = models.BooleanField(
        _("a regular service now"), default=False, help_text=_("It goes on and has no end.")
    )
    country = CountryField(_("country"), blank=True)
    place = models.CharField(
        _("place"), max_length=255, blank=True, help_text=_("The city or area.")
    )
    level = models.CharField(_("level"), max_length=8, choices=Level.choices, blank=True)
    situation = ProseField(
        _("issue and starting situation"), help_text=_("What was the matter before.")
    )
    goals = ProseField(_("goals"), help_text=_("In numbers and in words."))
    assumptions = ProseField(_("assumptions"), blank=True)
    actions = ProseField(_("actions"), help_text=_("What was done, and how it works."))
    resources_used = ProseField(_("resources used"), blank=True)
    results = ProseField(_("results"), help_text=_("What came of it, as far as it is known."))
    users_opinion = ProseField(_("what users say"), blank=True)
    impact = ProseField(_("impact"), blank=True)
    evidence = StreamField(stream="evidence", blank=True, verbose_name=_("evidence"))
    evaluation_type = models.CharField(
        _("evaluation by"),
        max_length=8,
        choices=EvaluationType.choices,
        default=EvaluationType.NONE,
    )
    evaluation = ProseField(_("evaluation"), blank=True)
    do_and_dont = ProseField(_("do’s and don’ts"), blank=True)
    beneficiaries = ProseField(_("beneficiaries"), blank=True)
    reached = models.PositiveIntegerField(_("people reached"), null=True, blank=True)
    host_society_role = ProseField(_("role of the host society"), blank=True)
    migrants_role = ProseField(_("role of migrants in the design"), blank=True)
    funding = ProseField(_("funding"), blank=True)
    cost = models.DecimalField(_("cost"), max_digits=14, decimal_places=2, null=True, blank=True)
    cost_currency = models.CharField(
        _("currency"),
        max_length=3,
        default="EUR",
        validators=[validate_currency],
        help_text=_("The three-letter code, such as “EUR” or “CZK”."),
    )
    partners = ProseField(
        _("partners"), blank=True, help_text=_("Who supported it, and with what.")
    )
    transferability = ProseField(
        _("transferability"), help_text=_("What another city can take over.")
    )
    conditions = ProseField(_("conditions needed"), blank=True)
    sustainability = ProseField(_("sustainability"), blank=True)
    lessons = ProseField(_("lessons learned"), blank=True)
    organisation = models.ForeignKey(
        "integra_vocabularies.Organisation",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("implementing organisation"),
    )
    contact_email = models.EmailField(
        _("contact"), blank=True, help_text=_("The mailbox of an office, not of a person.")
    )
    sdgs = ChoiceListField(_("sustainable development goals"), options=SustainableDevelopmentGoal)
    at_least_one_year = models.BooleanField(_("at least one year old"), default=False)
    needs_identified = models.BooleanField(_("the needs were looked into"), default=False)
    groups_engaged = models.BooleanField(_("the groups concerned took part"), default=False)
    reviewed_by = models.CharField(_("reviewed by"), max_length=255, blank=True)
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)

    untranslated_fields = (
        *BaseResourcePage.untranslated_fields,
        "cost_currency",
        "reviewed_by",
    )
    page_description = _("Something that worked somewhere, told so that others can use it.")
    content_panels = [
        *BaseResourcePage.content_panels[:2],
        MultiFieldPanel(
            [
                FieldRowPanel(["start", "end", "ongoing"]),
                FieldRowPanel(["country", "place", "level"]),
            ],
            heading=_("When and where"),
        ),
        MultiFieldPanel(
            ["situation", "goals", "assumptions", "actions", "resources_used"],
            heading=_("What was done"),
        ),
        MultiFieldPanel(
            ["results", "users_opinion", "impact", "evidence", "evaluation_type", "evaluation"],
            heading=_("What came of it"),
        ),
        MultiFieldPanel(
            ["beneficiaries", "reached", "host_society_role", "migrants_role"],
            heading=_("People"),
        ),
        MultiFieldPanel(
            [
                "organisation",
                "contact_email",
                "partners",
                "funding",
                FieldRowPanel(["cost", "cost_currency"]),
            ],
            heading=_("Organisation and money"),
        ),
        MultiFieldPanel(
            ["transferability", "conditions", "sustainability", "do_and_dont", "lessons"],
            heading=_("What others can take from it"),
        ),
        *BaseResourcePage.content_panels[2:],
        *BaseResourcePage.attachment_panels,
    ]
    classification_panels = [
        *BaseResourcePage.classification_panels,
        FieldPanel("sdgs"),
        MultiFieldPanel(
            [
                "at_least_one_year",
                "needs_identified",
                "groups_engaged",
                FieldRowPanel(["reviewed_by", "reviewed_on"]),
            ],
            heading=_("Checks"),
        ),
    ]
    search_fields = [
        *BaseResourcePage.search_fields,
        *(index.SearchField(name) for name in ("situation", "goals", "actions", "results")),
    ]

    class Meta:
        verbose_name = _("good practice")
        verbose_name_plural = _("good practices")

    def clean(self) -> None:
        """Dates fit together: codes ``end_before_start``, ``end_of_ongoing``, ``in_future``."""
        super().clean()
        errors = ordered_dates(self, "start", "end")
        if self.ongoing and self.end:
            errors["end"] = ValidationError(
                _("It is a regular service now, so it has no end. Remove one of the two."),
                code="end_of_ongoing",
            )
        today = timezone.localdate()
        if self.start[:4].isdigit() and self.start > today.isoformat():
            errors["start"] = _in_future(self.start)
        if self.reviewed_on and self.reviewed_on > today:
            errors["reviewed_on"] = _in_future(self.reviewed_on.isoformat())
        if errors:
            raise ValidationError(errors)


def _in_future(date: str) -> ValidationError:
    return ValidationError(
        _("%(date)s has not come yet. A good practice tells what has happened."),
        code="in_future",
        params={"date": date},
    )
