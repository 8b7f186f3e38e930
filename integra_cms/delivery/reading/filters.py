"""What a question leaves of the map, as conditions on entries called ``e``."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from integra_cms.delivery.reading.database import moment, placeholders
from integra_cms.delivery.reading.questions import ListQuestion

HAS_CODE = """
    e.id IN (
        SELECT f.entry_id FROM integra_delivery_facet f
        WHERE f.scope = %s AND f.facet = %s AND f.code IN ({codes})
    )
"""


@dataclass(frozen=True, slots=True)
class Condition:
    """A part of a WHERE clause with its parameters."""

    sql: str
    params: tuple[object, ...] = ()


def where(conditions: Collection[Condition]) -> Condition:
    """All of some conditions, with the word in front; empty where there are none."""
    if not conditions:
        return Condition("")
    joined = " AND ".join(condition.sql for condition in conditions)
    return Condition(f"WHERE {joined}", all_params(conditions))


def all_params(conditions: Iterable[Condition]) -> tuple[object, ...]:
    return tuple(param for condition in conditions for param in condition.params)


def of_scope(question: ListQuestion) -> list[Condition]:
    """What belongs to lists for that locale and chain at all."""
    conditions = [Condition("e.scope = %s", (question.scope,))]
    if question.has_structural_kinds:
        conditions.append(one_of("e.kind", question.kinds))
    else:
        # SQLite uses the index for a comparison only.
        conditions.append(Condition("e.listed = TRUE"))
    if question.strict:
        conditions.append(Condition('NOT e."foreign"'))
    return conditions


def since(question: ListQuestion) -> list[Condition]:
    if question.updated_since is None:
        return []
    return [Condition("e.updated_at >= %s", (moment(question.updated_since),))]


def chosen_codes(question: ListQuestion) -> dict[str, Condition]:
    """What was chosen of the facets, by name of the facet."""
    return {
        name: _has_code(question.scope, name, tuple(dict.fromkeys(codes)))
        for name, codes in question.facets.items()
        if codes
    }


def chosen_places(question: ListQuestion) -> dict[str, Condition]:
    """Which kinds and which cities were chosen."""
    conditions = {}
    if question.kinds and not question.has_structural_kinds:
        conditions["kind"] = one_of("e.kind", question.kinds)
    if question.cities:
        conditions["city"] = one_of("e.city", question.cities)
    return conditions


def one_of(column: str, values: tuple[str, ...]) -> Condition:
    values = tuple(dict.fromkeys(values))
    return Condition(f"{column} IN ({placeholders(values)})", values)


def _has_code(scope: str, facet: str, codes: tuple[str, ...]) -> Condition:
    return Condition(
        HAS_CODE.format(codes=placeholders(codes)),
        (scope, facet, *codes),
    )
