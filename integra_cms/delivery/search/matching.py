"""What an engine gives to those who compose a list: SQL that yields entries and their ranks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

MINUTE_BITS = 26
"""For the minute of publication: until 2097."""

RELEVANCE_BITS = 36
OWN = 1 << (MINUTE_BITS + RELEVANCE_BITS)
"""What a rank has more when the text is in the asked locale. Ranks fit into 63 bits."""

MOST_RELEVANT = (1 << RELEVANCE_BITS) - 1


@dataclass(frozen=True, slots=True)
class Filters:
    """What narrows a search within a scope.

    Attributes:
        listed: Only what stands in lists; False: everything.
        strict: Only what is in the asked locale.
        kinds: Codes of kinds, as alternatives; none: all kinds.
        cities: Codes of cities, as alternatives; none: all places.
    """

    listed: bool = True
    strict: bool = False
    kinds: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """The entries that answer a question in one scope.

    Use either as a subquery: ``SELECT … FROM ({match.sql}) m JOIN integra_delivery_entry e ON
    e.id = m.entry_id … ORDER BY m.rank DESC, m.resource``. The next page is what comes after
    ``m.rank < %s OR (m.rank = %s AND m.resource > %s)``. Where many entries match, choose the few
    that are shown inside, and join the wide tables to those.

    Attributes:
        sql: Yields ``(entry_id, rank, resource)``; ``rank`` is a positive integer of 63 bits,
            higher is better: asked locale before fallbacks, then relevance, then date.
        params: The parameters of ``sql``.
        found: Yields ``(entry_id)`` alone, without the cost of ranking: for counting.
        found_params: The parameters of ``found``.
    """

    sql: str
    params: tuple[object, ...]
    found: str
    found_params: tuple[object, ...]


NOTHING = Match(
    sql="SELECT s.entry_id, s.base AS rank, s.resource FROM integra_delivery_search s WHERE 1 = 0",
    params=(),
    found="SELECT s.entry_id FROM integra_delivery_search s WHERE 1 = 0",
    found_params=(),
)


def base_rank(*, foreign: bool, published_at: datetime) -> int:
    """The part of a rank that no question changes; relevance goes between its two ends."""
    minute = max(0, min(int(published_at.timestamp()) // 60, (1 << MINUTE_BITS) - 1))
    return minute + (0 if foreign else OWN)
