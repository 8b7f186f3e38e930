"""What editors find in the page chooser of the admin."""

from __future__ import annotations

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction

from integra_cms.delivery.choosing import ChoosablePages
from integra_cms.delivery.draining import drain
from integra_cms.sections.models import Membership
from integra_cms.sections.opening import CityPlan, open_cities
from integra_cms.sections.roles import Role
from tests.pages.factories import (
    ChecklistPageFactory,
    MethodPageFactory,
    NewsPageFactory,
    Tree,
    locale,
    translated,
)

HOOK = "construct_page_chooser_queryset"


@pytest.fixture
def editor(client, site: Tree) -> Any:
    """A browser in which an editor of one city and one language is logged in."""
    plan = CityPlan(names={"en": "Sofia", "bg": "София"}, locales=["bg"], country="BG")
    user = get_user_model().objects.create_user("editor@example.org", "secret")
    Membership.objects.create(
        user=user, role=Role.EDITOR, city=open_cities([plan])[0], locale=locale("bg")
    )
    client.force_login(user)
    return client


@pytest.fixture
def search(editor):
    """Asks the chooser; gives the titles it shows, in order."""

    def ask(q: str, **params: Any) -> list[str]:
        return titles(results(editor, q, **params))

    return ask


def results(browser: Any, q: str, **params: Any) -> Any:
    response = browser.get(reverse("wagtailadmin_choose_page_search"), {"q": q, **params})
    assert response.status_code == 200
    return response


def titles(response: Any) -> list[str]:
    shown = BeautifulSoup(response.content, "html.parser")
    return [link.get_text(strip=True) for link in shown.select("td.title a.choose-page")]


def heading(response: Any) -> str:
    return BeautifulSoup(response.content, "html.parser").h2.get_text(strip=True)


def method(parent: Page, title: str, **fields: Any) -> Page:
    """A method, live if nothing else is said, and a catalogue that knows of it."""
    page = MethodPageFactory(parent=parent, title=title, **fields)
    drain()
    return page


# ------------------------------------------------------------------ by words


@pytest.mark.parametrize(
    ("code", "title", "summary", "asked"),
    [
        ("bg", "Книги за всички", "Библиотеката дава уроци.", "книга"),
        ("bg", "Книги за всички", "Библиотеката дава уроци.", "библиотеки урок"),
        ("cs", "Procházka", "Rodiče mluví se školou.", "školami"),
        ("cs", "Procházka", "Rodiče mluví se školou.", "skoly rodice"),
        ("en", "A walk", "Volunteers teach in libraries.", "library volunteer"),
    ],
)
def test_any_form_of_a_word_finds_a_page_in_its_language(search, site, code, title, summary, asked):
    method(site[code].library, title, summary=summary)

    assert search(asked) == [title]


def test_each_edition_is_found_by_the_words_of_its_own_language(search, site):
    source = method(site["en"].library, "City walk", summary="Neighbours walk.")
    translated(source, "cs", title="Procházka", summary="Sousedé chodí.")
    drain()

    assert search("neighbour") == ["City walk"]
    assert search("soused") == ["Procházka"]


def test_what_fits_best_comes_first_whatever_its_language(search, site):
    method(site["en"].library, "Meeting", summary="For all who like a festival.")
    method(site["bg"].library, "Festival", summary="Музика.")

    assert search("festival") == ["Festival", "Meeting"]


def test_pages_that_stand_in_no_lists_are_found_too(search, site):
    NewsPageFactory(parent=site["bg"].home, title="Новини за библиотеките")
    drain()

    assert search("библиотека") == ["Новини за библиотеките"]


def test_pages_with_some_of_the_words_are_found_only_where_none_has_all(search, site):
    method(site["en"].library, "Walks", summary="With a visit to the museum.")
    method(site["cs"].library, "Museum", summary="Průvodce.")

    assert search("walk museum") == ["Walks"]
    assert search("walk theatre") == ["Walks"]


def test_words_after_a_minus_and_phrases_hold_for_titles_too(search, site):
    method(site["en"].library, "Walk in the museum")
    method(site["en"].library, "Museum walk")
    method(site["en"].library, "Walk with a friend", live=False)

    assert search("walk -museum") == ["Walk with a friend"]
    assert search('"museum walk"') == ["Museum walk"]


# ------------------------------------------------------------------ by titles


@pytest.mark.parametrize("asked", ["прогулка", "прог"])
def test_a_draft_is_found_by_its_title_after_what_is_published(search, site, asked):
    method(site["bg"].library, "Прогулка и още нещо", live=False)
    method(site["bg"].library, "Прогулка")

    assert set(search(asked)) == {"Прогулка", "Прогулка и още нещо"}
    assert search("прогулка") == ["Прогулка", "Прогулка и още нещо"]


def test_what_is_no_longer_public_is_found_by_its_title_alone(search, site):
    page = method(site["en"].library, "Secret walk", summary="With volunteers.")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    drain()
    method(site["en"].library, "A day", summary="A walk.")

    assert search("walk") == ["A day", "Secret walk"]
    assert search("volunteer") == []


