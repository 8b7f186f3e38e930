"""Public pages as registers name them: in the edition that belongs to a locale."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any
from uuid import UUID

from integra_cms.delivery.rendering.places import Addresses, Restrictions
from integra_cms.delivery.rendering.targets import Targets, content_types
from integra_cms.pages.documents import document_types


class PublicPages:
    """Some resources that have a page; the number of queries does not depend on how many."""

    def __init__(self, resources: Collection[UUID], locale: str) -> None:
        names = content_types({name: each.model for name, each in document_types().items()})
        keys = {str(resource) for resource in resources}
        self._targets = Targets(keys, names, Addresses(), Restrictions())
        self._locale = locale

    def entry(self, resource: UUID) -> dict[str, Any] | None:
        """Where readers of the locale find it; None if no edition is public."""
        target = self._targets.best(str(resource), self._locale)
        return {"resource": str(resource), **target.form()} if target else None
