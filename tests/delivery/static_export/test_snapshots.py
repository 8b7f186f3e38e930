"""An export sees one state of the catalogue, and keeps nobody waiting for it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection

from integra_cms.delivery.models import DirtyMark
from integra_cms.delivery.static_export.snapshots import one_moment

pytestmark = pytest.mark.usefixtures("committed_db")


def write() -> None:
    try:
        DirtyMark.objects.create(what="all", key="")
    finally:
        connection.close()


def test_writing_goes_on_afterwards():
    with one_moment():
        before = DirtyMark.objects.count()

    DirtyMark.objects.create(what="all", key="")

    assert DirtyMark.objects.count() == before + 1
    assert not connection.in_atomic_block


def test_an_error_in_it_ends_it():
    with pytest.raises(ZeroDivisionError), one_moment():
        raise ZeroDivisionError

    DirtyMark.objects.create(what="all", key="")
    assert not connection.in_atomic_block


@pytest.mark.skipif(connection.vendor == "sqlite", reason="its test database is in memory")
def test_what_others_write_meanwhile_is_not_seen():
    with one_moment():
        before = DirtyMark.objects.count()
        with ThreadPoolExecutor() as others:
            others.submit(write).result()
        during = DirtyMark.objects.count()

    assert (during, DirtyMark.objects.count()) == (before, before + 1)
