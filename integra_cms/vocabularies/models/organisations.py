"""Who works together: organisations and the networks they form."""

from __future__ import annotations

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.images import get_image_model_string

from integra_cms.vocabularies.identity import StableIdentityMixin, validate_code
from integra_cms.vocabularies.lists import ListField
from integra_cms.vocabularies.localised import LocalisedTextField
from integra_cms.vocabularies.validators import validate_country, validate_partial_date


class Organisation(StableIdentityMixin, models.Model):
    """A partner, an author, or whoever else stands behind content.

    Which part it plays in a project or a city is said there, not here.
    """

    class Type(models.TextChoices):
        MUNICIPALITY = "municipality", _("Municipality")
        MUNICIPAL_AGENCY = "municipal_agency", _("Municipal agency")
        NGO = "ngo", _("Non-governmental organisation")
        RESEARCH = "research", _("Research institution")
        MIGRANT_LED = "migrant_led", _("Migrant-led organisation")
        INTERNATIONAL = "international", _("International organisation")

    code = models.CharField(_("code"), max_length=64, unique=True, validators=[validate_code])
    names = LocalisedTextField(_("names"), required_locales=("en",))
    short_name = models.CharField(_("short name"), max_length=64, blank=True)
    aliases = ListField(
        _("other names"),
        help_text=_("Spellings under which people look for it, one per line."),
    )
    type = models.CharField(_("type"), max_length=32, choices=Type.choices)
    country = models.CharField(
        _("country"),
        max_length=2,
        validators=[validate_country],
        help_text=_("The two-letter ISO 3166-1 code, such as “BG”."),
    )
    seat = models.CharField(
        _("seat"),
        max_length=128,
        blank=True,
        help_text=_("The town, in English. Leave it empty if it is not known."),
    )
    url = models.URLField(_("website"), max_length=500, blank=True)
    contact_url = models.URLField(
        _("contact form"),
        max_length=500,
        blank=True,
        help_text=_("The address of a page, not of a person."),
    )
    logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    logo_alts = LocalisedTextField(_("alternative texts of the logo"))
    logo_permission = models.BooleanField(
        _("logo may be shown"),
        default=False,
        help_text=_("The organisation has agreed to its logo being shown here."),
    )

    class Meta:
        ordering = ("code",)
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return str(self.names.get_for(get_language() or "") or self.code)


class Network(StableIdentityMixin, models.Model):
    """A lasting group of organisations, or a meeting of them."""

    class Kind(models.TextChoices):
        NETWORK = "network", _("Network")
        STAKEHOLDER_GROUP = "stakeholder_group", _("Stakeholder integration group")
        EVENT = "event", _("Event")

    class Level(models.TextChoices):
        LOCAL = "local", _("Local")
        CITY_TO_CITY = "city_to_city", _("City to city")
        CROSS_BORDER = "cross_border", _("Cross-border")

    code = models.CharField(_("code"), max_length=64, unique=True, validators=[validate_code])
    names = LocalisedTextField(_("names"), required_locales=("en",))
    descriptions = LocalisedTextField(_("descriptions"), multiline=True)
    kind = models.CharField(_("kind"), max_length=32, choices=Kind.choices, default=Kind.NETWORK)
    level = models.CharField(_("level"), max_length=32, choices=Level.choices)
    date = models.CharField(
        _("date"),
        max_length=10,
        blank=True,
        validators=[validate_partial_date],
        help_text=_("Of an event: the year, the month or the day, such as “2018-10-16”."),
    )
    url = models.URLField(_("website"), max_length=500, blank=True)
    members = models.ManyToManyField(
        Organisation, verbose_name=_("members"), blank=True, related_name="networks"
    )

    class Meta:
        ordering = ("code",)
        verbose_name = _("network")
        verbose_name_plural = _("networks")

    def __str__(self) -> str:
        return str(self.names.get_for(get_language() or "") or self.code)
