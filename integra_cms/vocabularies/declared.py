"""The vocabularies of the toolkit; plugins may bring more."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from integra_cms.plugins import Vocabulary

AREA = Vocabulary(
    code="area",
    label=_("Integration areas"),
    help_text=_("The four areas that checklists look at."),
    ordered=True,
    fixed=("SERV", "PART", "URBN", "ATTI"),
)
STAGE = Vocabulary(
    code="stage",
    label=_("Stages"),
    help_text=_("The five steps of a city's work on integration, in their order."),
    ordered=True,
    fixed=("assess", "set-goals", "scenarios", "improve", "campaign"),
)
AIM = Vocabulary(
    code="aim",
    label=_("Aims"),
    help_text=_("The aims of the project that a resource may serve, in their order."),
    ordered=True,
)
ISSUE = Vocabulary(
    code="issue",
    label=_("Issues"),
    help_text=_("What a resource is about, such as housing or health."),
)
PLACE_TYPE = Vocabulary(
    code="place_type",
    label=_("Types of places"),
    help_text=_("Where a resource is used, and where city walks stop."),
)
TARGET_GROUP = Vocabulary(
    code="target_group",
    label=_("Target groups"),
    help_text=_("Whom a resource is meant for."),
)
METHOD_KIND = Vocabulary(
    code="method_kind",
    label=_("Kinds of methods"),
    help_text=_("What sort of method it is, such as a city walk or a round table."),
)
CAMPAIGN_MEDIUM = Vocabulary(
    code="campaign_medium",
    label=_("Campaign media"),
    help_text=_("The form of a campaign tool, such as a podcast or a comic."),
)
INFOGRAPHIC_THEME = Vocabulary(
    code="infographic_theme",
    label=_("Themes of infographics"),
    help_text=_("What the figures of an infographic are about."),
)
RESOURCE_KIND = Vocabulary(
    code="resource_kind",
    label=_("Kinds of city resources"),
    help_text=_("Approaches, good practices, tools, actions and materials."),
    ordered=True,
)
CITY = Vocabulary(
    code="city",
    label=_("Cities"),
    help_text=_("One term per city, added when its section is opened."),
)
GLOSSARY = Vocabulary(
    code="glossary",
    label=_("Glossary"),
    help_text=_("Approved words and abbreviations for translators and readers."),
)
