"""What is brought up to date with the commit, and what is left to the worker."""

from __future__ import annotations

import pytest

from integra_cms.delivery.draining import drain
from integra_cms.delivery.marks import EVERYTHING, mark
from integra_cms.delivery.models import DirtyMark, Document
from tests.pages.factories import MethodPageFactory

pytestmark = pytest.mark.usefixtures("committed_db")


def test_a_page_is_served_as_soon_as_it_is_committed(site):
    page = MethodPageFactory(parent=site["en"].library)

    assert Document.objects.filter(page_id=page.pk).exists()
    assert not DirtyMark.objects.exists()


def test_nobody_who_writes_waits_until_everything_was_looked_at(site):
    mark(EVERYTHING, "test")
    page = MethodPageFactory(parent=site["en"].library)

    assert DirtyMark.objects.filter(what=EVERYTHING).exists()
    assert not Document.objects.filter(page_id=page.pk).exists()

    drain()

    assert Document.objects.filter(page_id=page.pk).exists()
    assert not DirtyMark.objects.exists()
