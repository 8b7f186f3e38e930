"""Facet counts: how many entries each code would give, counted in one query."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from integra_cms.delivery.reading.database import rows
from integra_cms.delivery.reading.filters import (
    Condition,
    all_params,
    chosen_codes,
    chosen_places,
    of_scope,
    since,
    where,
)
from integra_cms.delivery.reading.matches import found
from integra_cms.delivery.reading.questions import ListQuestion

KIND = "kind"
"""Kinds are counted like a facet, under this name."""

# An entry that fails one choice only still counts for the facet that this choice is about: that
# is what one would get by choosing another of its codes. Both are given to the database in a form
# whose frequency it does not underestimate: it would look for each entry's codes one by one.
COUNTS = """
    WITH tried AS (
        SELECT e.id, e.kind{passes}
        FROM integra_delivery_entry e
        {where}
    ),
    matched AS (
        SELECT t.id, t.kind, {fits} AS fits, {missed} AS missed FROM tried t
    )
    SELECT '', '', COUNT(*) FROM matched m WHERE m.fits
    UNION ALL
    SELECT 'kind', m.kind, COUNT(*) FROM matched m
    WHERE m.fits OR m.missed = 'kind'
    GROUP BY m.kind
    UNION ALL
    SELECT f.facet, f.code, COUNT(*) FROM integra_delivery_facet f
    JOIN matched m ON m.id = f.entry_id
    WHERE f.scope = %s AND (m.fits OR m.missed = f.facet)
    GROUP BY f.facet, f.code
"""


@dataclass(frozen=True, slots=True)
class FacetCount:
    code: str
    count: int


@dataclass(frozen=True, slots=True)
class Counts:
    """What was counted.

    Attributes:
        total: How many entries answer the question.
        facets: For each facet its codes, in their own order: numbers decide no places.
    """

    total: int
    facets: Mapping[str, list[FacetCount]]


def counts(question: ListQuestion) -> Counts:
    """Counts what answers a question, by code; each facet as if nothing was chosen of it."""
    query = _query(question)
    total = 0
    facets: dict[str, list[FacetCount]] = {}
    for facet, code, number in sorted(rows(query.sql, query.params)):
        if facet:
            facets.setdefault(facet, []).append(FacetCount(code, number))
        else:
            total = number
    return Counts(total, facets)


def _query(question: ListQuestion) -> Condition:
    chosen = {**chosen_places(question), **chosen_codes(question)}
    base = [*of_scope(question), *since(question), *found(question, any_kind=True)]
    if "city" in chosen:
        base.append(chosen.pop("city"))  # cities are not counted, so nothing is to be left out
    fulfilled = where(base)
    passes = [f"p{place}" for place in range(len(chosen))]
    misses = " ".join(
        f"WHEN {' AND '.join([f'NOT {each}', *(p for p in passes if p != each)])} THEN %s"
        for each in passes
    )
    sql = COUNTS.format(
        passes="".join(
            f", ({each.sql}) AS {name}" for name, each in zip(passes, chosen.values(), strict=True)
        ),
        where=fulfilled.sql,
        fits=" AND ".join(passes) or "TRUE",
        missed=f"CASE {misses} ELSE '' END" if misses else "''",
    )
    params = (*all_params(chosen.values()), *fulfilled.params, *chosen, question.scope)
    return Condition(sql, params)
