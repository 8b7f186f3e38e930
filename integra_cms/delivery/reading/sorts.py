"""Orders of lists, and what of an entry a cursor must carry to go on after it.

Whatever the order, the resource decides between equals; so each entry has one place and the next
page begins exactly after the last. Rows are compared as a whole: databases follow an index then,
and the thousandth page costs what the first one does.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from integra_cms.delivery.reading.cursors import Place
from integra_cms.delivery.reading.database import identifier, moment, read_moment
from integra_cms.delivery.reading.exceptions import CursorError
from integra_cms.delivery.reading.filters import Condition

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WIDTH = 8


@dataclass(frozen=True, slots=True)
class Sort:
    """One order.

    Attributes:
        key: What is sorted by.
        order: The terms of ORDER BY.
        after: The condition for what follows a place.
        write: The value of ``key`` as bytes for a cursor.
        read: The value from a cursor, as a parameter.
    """

    key: str
    order: str
    after: str
    write: Callable[[Any], bytes]
    read: Callable[[bytes], object]

    def following(self, place: Place) -> Condition:
        """What comes after a place.

        Raises:
            CursorError: No entry could stand there.
        """
        return Condition(self.after, (self.read(place.key), identifier(place.resource)))


def _write_moment(value: datetime | str) -> bytes:
    return _write_number((read_moment(value) - EPOCH) // timedelta(microseconds=1))


def _read_moment(key: bytes) -> object:
    try:
        return moment(EPOCH + timedelta(microseconds=_read_number(key)))
    except OverflowError as error:
        raise _impossible() from error


def _write_number(value: int) -> bytes:
    return value.to_bytes(WIDTH, "big", signed=True)


def _read_number(key: bytes) -> int:
    if len(key) != WIDTH:
        raise _impossible()
    return int.from_bytes(key, "big", signed=True)


def _impossible() -> CursorError:
    return CursorError(
        _("The cursor names a place that cannot be. Leave it out to start from the first page.")
    )


SORTS: Mapping[str, Sort] = {
    "title": Sort(
        key="e.title_key",
        order="e.title_key, e.resource",
        after="(e.title_key, e.resource) > (%s, %s)",
        write=bytes,
        read=bytes,
    ),
    "date": Sort(
        key="e.updated_at",
        order="e.updated_at DESC, e.resource DESC",
        after="(e.updated_at, e.resource) < (%s, %s)",
        write=_write_moment,
        read=_read_moment,
    ),
    "relevance": Sort(
        key="m.rank",
        order="m.rank DESC, m.resource",
        after="(-m.rank, m.resource) > (-%s, %s)",
        write=_write_number,
        read=_read_number,
    ),
}
