"""Fixtures for every test."""

from __future__ import annotations

import os
import shutil
import threading
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.cache import cache
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection
from django.utils import translation
from playwright.sync_api import sync_playwright
from pytest_django.live_server_helper import LiveServer

from integra_cms.delivery import search
from integra_cms.delivery.models import DirtyMark
from integra_cms.delivery.prompting import without_prompting

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page


# A busy machine is no failure, and a failure can be seen again.
hypothesis.settings.register_profile("steady", deadline=None, derandomize=True)
hypothesis.settings.load_profile("steady")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """With the mark, the database would be emptied after it was put back, for all that follows."""
    for item in items:
        if "committed_db" in getattr(item, "fixturenames", ()) and item.get_closest_marker(
            "django_db"
        ):
            raise pytest.UsageError(f"{item.nodeid}: use committed_db without the mark django_db.")


@pytest.fixture(autouse=True)
def media_in_a_folder_of_its_own(settings, tmp_path: Path) -> None:
    """No test sees the files of another."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def language_of_no_other_test() -> Iterator[None]:
    """A request leaves its language behind in the thread."""
    yield
    translation.deactivate()


@pytest.fixture
def restored_afterwards(django_db_setup, django_db_blocker) -> Iterator[None]:
    """Puts back what migrations wrote into the database, with its keys."""
    with django_db_blocker.unblock():
        before = connection.creation.serialize_db_to_string()
    yield
    with django_db_blocker.unblock():
        call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
        search.clear()  # no model knows its tables
        with without_prompting():
            connection.creation.deserialize_db_from_string(before)
        DirtyMark.objects.all().delete()
        _count_on()
    ContentType.objects.clear_cache()
    cache.clear()


def _count_on() -> None:
    """New rows get keys after those that were put back; PostgreSQL would begin with 1."""
    there = set(connection.introspection.table_names())
    # Some tests have models without tables.
    models = [model for model in apps.get_models() if model._meta.db_table in there]
    statements = connection.ops.sequence_reset_sql(no_style(), models)
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


@pytest.fixture
def committed_db(restored_afterwards, transactional_db) -> None:
    """A database that keeps what is written, for servers and commands beside the test."""


@pytest.fixture
def server(committed_db) -> Iterator[LiveServer]:
    """The site, served by a thread. Pytest-django's own fixture could not be restored after."""
    live_server = LiveServer("localhost")
    yield live_server
    for thread in threading.enumerate():
        if "process_request_thread" in thread.name:
            thread.join(timeout=10)  # it closes its database connection, which is shared till then
    live_server.stop()


@pytest.fixture
def visit(server, browser) -> Iterator[Callable[..., Page]]:
    """Opens pages of the site; each knows the errors of its scripts as ``problems``."""
    opened = []

    def open_page(path: str, **options: Any) -> Page:
        page = browser.new_page(**options)
        opened.append(page)
        page.set_default_timeout(15_000)
        page.problems = []
        page.on("pageerror", lambda error: page.problems.append(str(error)))
        page.goto(f"{server.url}{path}")
        return page

    yield open_page
    for page in opened:
        page.context.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium without a window; a test that uses it is marked ``browser``.

    Playwright keeps an event loop running in this thread, in which Django would refuse queries.
    """
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=[
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--no-first-run",
            ],
            chromium_sandbox=False,
        )
        yield chromium
        chromium.close()
