"""How terms are written in bulk."""

from __future__ import annotations

import secrets
from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING, Any

from django.db import models, transaction

from integra_cms.vocabularies.freshness import forget
from integra_cms.vocabularies.signals import terms_changed

if TYPE_CHECKING:
    from integra_cms.vocabularies.models.term import Term

STAMP_BITS = 40
"""So that the sum over eight million rows still fits into the databases' integers."""


def new_stamp() -> int:
    """A random number for one state of one row."""
    return secrets.randbits(STAMP_BITS)


class TermQuerySet(models.QuerySet["Term"]):
    """Makes those notice who follow terms, when it writes rows past ``Term.save``.

    It renews their stamps, so that no cache goes on with what was there before.
    """

    def update(self, **kwargs: Any) -> int:
        """As Django's; ``bulk_update`` comes through here, too."""
        forget()
        with transaction.atomic(using=self.db):
            terms = set(self.values_list("vocabulary", "code"))
            rows = super().update(**{"stamp": new_stamp(), **kwargs})
            if terms:
                terms_changed.send(sender=self.model, terms=terms)
        return rows

    update.alters_data = True  # type: ignore[attr-defined]  # as Django marks its own

    def bulk_create(
        self,
        objs: Iterable[Term],
        batch_size: int | None = None,
        *,
        update_fields: Collection[str] | None = None,
        **kwargs: Any,
    ) -> list[Term]:
        """As Django's."""
        forget()
        if update_fields is not None:
            update_fields = {*update_fields, "stamp"}
        with transaction.atomic(using=self.db):
            made = super().bulk_create(objs, batch_size, update_fields=update_fields, **kwargs)
            if terms := {(term.vocabulary, term.code) for term in made}:
                terms_changed.send(sender=self.model, terms=terms)
        return made

    bulk_create.alters_data = True  # type: ignore[attr-defined]  # as Django marks its own
