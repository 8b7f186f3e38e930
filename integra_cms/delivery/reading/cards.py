"""Cards of resources that somebody else has chosen and put in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from uuid import UUID

from integra_cms.delivery.chains import DEFAULT_CHAIN
from integra_cms.delivery.reading.answers import served
from integra_cms.delivery.reading.database import (
    identifiers,
    placeholders,
    read_identifier,
    read_moment,
    rows,
)
from integra_cms.delivery.reading.lists import Hit
from integra_cms.delivery.reading.questions import checked_scope

AT_ONCE = 500
"""Resources in one query: far below the number of parameters any database takes."""

CARDS = """
    SELECT e.resource, e."foreign", e.kind, e.label, e.etag, e.updated_at,
           (SELECT d.card FROM integra_delivery_document d WHERE d.id = e.document_id)
    FROM integra_delivery_entry e
    WHERE e.scope = %s AND e.resource IN ({resources})
"""


def cards_of(resources: Sequence[UUID], *, asked: str, chain: str = DEFAULT_CHAIN) -> list[Hit]:
    """Cards in the given order, each once, of structural pages too; without what is not public.

    One query for every 500 resources, and none for none.

    Raises:
        QuestionRefused: There is no such locale or chain.
    """
    scope = checked_scope(asked, chain)
    wanted = list(dict.fromkeys(resources))
    found = {hit.resource: hit for hit in _read(wanted, scope)}
    return [found[resource] for resource in wanted if resource in found]


def _read(resources: Sequence[UUID], scope: str) -> Iterator[Hit]:
    for start in range(0, len(resources), AT_ONCE):
        part = identifiers(resources[start : start + AT_ONCE])
        sql = CARDS.format(resources=placeholders(part))
        for resource, foreign, kind, label, etag, updated_at, card in rows(sql, [scope, *part]):
            yield Hit(
                resource=read_identifier(resource),
                served=served(label),
                foreign=bool(foreign),
                kind=kind,
                label=label,
                content=card,
                etag=etag,
                updated_at=read_moment(updated_at),
            )
