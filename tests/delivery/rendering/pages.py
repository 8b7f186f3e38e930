"""Pages with something of everything in them."""

from __future__ import annotations

import json
from typing import Any

from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from integra_cms.delivery.rendering import Rendered, render
from integra_cms.pages.models import MethodPage
from tests.pages.factories import LocaleTree, MethodPageFactory, ensure_term


def link(page: Page, words: str = "there") -> str:
    return f'<p data-block-key="k">Go <a linktype="page" id="{page.pk}">{words}</a></p>'


def file_link(document: Any) -> str:
    return f'<p>Take <a linktype="document" id="{document.pk}">it</a></p>'


def block(name: str, value: Any, key: str = "b1") -> dict[str, Any]:
    return {"type": name, "id": key, "value": value}


def paragraph(html: str, key: str = "b1") -> dict[str, Any]:
    return block("paragraph", html, key)


def chosen(page: Page, key: str = "r1") -> dict[str, Any]:
    return block("resource", {"page": page.pk, "note": "See it"}, key)


def method(tree: LocaleTree, title: str = "City walk", **fields: Any) -> MethodPage:
    for code in fields.get("issues", ()):
        ensure_term("issue", code)
    return MethodPageFactory(parent=tree.library, title=title, **fields)


def rendered(page: Page) -> Rendered:
    (found,) = render([page.pk])
    return found


def body(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(rendered(page).body)
    return found


def make_private(page: Page) -> None:
    PageViewRestriction.objects.create(page=page, restriction_type="password", password="word")


def private_collection() -> Collection:
    """A collection below one that not everybody may see."""
    outer = Collection.get_first_root_node().add_child(name="Inside")
    CollectionViewRestriction.objects.create(collection=outer, restriction_type="login")
    return outer.add_child(name="Further inside")
