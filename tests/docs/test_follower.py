"""The follower on the page about the feed ends up with what the site serves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

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

Follow = Callable[[str, Path], int]


@pytest.fixture
def follow() -> Follow:
    blocks = page("how-to/follow-the-feed.md").code_blocks
    (code,) = [block.code for block in blocks if block.info == "python follower"]
    names: dict[str, Follow] = {"__name__": "follower"}  # type: ignore[dict-item]
    exec(code, names)  # noqa: S102 - it is our own documentation
    return names["follow"]


@pytest.fixture
def root(server) -> str:
    cache.clear()
    library = tree(["en", "bg"])["en"].library
    for title in ("City walks", "Photovoice", "World café"):
        MethodPageFactory(parent=library, title=title)
    rebuild()
    return f"{server.url}/api/v1/"


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


def test_a_copy_that_follows_equals_one_that_is_read_anew(follow, root, tmp_path):
    follow(root, tmp_path / "copy")
    before = files(tmp_path / "copy")

    change_something()
    number = follow(root, tmp_path / "copy")

    follow(root, tmp_path / "anew")
    assert number == CatalogueState.objects.get().sequence
    assert files(tmp_path / "copy") == files(tmp_path / "anew") != before


def test_a_copy_that_comes_too_late_begins_anew(follow, root, tmp_path):
    follow(root, tmp_path / "copy")
    change_something()
    compact(timezone.now() + timedelta(days=1))

    follow(root, tmp_path / "copy")

    follow(root, tmp_path / "anew")
    assert files(tmp_path / "copy") == files(tmp_path / "anew")


def test_a_copy_of_a_site_that_was_restored_begins_anew(follow, root, tmp_path):
    follow(root, tmp_path / "copy")
    (tmp_path / "copy/cursor").write_text("1000000")
    (tmp_path / "copy/register.invented.json").write_text("{}")

    follow(root, tmp_path / "copy")

    follow(root, tmp_path / "anew")
    assert files(tmp_path / "copy") == files(tmp_path / "anew")
