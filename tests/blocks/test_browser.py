"""The form in a browser: what the scripts do with unknown blocks, fields and codes."""

from __future__ import annotations

import json
from threading import Thread

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.core.handlers.wsgi import WSGIHandler
from django.core.servers.basehttp import ThreadedWSGIServer
from django.test import override_settings
from django.test.testcases import QuietWSGIRequestHandler

from tests.blocks.browser_urls import stored
from tests.requirements import needs_chromium

pytestmark = [pytest.mark.browser, needs_chromium]


@pytest.fixture(scope="module")
def address():
    """A server for the form alone. It has no database: none is needed."""
    with override_settings(ROOT_URLCONF="tests.blocks.browser_urls", MIDDLEWARE=[]):
        server = ThreadedWSGIServer(("localhost", 0), QuietWSGIRequestHandler)
        server.set_app(StaticFilesHandler(WSGIHandler()))
        thread = Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield f"http://localhost:{server.server_port}/stream-form/"
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.fixture
def page(address, browser):
    page = browser.new_page()
    page.set_default_timeout(10_000)
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.goto(address)
    page.wait_for_selector("[data-streamfield-stream-container]")
    yield page
    page.close()


def send(page):
    with page.expect_navigation():
        page.click("#send")
    return json.loads(page.inner_text("body"))


def test_an_untouched_form_loses_nothing(page):
    answer = send(page)

    assert page.problems == []
    assert answer == stored()


def test_an_unknown_block_is_shown_but_cannot_be_edited(page):
    shown = page.locator("textarea[readonly]")

    assert shown.count() == 2
    assert any('"gone"' in shown.nth(n).input_value() for n in range(2))


def test_the_placeholder_cannot_be_chosen_as_a_new_block(page):
    page.locator("button.c-sf-add-button").last.click()
    menu = page.locator(".w-combobox")
    menu.wait_for()

    assert "Sample" in menu.inner_text()
    assert "Unknown block" not in menu.inner_text()


def test_the_hidden_fields_are_hidden(page):
    hidden = page.locator('input[type="hidden"][name$="_unknown_fields"]')

    assert hidden.count() > 0


def test_codes_that_are_not_on_offer_are_shown_as_such(page):
    assert page.locator('select[name="body-2-value-area"]').input_value() == "GONE"
    option = page.locator('select[name="body-2-value-area"] option[value="GONE"]')
    assert option.inner_text() == "GONE (not in the list of terms)"
    assert page.locator('input[value="unheard-of"]').is_checked()


def test_a_code_that_is_not_on_offer_can_be_taken_away(page):
    page.locator('input[value="unheard-of"]').uncheck()

    answer = send(page)

    assert answer[2]["value"]["issues"] == ["employment"]


def test_a_moved_unknown_block_keeps_its_content(page):
    page.locator('[data-contentpath="g2"] button[title="Move up"]').first.click()

    answer = send(page)

    assert [block["id"] for block in answer] == ["g2", "b1", "t1"]
    assert answer[0] == stored()[1]