def test_a_published_page_is_found_by_a_word_that_is_not_finished(search, site):
    method(site["en"].library, "Photovoice")

    assert search("photov") == ["Photovoice"]


def test_a_title_that_is_too_long_for_search_is_found_all_the_same(search, site):
    title = "Walks and talks " * 15
    method(site["en"].library, title, slug="walks", live=False)

    assert search(title) == [title.strip()]


# ------------------------------------------------------------------ what may be chosen


def test_only_pages_of_the_allowed_types_are_found(search, site):
    method(site["en"].library, "Walk")
    method(site["en"].library, "Walk in spring", live=False)
    ChecklistPageFactory(parent=site["en"].library, title="Before a walk")
    ChecklistPageFactory(parent=site["en"].library, title="After a walk", live=False)
    drain()

    asked = {"page_type": "integra_pages.checklistpage"}

    assert search("walk", **asked) == ["Before a walk", "After a walk"]
    assert search("walk", page_type="integra_pages.agendapage") == []


def test_hooks_narrow_what_is_found(search, site):
    for code in ("en", "bg"):
        method(site[code].library, f"Festival {code}", summary="Workshop.")
        method(site[code].library, f"Festival {code} draft", live=False)

    def only_bulgarian(pages: Any, request: Any) -> Any:
        return pages.descendant_of(site["bg"].home).filter(locale=locale("bg"))

    with hooks.register_temporarily(HOOK, only_bulgarian):
        found = search("festival"), search("workshop"), search("festival workshop theatre")

    assert found == (["Festival bg", "Festival bg draft"], ["Festival bg"], ["Festival bg"])


def test_nothing_is_found_where_a_hook_lets_nothing_through(search, site):
    method(site["en"].library, "Walk")

    with hooks.register_temporarily(HOOK, lambda pages, request: pages.none()):
        assert search("walk") == []


def test_the_tree_is_browsed_as_ever(editor, site):
    method(site["en"].library, "Walk")
    ChecklistPageFactory(parent=site["en"].library, title="Before a walk")
    url = reverse("wagtailadmin_choose_page_child", args=[site["en"].library.pk])

    response = editor.get(url, {"page_type": "integra_pages.checklistpage"})

    table = BeautifulSoup(response.json()["html"], "html.parser")
    assert [link.get_text(strip=True) for link in table.select("a.choose-page")] == [
        "Before a walk"
    ]


def test_whoever_may_not_enter_the_admin_finds_nothing(client, site):
    response = client.get(reverse("wagtailadmin_choose_page_search"), {"q": "walk"})

    assert response.status_code == 302


# ------------------------------------------------------------------ pages of results


def test_what_words_find_and_what_titles_find_make_one_list(editor, site):
    for number in range(15):
        MethodPageFactory(parent=site["en"].library, title=f"Walk {number}")
        MethodPageFactory(parent=site["en"].library, title=f"Walk draft {number}", live=False)
    drain()

    first, second = (results(editor, "walk", p=number) for number in (1, 2))

    shown = [*titles(first), *titles(second)]
    assert heading(first) == "There are 30 matches"
    assert [len(titles(first)), len(titles(second))] == [25, 5]
    assert len(set(shown)) == 30
    assert not any("draft" in title for title in shown[:15])


@pytest.mark.parametrize("asked", ["walk", "walk theatre", "wal"])
def test_more_pages_cost_no_more_queries(editor, site, asked):
    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            results(editor, asked)
        return len(queries)

    def write(title: str) -> None:
        method(site["cs"].library, title)
        NewsPageFactory(parent=site["bg"].home, title=f"{title} draft", live=False)

    write("Walk")
    cost()
    few = cost()
    for number in range(8):
        write(f"Walk {number}")

    assert cost() == few


# ------------------------------------------------------------------ questions of all sorts


@pytest.mark.parametrize(
    "asked",
    [
        "", "   ", "\x00", "walk\x00", "!?", "-", "--", "*", "()", "&", "\\", '"', "'", '"""', "%",
        "-walk", '-"walk"', "x" * 10_000, "walk " * 2_000, "ж" * 256, "\u200b", "\ufffd",
    ],
)  # fmt: skip
def test_a_question_without_an_answer_is_no_error(editor, site, asked):
    method(site["en"].library, "Walk")

    response = results(editor, asked)

    assert heading(response) == "There are 0 matches"
    assert titles(response) == []


@pytest.mark.parametrize(
    "asked", ['"walk', 'walk "', "walk'", "walk\\", "„walk", "(walk)", "WALK!"]
)
def test_what_stands_beside_a_word_does_no_harm(search, site, asked):
    method(site["en"].library, "Walk")

    assert search(asked) == ["Walk"]


@given(st.text(max_size=60))
@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_is_asked_is_answered(site, asked):
    pages = ChoosablePages.of(Page.objects.all()).specific()
    asked = asked.replace("\x00", "")

    assert pages.autocomplete(asked)[0:25] is not None
