"""Numbers for changes: given by the drainer alone, in the transaction that makes the change."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from django.utils import timezone

from integra_cms.delivery.models import CatalogueState, Change
from integra_cms.delivery.models.feed import new_token


@dataclass
class Ledger:
    """The changes of one transaction of the drainer.

    Args:
        state: The locked row that holds the latest number.
    """

    state: CatalogueState
    now: datetime = field(default_factory=timezone.now)
    changes: list[Change] = field(default_factory=list)

    def put(
        self, entity: str, key: object, digest: str, *, locale: str = "", kind: str = ""
    ) -> int:
        """Notes that something is there or is another than before; its number."""
        return self._add(
            Change(
                entity=entity, key=str(key), locale=locale, kind=kind, digest=digest, action="put"
            )
        )

    def remove(
        self, entity: str, key: object, reason: str, *, locale: str = "", kind: str = ""
    ) -> int:
        """Notes that something is no longer there, and why; its number."""
        return self._add(
            Change(
                entity=entity,
                key=str(key),
                locale=locale,
                kind=kind,
                reason=reason,
                action="remove",
            )
        )

    def _add(self, change: Change) -> int:
        self.state.sequence += 1
        change.sequence, change.at = self.state.sequence, self.now
        self.changes.append(change)
        return change.sequence

    def write(self) -> None:
        """Stores changes, the latest number, and that the catalogue is another than before."""
        Change.objects.bulk_create(self.changes)
        self.state.token = new_token()
        self.state.save(update_fields=["sequence", "token"])
