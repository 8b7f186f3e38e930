from __future__ import annotations

import pytest

from integra_cms.pages.editions import Edition, Freshness
from tests.pages.factories import MethodPageFactory, locale, translated


@pytest.mark.parametrize(
    ("total", "missing", "outdated", "freshness"),
    [
        (0, 0, 0, Freshness.MISSING),
        (3, 3, 0, Freshness.MISSING),
        (3, 1, 1, Freshness.INCOMPLETE),
        (3, 0, 1, Freshness.OUTDATED),
        (3, 0, 0, Freshness.CURRENT),
    ],
)
def test_freshness_follows_from_what_is_translated(method, total, missing, outdated, freshness):
    edition = translated(method, "bg").edition
    edition.segments_total, edition.segments_missing = total, missing
    edition.segments_outdated = outdated

    edition.save()

    assert edition.freshness == freshness
    for state in Freshness:
        found = Edition.objects.filter(pk=edition.pk).in_state(state).exists()
        assert found == (state == freshness)


def test_a_source_is_always_current(method):
    assert method.edition.freshness == Freshness.CURRENT
    assert Edition.objects.in_state(Freshness.CURRENT).get(page=method.pk)


def test_a_list_knows_its_sources_in_one_query(site, django_assert_num_queries):
    for _ in range(3):
        translated(MethodPageFactory(parent=site["en"].library), "bg")
    bulgarian = Edition.objects.filter(locale=locale("bg"))

    with django_assert_num_queries(1):
        sources = {edition.source_locale for edition in bulgarian.with_source()}

    assert sources == {"en"}


def test_without_such_a_list_an_edition_finds_its_source_itself(method):
    edition = Edition.objects.get(page=translated(method, "bg").pk)

    assert edition.source_locale == "en"
    assert edition.source_page_id == method.pk


def test_a_record_is_no_use_of_the_page(method, admin_client):
    from wagtail.models import ReferenceIndex

    assert not ReferenceIndex.model_is_indexable(Edition)
