"""Choices that are part of the code: what they mean, programs rely on.

Lists that people maintain (areas, issues, …) are vocabularies instead.
"""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class HeadingLevel(TextChoices):
    SECTION = "2", _("Section")
    SUBSECTION = "3", _("Subsection")


class Tone(TextChoices):
    NOTE = "note", _("Note")
    TIP = "tip", _("Tip")
    WARNING = "warning", _("Warning")


class Medium(TextChoices):
    VIDEO = "video", _("Film")
    AUDIO = "audio", _("Sound")


class SupplyUse(TextChoices):
    USED_UP = "used_up", _("Used up")
    KEPT = "kept", _("Used again")


class CheckMode(TextChoices):
    SEE = "see", _("See on site")
    ASK = "ask", _("Ask staff or residents")
    DESK = "desk", _("Look up at a desk")


class Level(TextChoices):
    CITY = "city", _("City")
    REGION = "region", _("Region")
    NATION = "nation", _("Country")
    EU = "eu", _("European Union")


class Dimension(TextChoices):
    POLITICAL = "political", _("Political")
    ECONOMIC = "economic", _("Economic")
    SOCIAL = "social", _("Social")
    TECHNOLOGICAL = "technological", _("Technological")
    ENVIRONMENTAL = "environmental", _("Environmental")
    LEGAL = "legal", _("Legal")


class Scope(TextChoices):
    LOCAL = "local", _("Local")
    NATIONAL = "national", _("National")
    EU = "eu", _("European Union")
    WORLD = "world", _("Worldwide")


class Approach(TextChoices):
    TWO_BY_TWO = "two_by_two", _("Two axes, four stories")
    MOST_PLAUSIBLE = "most_plausible", _("Most plausible lines")
    BEST_WORST = "best_worst", _("Best and worst case")
    SURVEY = "survey", _("Survey")


class ActorType(TextChoices):
    PUBLIC = "public", _("Public body")
    CIVIC = "civic", _("Civic organisation")
    BUSINESS = "business", _("Business")
    JOINT = "joint", _("Several together")


class Competence(TextChoices):
    LOCAL = "local", _("Municipality")
    REGIONAL = "regional", _("Region")
    NATIONAL = "national", pgettext_lazy("level of competence", "State")
    EU = "eu", _("European Union")


class Priority(TextChoices):
    HIGH = "high", pgettext_lazy("priority", "High")
    MEDIUM = "medium", pgettext_lazy("priority", "Medium")
    LOW = "low", pgettext_lazy("priority", "Low")


class CostBand(TextChoices):
    UNDER_10K = "under_10k", _("Below €10,000")
    FROM_10K = "10k_50k", _("€10,000 to €50,000")
    FROM_50K = "50k_250k", _("€50,000 to €250,000")
    OVER_250K = "over_250k", _("Above €250,000")
    UNKNOWN = "unknown", _("Not known")


class InterventionStatus(TextChoices):
    PROPOSED = "proposed", _("Proposed")
    ADOPTED = "adopted", _("Adopted")
    IN_PROGRESS = "in_progress", _("In progress")
    DONE = "done", _("Done")
    DROPPED = "dropped", _("Dropped")


class Chart(TextChoices):
    BARS = "bars", _("Bars, to compare amounts")
    PARTS = "parts", _("Parts of a whole")
    CHANGE = "change", _("Change over time")
