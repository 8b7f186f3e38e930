"""Every fact that the two source documents name, and where the toolkit keeps it.

``python -m tests.toolkit.facts`` prints the table for ``docs/reference/facts.md``. Each fact has a
question that the loaded toolkit must answer with yes, or says why its home comes later.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "facts.md"

INTRODUCTION = """\
# Facts of the sources and where they are kept

The INTEGRA project left two documents: a project sheet and a leaflet about city resources.
Every fact in them has a home in the software. This table is made from `tests/toolkit/facts.py`,
and a test asks the loaded toolkit for each row.

| Row | Fact | Kept in |
|---|---|---|
"""


@dataclass(frozen=True)
class Fact:
    """One row.

    Attributes:
        row: Its number in the list of facts.
        fact: What the sources say, in short.
        home: The model, field or content that holds it.
        holds: Answers whether the loaded toolkit has it; None when its home comes later.
        later: Why its home comes later.
    """

    row: str
    fact: str
    home: str
    holds: Callable[[], bool] | None = None
    later: str = ""


def project():
    from integra_cms.vocabularies.models import Project

    return Project.objects.get(code="integra")


def has_terms(vocabulary: str, *codes: str) -> bool:
    from integra_cms.vocabularies.terms import terms

    known = [term.code for term in terms(vocabulary)]
    return [code for code in known if code in codes] == list(codes) if codes else bool(known)


def city(code: str, country: str, subdivision: str, nuts: str, geonames: int, native: str) -> bool:
    from integra_cms.sections.models import City

    found = City.objects.get(code=code)
    return (
        (found.country, found.subdivision, found.nuts_code, found.geonames_id, found.native_name)
        == (country, subdivision, nuts, geonames, native)
        and bool(found.nuts_edition)
        and set(found.names) == {"en", "bg", "hr", "sk", "cs", "it"}
        and found.latitude is not None
    )


def partner(organisation: str, role: str, country: str, city: str) -> bool:
    from integra_cms.sections.models import CityPartner

    return (
        project()
        .partners.filter(organisation__code=organisation, role=role, organisation__country=country)
        .exists()
        and CityPartner.objects.filter(organisation__code=organisation, city__code=city).exists()
    )


def method(slug: str):
    from integra_cms.pages.models import MethodPage

    return MethodPage.objects.get(slug=slug, locale__language_code="en", live=True)


def links_to(url: str) -> bool:
    """Some page of the toolkit links to it, in a stream or a field."""
    from integra_cms.pages.base import resource_models

    return any(
        url in str(page.links.raw_data) or url == getattr(page, "document_url", "")
        for model in resource_models()
        for page in model.objects.filter(locale__language_code="en")
    )


def pages(model_name: str, **filters: object) -> int:
    from django.apps import apps

    model = apps.get_model("integra_pages", model_name)
    return model.objects.filter(locale__language_code="en", live=True, **filters).count()


def checklist_items() -> list[str]:
    from integra_cms.pages.models import ChecklistPage

    return sorted(
        item["code"]
        for page in ChecklistPage.objects.filter(locale__language_code="en", live=True)
        for section in page.sections
        for item in section.value["items"]
    )


def statistic(code: str, value: int, qualifier: str) -> bool:
    found = project().statistics.get(code=code)
    return (found.value, found.qualifier) == (Decimal(value), qualifier) and bool(
        found.as_of and found.source_name
    )


AREAS = ("SERV", "PART", "URBN", "ATTI")
CITIES = ("sofia", "prague", "kosice", "rubano", "osijek")
TOOLKIT_URL = "https://www.integra-eu.net/city-audits/city-audit-toolkit.html"
AGENDAS_URL = "https://integra-eu.net/city-audits/reports-and-agendas.html"

FACTS = (
    Fact(
        "1", "Full title and acronym", "`Project.titles`, `Project.acronym`",
        lambda: project().acronym == "INTEGRA" and len(project().titles) == 6,
    ),
    Fact(
        "2", "Funder line", "`Project.funding_statements`, shown on every page with the emblem",
        lambda: project().funding_statements["en"]
        == "This project is funded by the European Union's Asylum, Migration and Integration Fund",
    ),
    Fact(
        "3", "Total budget", "`Project.budget_total`",
        lambda: project().budget_total == Decimal("540087.88"),
    ),
    Fact(
        "4", "EU part, and its share", "`Project.budget_eu`; `Project.eu_share` is derived",
        lambda: project().budget_eu == Decimal("485809.05")
        and round(project().eu_share, 2) == Decimal("89.95"),
    ),
    Fact(
        "5", "Period", "`Project.start_month`, `Project.end_month`",
        lambda: (project().start_month, project().end_month) == ("2018-01", "2019-12"),
    ),
    Fact(
        "6", "Contract", "`Project.grant_id`, `Project.contract_wording`",
        lambda: project().grant_id == "776047" and "№" in project().contract_wording,
    ),
    Fact(
        "7", "Five countries", "`Project.countries`; names of countries come from CLDR",
        lambda: set(project().countries) == {"BG", "HR", "CZ", "IT", "SK"},
    ),
    Fact("8", "Goal", "`Project.goals`", lambda: len(project().goals) == 6),
    Fact(
        "9", "20 million non-EU nationals in the EU", "`Statistic` non-eu-nationals-in-eu",
        lambda: statistic("non-eu-nationals-in-eu", 20_000_000, ""),
    ),
    Fact(
        "10", "Over 2,000 community members, over 2,200 in 2019", "`Statistic`, one for each date",
        lambda: statistic("community-members", 2000, "over")
        and project().statistics.filter(value=2200).exists(),
    ),
    Fact(
        "11", "Third country nationals (TCN)", "`Term` tcn of the vocabulary glossary",
        lambda: has_terms("glossary", "tcn"),
    ),
    Fact(
        "12", "Chain of work: audit, lab, agenda, scenarios",
        "`Project.chain_of_work`; `MethodPage.feeds_decision`",
        lambda: bool(project().chain_of_work["en"])
        and bool(method("city-walks-with-checklists").feeds_decision),
    ),
    Fact(
        "13", "Networks; competence lies with the states",
        "`Project.networks`, `Project.competence`; `competence` of each intervention block",
        lambda: bool(project().networks["en"]) and bool(project().competence["en"]),
    ),
    Fact(
        "14", "Awareness and advocacy, input to the EU level",
        "`Project.advocacy`; `CampaignToolPage.level`",
        lambda: bool(project().advocacy["en"]),
    ),
    Fact(
        "15–19", "Five aims, in order", "vocabulary aim; `Project.aims`; `aims` of every resource",
        lambda: len(project().aims) == 5 and has_terms("aim", *project().aims),
    ),
    Fact(
        "20", "Disclaimer", "`Project.disclaimers`; `Project.unofficial` marks translations",
        lambda: project().disclaimers["en"].startswith("The content of this document represents")
        and set(project().unofficial) == {"bg", "hr", "sk", "cs", "it"},
    ),
    Fact(
        "21", "Sofia Development Association, lead partner", "`Organisation`, `ProjectPartner`",
        lambda: partner("sofia-development-association", "lead", "BG", "sofia"),
    ),
    Fact(
        "22", "RiskMonitor Foundation", "`Organisation`, `ProjectPartner`",
        lambda: partner("riskmonitor", "partner", "BG", "sofia"),
    ),
    Fact(
        "23", "Integration Center Prague", "`Organisation`, `ProjectPartner`",
        lambda: partner("integration-centre-prague", "partner", "CZ", "prague"),
    ),
    Fact(
        "24", "Research Center on Security and Crime", "`Organisation` without a seat",
        lambda: partner("rissc", "partner", "IT", "rubano"),
    ),
    Fact(
        "25", "Center for Peace, Nonviolence and Human rights", "`Organisation`, `ProjectPartner`",
        lambda: partner("centre-for-peace-osijek", "partner", "HR", "osijek"),
    ),
    Fact(
        "26", "ETP-Slovakia", "`Organisation`, `ProjectPartner`",
        lambda: partner("etp-slovakia", "partner", "SK", "kosice"),
    ),
    Fact(
        "27a", "Sofia", "`City`",
        lambda: city("sofia", "BG", "BG-22", "BG411", 727011, "София"),
    ),
    Fact(
        "27b", "Prague", "`City`",
        lambda: city("prague", "CZ", "CZ-10", "CZ010", 3067696, "Praha"),
    ),
    Fact(
        "27c", "Košice", "`City`",
        lambda: city("kosice", "SK", "SK-KI", "SK042", 724443, "Košice"),
    ),
    Fact(
        "27d", "Rubano", "`City`",
        lambda: city("rubano", "IT", "IT-PD", "ITH36", 3168827, "Rubano"),
    ),
    Fact(
        "27e", "Osijek", "`City`",
        lambda: city("osijek", "HR", "HR-14", "HR025", 3193935, "Osijek"),
    ),
    Fact(
        "28", "City resources: approaches, good practices, tools, actions, materials",
        "vocabulary resource_kind",
        lambda: has_terms(
            "resource_kind", "approach", "good-practice", "tool", "action", "material"
        ),
    ),
    Fact(
        "29", "Journey in five stages", "vocabulary stage; `stages` of every resource",
        lambda: has_terms("stage", "assess", "set-goals", "scenarios", "improve", "campaign")
        and "assess" in method("city-walks-with-checklists").stages,
    ),
    Fact(
        "30", "Issues, places, target groups",
        "vocabularies issue, place_type, target_group; fields of every resource",
        lambda: has_terms("issue", "housing", "education", "labour-market", "attitudes")
        and has_terms("place_type", "neighbourhood")
        and has_terms("target_group", "women"),
    ),
    Fact(
        "31", "Six languages; “sl” means Slovak", "`LANGUAGES`; `INTEGRA[\"LOCALE_ALIASES\"]`",
        lambda: six_languages(),
    ),
    Fact(
        "32", "City walks with checklists", "`MethodPage`; kind checklist with 42 items",
        lambda: method("city-walks-with-checklists").method_kind == "city-walk"
        and len(checklist_items()) == 42,
    ),
    Fact(
        "32b", "A walk that was held: session, route, participants", "",
        later="Walk sessions come with the plugin for city walks.",
    ),
    Fact(
        "33", "Four areas", "vocabulary area, fixed; one `ChecklistPage` for each",
        lambda: has_terms("area", *AREAS)
        and all(pages("ChecklistPage", area=area) == 1 for area in AREAS),
    ),
    Fact(
        "34", "Not meant to rank cities", "no field holds a score of a city; lists sort by name",
        lambda: no_scores(),
    ),
    Fact(
        "35", "City Audit Toolkit", "`CollectionPage` city-audit-toolkit",
        lambda: pages("CollectionPage", slug="city-audit-toolkit") == 1,
    ),
    Fact(
        "36–37", "Photovoice", "`MethodPage` photovoice",
        lambda: method("photovoice").method_kind == "photovoice",
    ),
    Fact(
        "37b", "A photovoice project with photos", "",
        later="Photovoice projects, photos and consents come with the plugin for photovoice.",
    ),
    Fact(
        "38", "City Integration Agendas", "kind agenda; blocks driver, scenario, intervention",
        lambda: pages("AgendaPage") == 5,
    ),
    Fact(
        "39", "The next 3 to 5 years", "`AgendaPage.horizon_min`, `AgendaPage.horizon_max`",
        lambda: pages("AgendaPage", horizon_min=3, horizon_max=5) == 5,
    ),
    Fact(
        "40", "Interventions for public and civic actors", "block intervention with `actor_type`",
        lambda: has_block("interventions", "intervention", "actor_type"),
    ),
    Fact(
        "41", "Agendas of the five cities", "an `AgendaPage` below each city's front page",
        lambda: all(agenda_of(code) for code in CITIES),
    ),
    Fact(
        "42", "Infographic posters", "kind infographic with text alternative and figures",
        lambda: has_block("figures", "figure_set", "text_alternative"),
    ),
    Fact(
        "43–44", "Four areas for each partner city, to download or share", "",
        later="The infographics of the cities are described and linked with the full content.",
    ),
    Fact(
        "45", "Campaign tools in various languages",
        "kind campaign_tool; vocabulary campaign_medium; languages beyond the six",
        lambda: has_terms("campaign_medium", "video", "podcast"),
    ),
    Fact(
        "46", "Address of the toolkit", "block link of the methods", lambda: links_to(TOOLKIT_URL)
    ),
    Fact("47", "Address of the agendas", "`AgendaPage`", lambda: links_to(AGENDAS_URL)),
    Fact(
        "48", "Address of the infographics", "",
        later="With the infographics of the cities.",
    ),
    Fact(
        "49", "Address of the campaign tools", "",
        later="With the records of campaign tools.",
    ),
)  # fmt: skip


def six_languages() -> bool:
    from integra_cms.languages.locales import locale_codes, resolve_locale

    return set(locale_codes()) == {"en", "bg", "hr", "sk", "cs", "it"} and (
        resolve_locale("sl") == "sk"
    )


def no_scores() -> bool:
    """No model of ours has a field for a score, a rank or a rating."""
    from django.apps import apps

    names = {
        field.name
        for model in apps.get_models()
        if model.__module__.startswith("integra_cms.")
        for field in model._meta.get_fields()
    }
    return not any(word in name for name in names for word in ("score", "rank", "rating"))


def has_block(stream: str, block: str, field: str) -> bool:
    from integra_cms.plugins import contributions

    return field in contributions.blocks(stream)[block]().child_blocks


def agenda_of(code: str) -> bool:
    from integra_cms.pages.models import AgendaPage, CityPage

    front_page = CityPage.objects.get(city=code, locale__language_code="en")
    return AgendaPage.objects.child_of(front_page).live().exists()


def as_markdown() -> str:
    """The page of the documentation."""
    rows = "".join(f"| {fact.row} | {fact.fact} | {fact.home or fact.later} |\n" for fact in FACTS)
    return INTRODUCTION + rows


if __name__ == "__main__":
    sys.stdout.write(as_markdown())
