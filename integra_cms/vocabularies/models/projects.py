"""Projects: their funding, their partners and their numbers."""

from __future__ import annotations

from decimal import Decimal

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel

from integra_cms.vocabularies.fields import TermCodesField
from integra_cms.vocabularies.identity import StableIdentityMixin, validate_code
from integra_cms.vocabularies.lists import CountriesField, ListField, LocalesField
from integra_cms.vocabularies.localised import LocalisedTextField
from integra_cms.vocabularies.models.organisations import Organisation
from integra_cms.vocabularies.validators import (
    validate_currency,
    validate_month,
    validate_partial_date,
    validate_static_file,
)

EU_EMBLEM = "integra_cms/eu-emblem.svg"


class Project(StableIdentityMixin, ClusterableModel):
    """A funded project, with what its funder wants to be shown beside its results."""

    code = models.CharField(_("code"), max_length=64, unique=True, validators=[validate_code])
    titles = LocalisedTextField(_("titles"), required_locales=("en",))
    acronym = models.CharField(_("acronym"), max_length=64, blank=True)
    goals = LocalisedTextField(_("goal"), multiline=True)
    chain_of_work = LocalisedTextField(_("chain of work"), multiline=True)
    networks = LocalisedTextField(_("networks"), multiline=True)
    competence = LocalisedTextField(_("competence"), multiline=True)
    advocacy = LocalisedTextField(_("advocacy"), multiline=True)
    aims = TermCodesField(_("aims"), vocabulary="aim")
    countries = CountriesField(_("countries"))

    funding_statements = LocalisedTextField(_("funding statement"), multiline=True)
    disclaimers = LocalisedTextField(_("disclaimer"), multiline=True)
    unofficial = LocalesField(
        _("unofficial translations"),
        help_text=_(
            "Languages in which the funder has not approved the funding statement and the "
            "disclaimer. They are marked wherever they are shown."
        ),
    )
    emblem = models.CharField(
        _("emblem"),
        max_length=200,
        blank=True,
        default=EU_EMBLEM,
        validators=[validate_static_file],
        help_text=_("The static file of the funder's emblem, shown next to the statement."),
    )

    start_month = models.CharField(
        _("first month"),
        max_length=7,
        blank=True,
        validators=[validate_month],
        help_text=_("Year and month, such as “2018-01”."),
    )
    end_month = models.CharField(
        _("last month"),
        max_length=7,
        blank=True,
        validators=[validate_month],
        help_text=_("Year and month, such as “2019-12”."),
    )
    budget_total = models.DecimalField(
        _("total budget"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    budget_eu = models.DecimalField(
        _("contribution of the EU"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
        validators=[MinValueValidator(0)],
    )
    currency = models.CharField(
        _("currency"), max_length=3, default="EUR", validators=[validate_currency]
    )
    grant_id = models.CharField(_("grant identifier"), max_length=64, blank=True)
    contract_wording = models.CharField(
        _("contract, as the source writes it"), max_length=200, blank=True
    )
    url = models.URLField(_("website"), max_length=500, blank=True)
    notes = ListField(
        _("editorial notes"),
        help_text=_("What was corrected in the sources, and why; one note per line."),
    )

    class Meta:
        ordering = ("code",)
        verbose_name = _("project")
        verbose_name_plural = _("projects")
        constraints = (
            models.CheckConstraint(
                condition=Q(budget_total__isnull=True) | Q(budget_total__gte=0),
                name="integra_project_budget_positive",
            ),
            models.CheckConstraint(
                condition=Q(budget_eu__isnull=True)
                | Q(
                    budget_total__isnull=False,
                    budget_eu__gte=0,
                    budget_eu__lte=F("budget_total"),
                ),
                name="integra_project_budget",
                violation_error_message=_(
                    "The contribution of the EU needs a total budget that is at least as high. "
                    "Correct one of the two amounts."
                ),
                violation_error_code="budget_exceeded",
            ),
            models.CheckConstraint(
                condition=Q(start_month="") | Q(end_month="") | Q(end_month__gte=F("start_month")),
                name="integra_project_period",
                violation_error_message=_(
                    "The last month is before the first one. Correct one of the two."
                ),
                violation_error_code="period_reversed",
            ),
        )

    def __str__(self) -> str:
        return self.acronym or str(self.titles.get_for(get_language() or "") or self.code)

    @property
    def eu_share(self) -> Decimal | None:
        """The EU's part of the budget in per cent, to two decimals; None without a budget."""
        if not self.budget_total or self.budget_eu is None:
            return None
        return (100 * self.budget_eu / self.budget_total).quantize(Decimal("0.01"))

    @property
    def budget_other(self) -> Decimal | None:
        """What others than the EU pay; None without a budget."""
        if self.budget_total is None or self.budget_eu is None:
            return None
        return self.budget_total - self.budget_eu

    @property
    def lead(self) -> Organisation | None:
        """The lead partner."""
        for partner in self.partners.all():
            if partner.role == ProjectPartner.Role.LEAD:
                return partner.organisation
        return None

    def is_official(self, locale: str) -> bool:
        """Whether the statements in this language are the funder's own words."""
        return locale not in self.unofficial


class ProjectPartner(models.Model):
    """The part an organisation plays in a project."""

    class Role(models.TextChoices):
        LEAD = "lead", _("Lead partner")
        PARTNER = "partner", _("Partner")

    # What Wagtail's inline form numbers anew when somebody moves a row.
    sort_order_field = "order"

    project = ParentalKey(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="partners"
    )
    organisation = models.ForeignKey(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="projects",
    )
    role = models.CharField(_("role"), max_length=16, choices=Role.choices, default=Role.PARTNER)
    order = models.PositiveIntegerField(_("order"), default=0, editable=False)

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = (
            models.UniqueConstraint(
                fields=("project", "organisation"),
                name="integra_project_partner_unique",
                violation_error_message=_("This organisation is a partner of the project already."),
                violation_error_code="partner_exists",
            ),
            models.UniqueConstraint(
                fields=("project",),
                condition=Q(role="lead"),
                name="integra_project_one_lead",
                violation_error_message=_(
                    "The project has a lead partner already. Make that one a partner first."
                ),
                violation_error_code="lead_exists",
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation} ({self.get_role_display()})"


class Statistic(models.Model):
    """A number about the project or its subject, with its date and its source.

    Numbers of different dates or sources stand beside each other; none replaces another.
    """

    class Qualifier(models.TextChoices):
        EXACT = "", _("exactly")
        OVER = "over", _("over")
        ABOUT = "about", _("about")
        UNDER = "under", _("under")

    sort_order_field = "order"

    project = ParentalKey(
        Project, verbose_name=_("project"), on_delete=models.CASCADE, related_name="statistics"
    )
    code = models.CharField(_("code"), max_length=64, validators=[validate_code])
    labels = LocalisedTextField(_("labels"), required_locales=("en",))
    qualifier = models.CharField(
        _("qualifier"), max_length=16, choices=Qualifier.choices, blank=True, default=""
    )
    value = models.DecimalField(_("value"), max_digits=20, decimal_places=4)
    units = LocalisedTextField(_("units"))
    as_of = models.CharField(
        _("as of"),
        max_length=10,
        validators=[validate_partial_date],
        help_text=_("The year, the month or the day, such as “2018” or “2018-01”."),
    )
    source_name = models.CharField(_("source"), max_length=200)
    source_url = models.URLField(_("address of the source"), max_length=500, blank=True)
    order = models.PositiveIntegerField(_("order"), default=0, editable=False)

    class Meta:
        ordering = ("order", "pk")
        verbose_name = _("statistic")
        verbose_name_plural = _("statistics")
        constraints = (
            models.UniqueConstraint(
                fields=("project", "code"),
                name="integra_statistic_code_unique",
                violation_error_message=_("The project has a statistic with this code already."),
                violation_error_code="statistic_exists",
            ),
        )

    def __str__(self) -> str:
        return str(self.labels.get_for(get_language() or "") or self.code)
