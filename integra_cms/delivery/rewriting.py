"""Writes many rows again, or removes them, in few statements."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Model


def rewrite(rows: Sequence[Model], fields: Sequence[str], *, at_once: int = 100) -> None:
    """Stores some fields of rows that are there already.

    As ``bulk_update`` does, but as one list of values instead of a case for each row and field,
    which takes a multiple of the time to put together.
    """
    if rows:
        type(rows[0])._default_manager.bulk_create(
            rows,
            update_conflicts=True,
            unique_fields=["pk"],
            update_fields=list(fields),
            batch_size=at_once,
        )


def erase(model: type[Model], keys: Sequence[int], *, at_once: int = 1000) -> None:
    """Removes rows that no other row refers to.

    ``delete`` reads them first, for whoever listens to what is deleted: nobody does here.
    """
    for start in range(0, len(keys), at_once):
        rows = model._base_manager.filter(pk__in=keys[start : start + at_once])
        rows._raw_delete(rows.db)
