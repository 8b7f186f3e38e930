"""The number of queries depends neither on the number of pages nor on what is in them."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext

from integra_cms.delivery.rendering import render, render_draft
from integra_cms.pages.models import MethodPage
from integra_cms.vocabularies.models import Project
from tests.delivery.rendering.pages import block, chosen, file_link, link, method, paragraph

AT_MOST = 18


def queries(call) -> int:
    with CaptureQueriesContext(connection) as captured:
        call()
    return len(captured)


@pytest.fixture
def many(site, library):
    """Makes pages; the more of them, the more links and pictures each has."""
    project = Project.objects.create(code="integra", titles={"en": "Integra"})

    def make(count: int, each: int) -> list[int]:
        targets = [method(site["en"], f"Target {count} {each} {n}") for n in range(each)]
        body = [
            content
            for n, target in enumerate(targets)
            for content in (
                paragraph(link(target) + file_link(library.document), f"p{n}"),
                chosen(target, f"r{n}"),
                block("picture", {"image": library.image.pk, "alt_text": "x"}, f"i{n}"),
                block("video", {"film": library.video.pk, "title": "x"}, f"v{n}"),
            )
        ]
        pages = [
            method(
                site["en"],
                f"Page {count} {each} {n}",
                body=body,
                project=project,
                issues=["housing"],
            )
            for n in range(count)
        ]
        return [page.pk for page in pages]

    return make


def test_it_is_the_same_for_few_and_many(many):
    few, lots = many(3, 1), many(30, 10)
    ContentType.objects.clear_cache()
    render(few)

    cost = queries(lambda: render(few))

    assert queries(lambda: render(lots)) == cost
    assert cost <= AT_MOST
    assert len(render(lots)) == 30


def test_a_draft_costs_no_query_per_block(many, site):
    small, large = many(1, 1)[0], many(1, 10)[0]
    pages = MethodPage.objects.select_related("locale").in_bulk([small, large])
    render_draft(pages[small])

    cost = queries(lambda: render_draft(pages[small]))

    assert queries(lambda: render_draft(pages[large])) == cost
