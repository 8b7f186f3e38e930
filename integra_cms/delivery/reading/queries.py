"""Queries that can be made again, and cost next to nothing while the catalogue is as it was."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from integra_cms.delivery.reading.answers import Answer
from integra_cms.delivery.reading.database import Row, rows

NEVER = 0
"""A token that the catalogue never has."""

# PostgreSQL looks at the condition first and leaves out the rest where it does not hold; SQLite
# may look for entries all the same. All is seen at one moment, so rows and token belong together.
UNLESS = """
    SELECT s.token, q.*
    FROM integra_delivery_cataloguestate s
    LEFT JOIN (
        SELECT i.* FROM ({sql}) i
        WHERE (SELECT c.token FROM integra_delivery_cataloguestate c WHERE c.id = 1) <> %s
    ) q ON TRUE
    WHERE s.id = 1
    ORDER BY q.place
"""


@dataclass(frozen=True, slots=True)
class Query:
    """What an answer is read by.

    Attributes:
        sql: Its first column is called ``place``, is never null, and rows are in its order.
        params: One for each ``%s``.
        finish: Makes the answer of the rows, if need be with further queries; None where there
            is none.
        keep: As of ``rows``.
    """

    sql: str
    params: Sequence[object]
    finish: Callable[[list[Row]], Answer | None]
    keep: bool = True

    def answer(self) -> Answer | None:
        """What is there now."""
        return self.ask()[1]

    def ask(self, unless: int = NEVER) -> tuple[int, Answer | None]:
        """The token of the catalogue, and what is there now.

        Args:
            unless: Where the catalogue has this token, nothing is read and the answer is None.
        """
        found = rows(UNLESS.format(sql=self.sql), (*self.params, unless), keep=self.keep)
        token = found[0][0] if found else NEVER
        if token == unless != NEVER:
            return token, None
        return token, self.finish([row[1:] for row in found if row[1] is not None])
