"""The number of queries grows with the pages that are written, not with those that are there."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from integra_cms.sharing.dumping import dump
from integra_cms.sharing.plan import make_plan
from integra_cms.sharing.staging import stage
from tests.sharing.packs import Files, block, loaded, page, sealed, small_pack, uid

pytestmark = pytest.mark.django_db


def with_sections(count: int) -> Files:
    """The small pack and as many pages more, which link to each other, in two languages."""
    files = small_pack()
    for number in range(count):
        name = f"more-{number}"
        for locale in ("en", "bg"):
            form = page("section", name, locale, parent="sofia")
            form["fields"]["body"] = [
                block(
                    "paragraph",
                    name,
                    f'<p>{locale} <a linktype="page" resource="{uid("walk")}">walk</a></p>',
                )
            ]
            files[f"data/pages/section/{name}-en/{locale}.json"] = form
    return files


def queries(work) -> int:
    with CaptureQueriesContext(connection) as captured:
        work()
    return len(captured)


def test_staging_and_planning_cost_the_same_for_more_pages(tmp_path):
    few = sealed(tmp_path / "few", with_sections(2))
    many = sealed(tmp_path / "many", with_sections(12))
    loaded(many)
    make_plan(stage(few))  # fills what is cached per process

    assert queries(lambda: make_plan(stage(many))) <= queries(lambda: make_plan(stage(few)))


def test_dumping_costs_little_more_for_more_pages(tmp_path):
    loaded(sealed(tmp_path / "few", with_sections(2)))
    few = queries(lambda: dump(tmp_path / "dump-few"))
    loaded(sealed(tmp_path / "many", with_sections(12)))

    many = queries(lambda: dump(tmp_path / "dump-many"))

    assert many <= few


def test_loading_costs_a_bounded_number_of_queries_per_page(tmp_path):
    counts = {}
    for number in (2, 6, 12):
        folder: Path = sealed(tmp_path / str(number), with_sections(number))
        staged = stage(folder)
        plan = make_plan(staged)
        counts[number] = (queries(lambda folder=folder: loaded(folder)), plan.counts["create"])

    per_page = [cost / created for cost, created in list(counts.values())[1:]]
    assert all(cost < 90 for cost in per_page), counts
    assert per_page[1] <= per_page[0] * 1.1, counts
