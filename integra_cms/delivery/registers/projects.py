"""The projects that paid for what is here: funding, partners, numbers with their sources."""

from __future__ import annotations

from typing import Any

from integra_cms.delivery.registers.contents import RegisterContent, text
from integra_cms.delivery.registers.numbers import number, number_or_none
from integra_cms.delivery.registers.organisations import logos, organisation
from integra_cms.vocabularies.freshness import pinned
from integra_cms.vocabularies.localised import LocalisedText
from integra_cms.vocabularies.models import Project, Statistic
from integra_cms.vocabularies.terms import label


def build(locale: str) -> RegisterContent:
    """All projects, by code."""
    rows = Project.objects.order_by("code")
    projects = list(rows.prefetch_related("partners__organisation__logo", "statistics"))
    with pinned():
        entries = [_project(each, locale) for each in projects]
    shown = logos(partner.organisation for each in projects for partner in each.partners.all())
    return RegisterContent({"locale": locale, "projects": entries}, shown)


def _project(project: Project, locale: str) -> dict[str, Any]:
    title = project.titles.get_for(locale) or LocalisedText(project.acronym or project.code)
    return {
        "code": project.code,
        "acronym": project.acronym,
        "title": {"text": title.text, "locale": title.locale},
        "goal": text(project.goals.get_for(locale)),
        "chain_of_work": text(project.chain_of_work.get_for(locale)),
        "networks": text(project.networks.get_for(locale)),
        "competence": text(project.competence.get_for(locale)),
        "advocacy": text(project.advocacy.get_for(locale)),
        "aims": [_aim(code, locale) for code in project.aims],
        "countries": list(project.countries),
        "funding": _funding(project, locale),
        "period": {"start": project.start_month or None, "end": project.end_month or None},
        "budget": _budget(project),
        "grant_id": project.grant_id,
        "url": project.url,
        "partners": [
            organisation(each.organisation, each.role, locale) for each in project.partners.all()
        ],
        "statistics": [_statistic(each, locale) for each in project.statistics.all()],
        "notes": list(project.notes),
    }


def _aim(code: str, locale: str) -> dict[str, Any]:
    found = label("aim", code, locale)
    return {"code": code, "label": {"text": found.text, "locale": found.locale}}


def _funding(project: Project, locale: str) -> dict[str, Any]:
    """Both texts may be in other languages than asked for; what is official is those shown."""
    shown = [project.funding_statements.get_for(locale), project.disclaimers.get_for(locale)]
    statement, disclaimer = shown
    return {
        "statement": text(statement),
        "disclaimer": text(disclaimer),
        "official": all(project.is_official(each.locale) for each in shown if each),
        "emblem": project.emblem,
    }


def _budget(project: Project) -> dict[str, Any] | None:
    if project.budget_total is None:
        return None
    return {
        "currency": project.currency,
        "total": number(project.budget_total),
        "eu": number_or_none(project.budget_eu),
        "other": number_or_none(project.budget_other),
        "eu_share": number_or_none(project.eu_share),
    }


def _statistic(statistic: Statistic, locale: str) -> dict[str, Any]:
    found = statistic.labels.get_for(locale) or LocalisedText(statistic.code)
    return {
        "code": statistic.code,
        "label": {"text": found.text, "locale": found.locale},
        "qualifier": statistic.qualifier,
        "value": number(statistic.value),
        "unit": text(statistic.units.get_for(locale)),
        "as_of": statistic.as_of,
        "source": {"name": statistic.source_name, "url": statistic.source_url},
    }
