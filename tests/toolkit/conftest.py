"""The shipped toolkit, loaded once for all tests of this folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from django.db import transaction

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(scope="package")
def toolkit(django_db_setup, django_db_blocker) -> Iterator[None]:
    """As `make run` loads it; undone after the last test."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("toolkit", "load", verbosity=0)
        yield
        transaction.set_rollback(True)
