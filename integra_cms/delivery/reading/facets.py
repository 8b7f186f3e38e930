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

# An entry that fails one filter only still counts for the facet that this filter is about: that
# is what one would get by choosing another of its codes.
COUNTS = """
    WITH matched AS (
        SELECT e.id, e.kind, {misses} AS misses, {missed} AS missed
        FROM integra_delivery_entry e
        {where}
    )
    SELECT '', '', COUNT(*) FROM matched m WHERE m.misses = 0
    UNION ALL
    SELECT 'kind', m.kind, COUNT(*) FROM matched m
    WHERE m.misses = 0 OR (m.misses = 1 AND m.missed = 'kind')
    GROUP BY m.kind
    UNION ALL
    SELECT f.facet, f.code, COUNT(*) FROM matched m
    JOIN integra_delivery_facet f ON f.entry_id = m.id
    WHERE m.misses = 0 OR (m.misses = 1 AND m.missed = f.facet)
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
    fails = [f"CASE WHEN {each.sql} THEN 0 ELSE 1 END" for each in chosen.values()]
    names = " ".join(f"WHEN NOT {each.sql} THEN %s" for each in chosen.values())
    named = tuple(param for name, each in chosen.items() for param in (*each.params, name))
    sql = COUNTS.format(
        misses=" + ".join(fails) or "0",
        missed=f"CASE {names} ELSE '' END" if names else "''",
        where=fulfilled.sql,
    )
    return Condition(sql, (*all_params(chosen.values()), *named, *fulfilled.params))
