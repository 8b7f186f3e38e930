"""Content that nothing looked at when it was stored does not stop the drainer."""

from __future__ import annotations

import json

import pytest

from integra_cms.delivery.models import Document
from integra_cms.delivery.verifying import verify
from integra_cms.pages.editions import Edition
from integra_cms.pages.models import MethodPage
from tests.pages.factories import (
    CityPageFactory,
    MethodPageFactory,
    SectionPageFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(site):
    """A page that waits for its turn together with the odd one."""
    return MethodPageFactory(parent=site["en"].library)


def has_document(page) -> bool:
    return Document.objects.filter(page_id=page.pk).exists()


def test_an_address_without_end_keeps_only_its_own_page_from_being_served(site, sequence, other):
    above = CityPageFactory(parent=site["bg"].cities, title="г" * 150, city="example")
    between = SectionPageFactory(parent=above, title="г" * 150)
    page = SectionPageFactory(parent=between, title="г" * 150)

    sequence()

    assert [has_document(each) for each in (other, above, between, page)] == [True] * 3 + [False]
    assert list(verify()) == []


@pytest.mark.parametrize("length", [65, 300])
def test_a_code_that_no_term_can_have_is_no_facet(site, sequence, other, length):
    page = MethodPageFactory(parent=site["en"].library)
    MethodPage.objects.filter(pk=page.pk).update(stages=["a" * length, "assess"])

    sequence()

    document = Document.objects.get(page_id=page.pk)
    assert document.facets == [["stages", "assess"]]
    assert json.loads(document.body)["terms"].keys() >= {"stage"}
    assert has_document(other)


def test_a_page_without_a_record_has_no_label_and_is_not_served(site, sequence, other):
    page = MethodPageFactory(parent=site["en"].library)
    records = Edition.objects.filter(page_id=page.pk)
    records._raw_delete(records.db)  # past everything, as in a database that was repaired by hand

    sequence()

    assert has_document(other)
    assert not has_document(page)
