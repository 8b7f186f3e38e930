from __future__ import annotations

import json

import pytest
from django.db import connection
from wagtail.models import Revision

from integra_cms.pages.editions import Edition, Origin
from integra_cms.pages.examinations import (
    damaged_records,
    pages_without_model,
    unknown_content,
)
from integra_cms.pages.models import MethodPage
from integra_cms.plugins import contributions
from tests.pages.factories import MethodPageFactory, plugin_off, translated

ID = "11111111-1111-4111-8111-111111111111"
GONE = {"type": "story", "id": ID, "value": {"text": "Once."}}
NEW_FIELD = {"type": "step", "id": ID, "value": {"title": "Invite", "smell": "Coffee."}}


def test_the_doctor_is_told_of_them():
    assert {"pages_without_model", "unknown_content", "edition_records"} <= set(
        contributions.examinations
    )


def test_a_healthy_site(method):
    assert [*pages_without_model(), *unknown_content(), *damaged_records()] == []


def test_a_page_whose_model_is_gone(method):
    plugin_off(method)

    (ailment,) = pages_without_model()

    assert ailment.code == "page_model_gone"
    assert "gone.storypage" in ailment.what
    assert ailment.where == (f"page {method.pk} “City walk” (en)",)
    assert "INSTALLED_APPS" in ailment.remedy


@pytest.mark.parametrize(
    ("stream", "block", "path", "name"),
    [
        ("body", GONE, f"body.{ID}", "story"),
        ("steps", NEW_FIELD, f"steps.{ID}.smell", "smell"),
    ],
)
def test_unknown_blocks_and_fields(method, stream, block, path, name):
    setattr(method, stream, [block])
    method.save_revision().publish()

    (ailment,) = unknown_content()

    assert ailment.code == "content_unknown"
    assert name in ailment.what
    assert ailment.where == (f"page {method.pk} “City walk” (en): {path}",)


def test_unknown_blocks_in_drafts(method):
    method.body = [GONE]
    method.save_revision()

    (ailment,) = unknown_content()

    assert ailment.where == (f"page {method.pk} “City walk” (en): body.{ID} (latest draft)",)


def test_content_that_is_damaged_is_told_and_does_not_stop_the_doctor(site, method):
    other = MethodPageFactory(parent=site["en"].library, body=[GONE])
    method.save_revision()
    revision = MethodPage.objects.get(pk=method.pk).latest_revision
    damaged = {**revision.content, "steps": json.dumps([{"type": "step", "value": "text"}])}
    Revision.objects.filter(pk=revision.pk).update(content=damaged)

    ailments = {ailment.code: ailment for ailment in unknown_content()}

    assert "steps (latest draft)" in ailments["content_malformed"].where[0]
    assert f"page {other.pk}" in ailments["content_unknown"].where[0]


def test_pages_without_their_record(method):
    Edition.objects.filter(page=method.pk).delete()

    (ailment,) = damaged_records()

    assert ailment.code == "edition_record_wrong"
    assert f"page {method.pk}" in ailment.where[0]


def test_records_that_say_something_else(site, method):
    other = MethodPageFactory(parent=site["en"].library)
    Edition.objects.filter(page=method.pk).update(locale=site["bg"].home.locale)

    assert len(list(damaged_records())) == 1
    assert str(other.pk) not in next(damaged_records()).where[0]


def test_a_resource_without_a_source(method):
    translated(method, "bg")
    Edition.objects.filter(page=method.pk).update(is_source=False, origin=Origin.HUMAN)

    (ailment,) = damaged_records()

    assert ailment.code == "source_missing"
    assert len(ailment.where) == 2


def test_pages_are_read_in_a_stream(site, method, django_assert_max_num_queries):
    for _ in range(5):
        MethodPageFactory(parent=site["en"].library)
    with django_assert_max_num_queries(1000, connection=connection) as few:
        list(unknown_content())
    queries = len(few.captured_queries)
    for _ in range(5):
        MethodPageFactory(parent=site["en"].library)

    with django_assert_max_num_queries(queries):
        list(unknown_content())
