"""Fixed choices that several kinds of resources share."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PracticeLevel(models.TextChoices):
    """How far something reaches, geographically."""

    CITY = "city", _("City")
    REGION = "region", _("Region")
    NATION = "nation", _("Country")
    EU = "eu", _("European Union")


class CampaignLevel(models.TextChoices):
    """Whom a campaign addresses."""

    CITY = "city", _("City")
    COUNTRY = "country", _("Country")
    EU = "eu", _("European Union")
