from __future__ import annotations

import datetime

import pytest
from django.core.exceptions import ValidationError

from integra_cms.pages.models import MethodPage
from tests.pages.factories import (
    AgendaPageFactory,
    CampaignToolPageFactory,
    ChecklistPageFactory,
    GoodPracticePageFactory,
    MethodPageFactory,
)


def problems(page) -> dict[str, list[str]]:
    """Field → codes of what is wrong with it."""
    try:
        page.full_clean()
    except ValidationError as error:
        return {name: [e.code for e in errors] for name, errors in error.error_dict.items()}
    return {}


def section(code, *items):
    return {
        "code": code,
        "area": "SERV",
        "title": code,
        "items": [{"code": item, "statement": item, "modes": ["see"]} for item in items],
    }


def scenario(code):
    return ("scenario", {"code": code, "title": code, "narrative": "<p>It comes so.</p>"})


def intervention(code, *scenarios):
    return ("intervention", {"code": code, "title": code, "scenarios": list(scenarios)})


def test_a_complete_page_has_no_problems(method):
    assert problems(method) == {}


def test_what_a_method_needs_to_be_published(site):
    page = MethodPage(title="M", slug="m", locale=site["en"].home.locale, depth=3, path="x" * 12)
    page._cached_parent_obj = site["en"].library

    assert set(problems(page)) == {"summary", "purpose", "ethics"}


@pytest.mark.parametrize(
    ("low", "high"), [("participants_min", "participants_max"), ("cost_low", "cost_high")]
)
def test_the_larger_number_comes_second(method, low, high):
    setattr(method, low, 5)
    setattr(method, high, 4)

    assert problems(method) == {high: ["range_reversed"]}


@pytest.mark.parametrize("values", [(5, None), (None, 4), (4, 4), (0, 4)])
def test_a_range_may_be_open(method, values):
    method.participants_min, method.participants_max = values

    assert problems(method) == {}


def test_items_of_a_checklist_have_codes_of_their_own(site):
    page = ChecklistPageFactory(parent=site["en"].library)
    page.sections = [("section", section("A", "A-1", "A-2")), ("section", section("B", "A-1"))]

    assert problems(page) == {"sections": ["item_code_duplicate"]}


def test_sections_of_a_checklist_have_codes_of_their_own(site):
    page = ChecklistPageFactory(parent=site["en"].library)
    page.sections = [("section", section("A", "A-1")), ("section", section("A", "A-2"))]

    assert problems(page) == {"sections": ["item_code_duplicate"]}


def test_a_checklist_in_order(site):
    page = ChecklistPageFactory(parent=site["en"].library)
    page.sections = [("section", section("A", "A-1")), ("section", section("B", "B-1"))]

    assert problems(page) == {}


def test_an_intervention_names_scenarios_of_its_agenda(site):
    page = AgendaPageFactory(parent=site["en"].library)
    page.scenarios = [scenario("slow")]
    page.interventions = [intervention("desk", "slow", "fast")]

    assert problems(page) == {"interventions": ["scenario_unknown"]}


def test_codes_of_an_agenda_are_told_apart(site):
    page = AgendaPageFactory(parent=site["en"].library)
    page.scenarios = [scenario("slow"), scenario("slow")]

    assert problems(page) == {"scenarios": ["code_duplicate"]}


def test_the_horizon_of_an_agenda(site):
    page = AgendaPageFactory(parent=site["en"].library)
    page.horizon_min, page.horizon_max = 5, 3

    assert problems(page) == {"horizon_max": ["range_reversed"]}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"start": "2018", "end": "2017-12"}, {"end": ["end_before_start"]}),
        ({"start": "2018-05", "end": "2018"}, {}),
        ({"start": "2018-05-16", "end": "2018-05"}, {}),
        ({"start": "2018", "end": "2019", "ongoing": True}, {"end": ["end_of_ongoing"]}),
        ({"start": "2999"}, {"start": ["in_future"]}),
        ({"start": "in May"}, {"start": ["date_invalid"]}),
        ({"reviewed_on": datetime.date(2999, 1, 1)}, {"reviewed_on": ["in_future"]}),
        ({"country": "XX"}, {"country": ["country_unknown"]}),
        ({"sdgs": [18]}, {"sdgs": ["choice_unknown"]}),
        ({"start": "2018", "ongoing": True, "country": "BG", "sdgs": [11]}, {}),
    ],
)
def test_the_facts_of_a_good_practice_fit_together(site, values, expected):
    page = GoodPracticePageFactory(parent=site["en"].library)
    for name, value in values.items():
        setattr(page, name, value)

    assert {name: codes for name, codes in problems(page).items() if name in expected} == expected
    assert set(problems(page)) <= {*expected}


@pytest.mark.parametrize(
    ("languages", "codes"), [([], ["blank"]), (["ar", "xx yy"], ["language_invalid"])]
)
def test_a_campaign_tool_says_its_languages(site, languages, codes):
    page = CampaignToolPageFactory(parent=site["en"].library)
    page.languages = languages

    assert problems(page) == {"languages": codes}


def test_a_duration_that_is_none_is_refused(site):
    page = MethodPageFactory(parent=site["en"].library)
    page.total_time = "two hours"

    assert problems(page) == {"total_time": ["duration_invalid"]}
