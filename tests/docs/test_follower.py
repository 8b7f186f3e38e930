"""The follower on the page about the feed ends up with what the site serves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from email.message import Message
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest
from django.core.cache import cache
from django.utils import timezone

from integra_cms.delivery.compacting import compact
from integra_cms.delivery.draining import drain
from integra_cms.delivery.models import CatalogueState
from integra_cms.delivery.rebuilding import rebuild
from integra_cms.pages.models import MethodPage
from tests.docs.documents import page
from tests.pages.factories import MethodPageFactory, tree

ROOT = "http://testserver/api/v1/"


@pytest.fixture
def follow(client, db) -> Callable[[Path], int]:
    """The program on the page, with Django's client in place of the network."""

    def opened(address: str) -> BytesIO:
        response = client.get(address)
        body = BytesIO(response.getvalue())
        if response.status_code >= 400:
            raise HTTPError(address, response.status_code, "", Message(), body)
        return body

    blocks = page("how-to/follow-the-feed.md").code_blocks
    (code,) = [block.code for block in blocks if block.info == "python follower"]
    names: dict[str, Any] = {"__name__": "follower"}
    exec(code, names)  # noqa: S102 - it is our own documentation
    names["urlopen"] = opened
    return lambda folder: names["follow"](ROOT, folder)


@pytest.fixture
def copy(follow, tmp_path) -> Path:
    """A copy of a small site."""
    cache.clear()
    library = tree(["en", "bg"])["en"].library
    for title in ("City walks", "Photovoice", "World café"):
        MethodPageFactory(parent=library, title=title)
    rebuild()
    follow(tmp_path / "copy")
    return tmp_path / "copy"


def files(folder: Path) -> dict[str, str]:
    return {path.name: path.read_text() for path in folder.glob("*.json")}


def change_something() -> None:
    """One page says something else, one goes offline, one is deleted, one is new."""
    walks, photovoice, cafe = MethodPage.objects.order_by("path")
    walks.title = "Walks through the city"
    walks.save_revision().publish()
    photovoice.unpublish()
    MethodPageFactory(parent=walks.get_parent(), title="Mapping")
    cafe.delete()
    drain()


def test_a_copy_that_follows_equals_one_that_is_read_anew(follow, copy, tmp_path):
    before = files(copy)
    change_something()

    number = follow(copy)

    follow(tmp_path / "anew")
    assert number == CatalogueState.objects.get().sequence
    assert files(copy) == files(tmp_path / "anew") != before


def test_a_copy_that_comes_too_late_begins_anew(follow, copy, tmp_path):
    change_something()
    compact(timezone.now() + timedelta(days=1))

    follow(copy)

    follow(tmp_path / "anew")
    assert files(copy) == files(tmp_path / "anew")


def test_a_copy_of_a_site_that_was_restored_begins_anew(follow, copy, tmp_path):
    (copy / "cursor").write_text("1000000")
    (copy / "register.invented.json").write_text("{}")

    follow(copy)

    follow(tmp_path / "anew")
    assert files(copy) == files(tmp_path / "anew")
