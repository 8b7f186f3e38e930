"""Titles that continue what somebody typed so far."""

from __future__ import annotations

from integra_cms.delivery import search
from integra_cms.delivery.chains import DEFAULT_CHAIN
from integra_cms.delivery.reading.database import is_storable
from integra_cms.delivery.reading.questions import checked_scope


def suggest(
    prefix: str, *, asked: str, chain: str = DEFAULT_CHAIN, limit: int = 10
) -> list[search.Suggestion]:
    """Resources whose title, or a word in it, begins with some letters; accents do not count.

    Raises:
        QuestionRefused: There is no such locale or chain.
    """
    scope = checked_scope(asked, chain)
    return search.suggest(prefix, scope, limit) if is_storable(prefix) else []
