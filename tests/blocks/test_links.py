"""Links and embedded resources."""

from __future__ import annotations

import pytest

from integra_cms.blocks.links import LinkBlock, LinkListBlock, ResourceBlock
from tests.blocks.families import preview_raw, refusal

URL = "https://city.example.org"


def test_a_link_needs_a_target():
    assert refusal(LinkBlock(), {"label": "Guidance"}) == ["link_target_missing"]


def test_a_draft_may_lack_the_target():
    block = LinkBlock()

    block.clean_deferred(block.to_python({"label": "Guidance"}))


@pytest.mark.parametrize("draft", [True, False])
def test_a_link_has_one_target_only(library, draft):
    raw = {"label": "Guidance", "page": library.page.pk, "url": URL}

    assert refusal(LinkBlock(), raw, draft=draft) == ["link_target_ambiguous"]


@pytest.mark.parametrize("target", ["page", "document", "url"])
def test_any_one_target_will_do(library, target):
    block = LinkBlock()
    targets = {"page": library.page.pk, "document": library.document.pk, "url": URL}

    value = block.clean(block.to_python({"label": "Guidance", target: targets[target]}))

    assert "Guidance" in block.render(value)
    assert "<a " in block.render(value)


def test_a_link_whose_target_is_gone_is_plain_text():
    block = LinkBlock()

    html = block.render(block.to_python({"label": "Guidance"}))

    assert "Guidance" in html
    assert "<a" not in html


def test_a_list_of_links_needs_links():
    assert refusal(LinkListBlock(), {"title": "Help", "links": []}) == [None]


def test_links_in_a_list_are_checked_like_others():
    raw = {"links": [{"type": "item", "id": "l", "value": {"label": "Guidance"}}]}

    assert refusal(LinkListBlock(), raw) == ["link_target_missing"]


def test_a_resource_shows_its_title(library):
    block = ResourceBlock()

    html = block.render(block.to_python(preview_raw(block, page=library.page.pk)))

    assert library.page.title in html
