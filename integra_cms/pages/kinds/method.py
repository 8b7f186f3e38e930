"""Methods: how to do something, step by step."""

from __future__ import annotations

from typing import Annotated, Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.search import index

from integra_cms.blocks.fields import StreamField
from integra_cms.pages.base import BaseResourcePage
from integra_cms.pages.fields import ChoiceListField, DurationField, ProseField
from integra_cms.pages.schemas import Code, DecimalText, Duration, Html, ResourceData, StreamOf
from integra_cms.pages.validation import ordered_range
from integra_cms.vocabularies.fields import TermCodeField

DURATION_HELP = _("Such as “2 h 15 min”, “3 d” for days, “4 w” for weeks, “6 mo” for months.")


class ParticipationLevel(models.TextChoices):
    """How much say participants have."""

    INFORM = "inform", _("Inform")
    CONSULT = "consult", _("Consult")
    INVOLVE = "involve", _("Involve")
    COLLABORATE = "collaborate", _("Collaborate")
    EMPOWER = "empower", _("Empower")


class Setting(models.TextChoices):
    """Where a method can be carried out."""

    ON_SITE = "on_site", _("On site")
    INDOOR = "indoor", _("Indoors")
    ONLINE = "online", _("Online")


class Recruitment(models.TextChoices):
    """How participants are found."""

    OPEN = "open", _("Open to everybody")
    INVITED = "invited", _("By invitation")
    MIXED = "mixed", _("Mixed")


class MethodData(ResourceData):
    """A method: what it is for, what it needs, and its steps."""

    method_kind: Code | None
    participation_level: ParticipationLevel | None
    settings: list[Setting]
    purpose: Html
    when_to_use: Html
    when_not_to: Html
    expected_outputs: Html
    feeds_decision: str
    recruitment: Recruitment | None
    participants_min: int | None
    participants_max: int | None
    prep_time: Duration
    perform_time: Duration
    follow_up_time: Duration
    total_time: Duration
    staff_days: DecimalText | None
    roles: Annotated[list[Any], StreamOf("roles")]
    supplies: Annotated[list[Any], StreamOf("supplies")]
    steps: Annotated[list[Any], StreamOf("steps")]
    venue_needs: Html
    accessibility_needs: Html
    cost_low: DecimalText | None
    cost_high: DecimalText | None
    cost_year: int | None
    ethics: Html
    risks: Html
    evaluation: Html
    adaptation: Html
    lessons: Html


class MethodPage(BaseResourcePage):
    """A method: what it is for, what it needs, and its steps."""

    method_kind = TermCodeField(_("kind of method"), vocabulary="method_kind", blank=True)
    participation_level = models.CharField(
        _("level of participation"), max_length=16, choices=ParticipationLevel.choices, blank=True
    )
    settings = ChoiceListField(_("settings"), options=Setting)
    purpose = ProseField(_("purpose"), help_text=_("What a city achieves with it, and for whom."))
    when_to_use = ProseField(_("when to use it"), blank=True)
    when_not_to = ProseField(_("when not to use it"), blank=True)
    expected_outputs = ProseField(
        _("expected outputs"), blank=True, help_text=_("What there is when it is done.")
    )
    feeds_decision = models.TextField(
        _("decision it feeds"),
        blank=True,
        help_text=_("Which decision the results are for, and who takes it."),
    )
    recruitment = models.CharField(
        _("recruitment"), max_length=16, choices=Recruitment.choices, blank=True
    )
    participants_min = models.PositiveIntegerField(
        _("participants at least"), null=True, blank=True
    )
    participants_max = models.PositiveIntegerField(_("participants at most"), null=True, blank=True)
    prep_time = DurationField(_("time to prepare"), blank=True, help_text=DURATION_HELP)
    perform_time = DurationField(_("time on the day"), blank=True, help_text=DURATION_HELP)
    follow_up_time = DurationField(_("time to follow up"), blank=True, help_text=DURATION_HELP)
    total_time = DurationField(_("time in all"), blank=True, help_text=DURATION_HELP)
    staff_days = models.DecimalField(
        _("working days of staff"), max_digits=6, decimal_places=1, null=True, blank=True
    )
    roles = StreamField(stream="roles", blank=True, verbose_name=_("roles"))
    supplies = StreamField(stream="supplies", blank=True, verbose_name=_("supplies"))
    steps = StreamField(stream="steps", blank=True, verbose_name=_("steps"))
    venue_needs = ProseField(_("needs of the venue"), blank=True)
    accessibility_needs = ProseField(
        _("accessibility"), blank=True, help_text=_("What it takes so that everybody can join.")
    )
    cost_low = models.DecimalField(
        _("cost at least (EUR)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    cost_high = models.DecimalField(
        _("cost at most (EUR)"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    cost_year = models.PositiveSmallIntegerField(_("year of the prices"), null=True, blank=True)
    ethics = ProseField(
        _("ethics"), help_text=_("How people who take part are protected. Always needed.")
    )
    risks = ProseField(_("risks"), blank=True)
    evaluation = ProseField(_("evaluation"), blank=True)
    adaptation = ProseField(
        _("adaptation"), blank=True, help_text=_("What another city may change, and what not.")
    )
    lessons = ProseField(_("lessons learned"), blank=True)

    page_description = _("How to do something together with people, step by step.")
    content_panels = [
        *BaseResourcePage.content_panels[:2],
        MultiFieldPanel(
            ["purpose", "when_to_use", "when_not_to", "expected_outputs", "feeds_decision"],
            heading=_("What it is for"),
        ),
        FieldPanel("steps"),
        MultiFieldPanel(
            [
                FieldRowPanel(["prep_time", "perform_time"]),
                FieldRowPanel(["follow_up_time", "total_time"]),
            ],
            heading=_("Time"),
        ),
        MultiFieldPanel(
            [
                "recruitment",
                FieldRowPanel(["participants_min", "participants_max"]),
                "roles",
                "staff_days",
            ],
            heading=_("People"),
        ),
        MultiFieldPanel(
            [
                "supplies",
                "venue_needs",
                "accessibility_needs",
                FieldRowPanel(["cost_low", "cost_high", "cost_year"]),
            ],
            heading=_("Supplies, place and cost"),
        ),
        MultiFieldPanel(
            ["ethics", "risks", "evaluation", "adaptation", "lessons"],
            heading=_("Doing it well"),
        ),
        *BaseResourcePage.content_panels[2:],
        *BaseResourcePage.attachment_panels,
    ]
    classification_panels = [
        MultiFieldPanel(
            ["method_kind", "participation_level", "settings"], heading=_("Sort of method")
        ),
        *BaseResourcePage.classification_panels,
    ]
    search_fields = [
        *BaseResourcePage.search_fields,
        index.SearchField("purpose"),
        index.SearchField("steps"),
    ]

    class Meta:
        verbose_name = _("method")
        verbose_name_plural = _("methods")

    def clean(self) -> None:
        """Lower numbers come first (``range_reversed``)."""
        super().clean()
        errors = {
            **ordered_range(self, "participants_min", "participants_max"),
            **ordered_range(self, "cost_low", "cost_high"),
        }
        if errors:
            raise ValidationError(errors)
