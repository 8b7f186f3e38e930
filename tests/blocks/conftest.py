"""Fixtures for tests of blocks."""

from __future__ import annotations

import pytest
from django.db import connection

from integra_cms.blocks.terms import TermChoice, set_term_source
from tests.blocks.library import stock_library
from tests.blocks.models import Holder

TERMS = {
    "area": [TermChoice("SERV", "Services"), TermChoice("PART", "Participation")],
    "issue": [
        TermChoice("employment", "Employment"),
        TermChoice("services", "Услуги", language="bg"),
        TermChoice("old", "Old issue", retired=True),
    ],
}


@pytest.fixture(autouse=True)
def terms_without_database():
    """A small vocabulary that needs no database."""
    before = set_term_source(lambda vocabulary, locale: TERMS.get(vocabulary, []))
    yield
    set_term_source(before)


@pytest.fixture(scope="session")
def holder_table(django_db_setup, django_db_blocker):
    """The table of the test model."""
    with django_db_blocker.unblock():
        with connection.schema_editor() as editor:
            editor.create_model(Holder)
        yield
        with connection.schema_editor() as editor:
            editor.delete_model(Holder)


@pytest.fixture
def holders(holder_table, db):
    """The manager of the test model."""
    return Holder.objects


@pytest.fixture
def library(db):
    """Something for every kind of chooser."""
    return stock_library()
