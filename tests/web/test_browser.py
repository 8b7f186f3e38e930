"""The road of a text, in a real browser: an editor writes, a publisher publishes, visitors read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.contrib.auth import get_user_model

from integra_cms.delivery.draining import drain
from integra_cms.pages.models import CityPage
from integra_cms.sections.models import Membership
from integra_cms.sections.opening import CityPlan, open_cities
from integra_cms.sections.roles import Role
from tests.pages.factories import (
    ChecklistPageFactory,
    MethodPageFactory,
    ensure_term,
    translated,
    tree,
)
from tests.requirements import needs_chromium

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, needs_chromium]


@pytest.fixture
def site(server):
    pages = tree(["en", "bg"])
    [sofia] = open_cities(
        [CityPlan(names={"en": "Sofia", "bg": "София"}, locales=["bg", "en"], country="BG")]
    )
    for role in (Role.EDITOR, Role.PUBLISHER):
        user = get_user_model().objects.create_user(f"{role}@example.org", "secret")
        Membership.objects.create(user=user, role=role, city=sofia)
    drain()
    return pages


def sign_in(visit, role: Role) -> Page:
    page = visit("/admin/login/")
    page.fill("input[name=username]", f"{role}@example.org")
    page.fill("input[name=password]", "secret")
    page.click("button[type=submit]")
    page.wait_for_url("**/admin/")
    return page


def test_an_editor_writes_a_publisher_publishes_visitors_read(visit, server, site):
    editor = sign_in(visit, Role.EDITOR)
    front_page = CityPage.objects.get(locale__language_code="bg")
    edit_url = f"{server.url}/admin/pages/{front_page.pk}/edit/"
    address = front_page.url

    editor.goto(edit_url)
    assert editor.locator("[name=action-publish]").count() == 0
    editor.fill("[name=summary]", "Какво прави градът.")
    with editor.expect_navigation():
        editor.locator("button.action-save").first.click()
    assert visit(address).locator("h1").inner_text() != "София"

    publisher = sign_in(visit, Role.PUBLISHER)
    publisher.goto(edit_url)
    assert publisher.input_value("[name=summary]") == "Какво прави градът."
    publisher.locator("footer [data-w-dropdown-target=toggle]").first.click()
    with publisher.expect_navigation():
        publisher.locator("[name=action-publish]").click()

    visitor = visit(address)
    assert visitor.locator("html").get_attribute("lang") == "bg"
    assert visitor.locator("h1").inner_text() == "София"
    assert visitor.locator(".lead").inner_text() == "Какво прави градът."
    assert editor.problems == publisher.problems == visitor.problems == []


def test_a_visitor_changes_the_language_by_keyboard(visit, site):
    method = MethodPageFactory(parent=site["en"].library, title="City walks")
    translated(method, "bg", title="Градски разходки")
    page = visit(method.url)

    page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Skip to the content"
    page.locator(".languages a[lang=bg]").focus()
    page.keyboard.press("Enter")
    page.wait_for_load_state()

    assert page.locator("h1").inner_text() == "Градски разходки"
    assert page.locator("html").get_attribute("lang") == "bg"


@pytest.mark.parametrize(
    ("code", "words", "title"),
    [("en", "interview", "Walking interviews"), ("bg", "разходка", "Градски разходки")],
)
def test_the_library_is_searched_and_filtered_by_keyboard_on_a_phone(
    visit, site, code, words, title
):
    parent = site[code].library
    ensure_term("stage", "assess")
    MethodPageFactory(parent=parent, title=title, stages=["assess"])
    MethodPageFactory(parent=parent, title=f"{title} 2")
    ChecklistPageFactory(parent=parent, title="Checklist")
    page = visit(parent.url, viewport={"width": 360, "height": 700}, java_script_enabled=False)
    keys = page.keyboard

    page.locator("#q").focus()
    keys.type(words)
    keys.press("Enter")
    page.wait_for_url("**q=*")
    assert page.locator(".card").count() == 2
    assert page.locator("[role=status]").inner_text().startswith("2 ")

    page.locator("#fallback").focus()
    for _ in range(20):
        keys.press("Tab")
        if page.locator("details:has(input[name=stages]) > summary:focus").count():
            break
    keys.press("Enter")
    keys.press("Tab")
    assert page.locator(":focus").get_attribute("value") == "assess"
    keys.press("Space")
    keys.press("Tab")
    keys.press("Enter")
    page.wait_for_url("**stages=assess*")
    assert page.locator(".card h3").all_inner_texts() == [title]
    assert page.locator("input[name=stages]").is_checked()

    page.locator(".chips a").nth(1).focus()
    keys.press("Enter")
    page.wait_for_url(lambda address: "stages" not in address)
    assert page.locator(".card").count() == 2
    assert page.locator("#q").input_value() == words


@pytest.mark.parametrize("width", [360, 1200])
def test_no_page_is_wider_than_the_screen(visit, site, width):
    method = MethodPageFactory(
        parent=site["en"].library,
        title="Donaudampfschifffahrtsgesellschaftskapitänskajüte for integration " * 2,
    )

    library = site["bg"].library.url
    found = f"{library}?q=integration&stages={'donaudampfschiff' * 4}"
    for address in (method.url, library, found, site["en"].home.url):
        page = visit(address, viewport={"width": width, "height": 700})

        assert page.evaluate("document.documentElement.scrollWidth") <= width
