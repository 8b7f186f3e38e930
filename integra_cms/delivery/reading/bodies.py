"""Whole documents of a list, as the bytes that are sent.

The texts of a page of documents are long. Decoding and encoding them would take longer than all
else that is done with them, so PostgreSQL is asked for them by ``COPY`` in its binary form, the
only one that the driver leaves as it comes:
https://www.postgresql.org/docs/current/sql-copy.html (Binary Format).
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import NamedTuple

from django.db import connection

from integra_cms.delivery.reading.database import rows

BODIES = """
    SELECT e.id, e.label, e.etag, {body}
    FROM integra_delivery_entry e
    JOIN integra_delivery_document d ON d.id = e.document_id
    WHERE e.id IN ({entries})
"""
BINARY = "COPY ({query}) TO STDOUT (FORMAT binary)"

NUMBER = struct.Struct("!q")
LENGTH = struct.Struct("!i")
COUNT = struct.Struct("!h")
HEAD = 11 + 2 * LENGTH.size
"""Signature, flags and the length of an extension that no version has so far."""


class Whole(NamedTuple):
    """A document under the label it had when it was read: one never goes out under an older."""

    label: str
    etag: str
    body: bytes | memoryview


def bodies(entries: Sequence[int]) -> dict[int, Whole]:
    """The documents of some entries, by entry; without those that went away. One query.

    Args:
        entries: Their primary keys. For none there is no query.
    """
    if not entries:
        return {}
    listed = ", ".join(map(str, entries))
    if connection.vendor == "postgresql":
        return dict(_copied(BODIES.format(body="d.body", entries=listed)))
    found = rows(BODIES.format(body="CAST(d.body AS BLOB)", entries=listed), ())
    return {entry: Whole(label, etag, bytes(body)) for entry, label, etag, body in found}


def _copied(query: str) -> Iterator[tuple[int, Whole]]:
    received = BytesIO()
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.copy_expert(BINARY.format(query=query), received)
    for entry, label, etag, body in _tuples(received.getbuffer()):
        yield NUMBER.unpack(entry)[0], Whole(str(label, "utf-8"), str(etag, "utf-8"), body)


def _tuples(data: memoryview) -> Iterator[list[memoryview]]:
    """The rows of a ``COPY``, of which no column is ever null."""
    place = HEAD
    while (columns := COUNT.unpack_from(data, place)[0]) >= 0:
        place += COUNT.size
        found = []
        for _ in range(columns):
            start = place + LENGTH.size
            place = start + LENGTH.unpack_from(data, place)[0]
            found.append(data[start:place])
        yield found
