"""Cities with a section of their own, and the people who work for them."""

from __future__ import annotations

import uuid

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from integra_cms.sections.roles import NETWORK_ROLES, Role
from integra_cms.vocabularies.localised import LocalisedTextField
from integra_cms.vocabularies.validators import validate_country


class City(models.Model):
    """A partner with a section of its own in every locale it uses.

    ``code`` is for ever: the term of the vocabulary ``city`` and packs carry it. ``resource`` is
    the translation key that the editions of its front page share. Codes of statistical and
    geographic registers change by edition, so each is kept with its edition or year.
    """

    code = models.SlugField(_("code"), unique=True)
    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    resource = models.UUIDField(_("front page"), unique=True, editable=False)
    names = LocalisedTextField(_("names"))
    native_name = models.CharField(_("name in its own language"), max_length=200, blank=True)
    aliases = models.JSONField(_("other spellings"), default=list, blank=True)
    country = models.CharField(
        _("country"), max_length=2, blank=True, validators=[validate_country]
    )
    subdivision = models.CharField(_("ISO 3166-2 code"), max_length=6, blank=True)
    nuts_code = models.CharField(_("NUTS 3 code"), max_length=5, blank=True)
    nuts_edition = models.CharField(_("edition of NUTS"), max_length=60, blank=True)
    lau = models.JSONField(
        _("LAU codes"),
        default=list,
        blank=True,
        help_text=_("Several are possible. Each with its code and year."),
    )
    geonames_id = models.PositiveIntegerField(_("GeoNames number"), null=True, blank=True)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=7,
        decimal_places=4,
        null=True,
        blank=True,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    official_languages = models.JSONField(_("official languages"), default=list, blank=True)
    locales = models.JSONField(_("locales of its section"), default=list)
    collection = models.OneToOneField(
        "wagtailcore.Collection",
        on_delete=models.PROTECT,
        related_name="integra_city",
        verbose_name=_("collection of its files"),
    )
    is_example = models.BooleanField(
        _("example"),
        default=False,
        help_text=_("Not a real city; marked as an example everywhere."),
    )
    notes = models.JSONField(_("notes on its data"), default=list, blank=True)

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = ("code",)

    def __str__(self) -> str:
        return str(self.names.get_for(get_language() or "")) or self.code


class CityPartner(models.Model):
    """An organisation that works for a city, and as what."""

    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="partners")
    organisation = models.ForeignKey(
        "integra_vocabularies.Organisation", on_delete=models.PROTECT, related_name="cities"
    )
    role = models.CharField(_("role"), max_length=60, default="partner")
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("partner of a city")
        verbose_name_plural = _("partners of cities")
        ordering = ("city", "order", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["city", "organisation", "role"], name="integra_city_partner_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.organisation} ({self.city})"


class CityFigure(models.Model):
    """One number about a city; it never stands without year, geographic level and source."""

    city = models.ForeignKey(City, on_delete=models.CASCADE, related_name="figures")
    code = models.SlugField(_("code"))
    labels = LocalisedTextField(_("labels"))
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=4)
    unit = models.CharField(_("unit"), max_length=40, blank=True)
    year = models.PositiveSmallIntegerField(_("year"))
    level = models.CharField(_("geographic level"), max_length=60)
    source_name = models.CharField(_("source"), max_length=300)
    source_url = models.URLField(_("address of the source"), blank=True)

    class Meta:
        verbose_name = _("figure of a city")
        verbose_name_plural = _("figures of cities")
        ordering = ("city", "code", "year", "pk")
        constraints = [
            models.UniqueConstraint(
                fields=["city", "code", "year", "level"], name="integra_city_figure_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.labels.get_for(get_language() or '')} {self.year}"


class Membership(models.Model):
    """What somebody is: for one city or the whole network, in one locale or all.

    The only truth about rights inside the toolkit; nothing is copied into groups. Ordinary groups
    keep working beside it.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="integra_memberships"
    )
    city = models.ForeignKey(
        City,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="memberships",
        verbose_name=_("city"),
        help_text=_("Leave empty for the whole network."),
    )
    locale = models.ForeignKey(
        "wagtailcore.Locale",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("locale"),
        help_text=_("Leave empty for all locales."),
    )
    role = models.CharField(_("role"), max_length=20, choices=Role.choices)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            models.UniqueConstraint(
                "user",
                Coalesce("city", 0),
                Coalesce("locale", 0),
                "role",
                name="integra_membership_once",
                violation_error_message=_("This person has this membership already."),
            ),
            models.CheckConstraint(
                condition=models.Q(city__isnull=True) | ~models.Q(role__in=NETWORK_ROLES),
                name="integra_membership_network_roles_have_no_city",
                violation_error_message=_(
                    "Librarians and network administrators work for the whole network: leave the "
                    "city empty."
                ),
            ),
        ]

    def __str__(self) -> str:
        where = str(self.city) if self.city_id else _("whole network")
        return f"{self.user}: {self.role}, {where}"

    def clean(self) -> None:
        """A role in a locale that the city does not use would never allow anything."""
        super().clean()
        if self.city and self.locale and self.locale.language_code not in self.city.locales:
            raise ValidationError(
                {
                    "locale": ValidationError(
                        _("%(city)s has no section in %(locale)s. Its locales: %(locales)s."),
                        code="locale_not_of_city",
                        params={
                            "city": self.city,
                            "locale": self.locale,
                            "locales": ", ".join(self.city.locales),
                        },
                    )
                }
            )
