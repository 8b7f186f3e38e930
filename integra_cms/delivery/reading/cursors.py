"""Cursors: where one page of a list ended, as text that only the same question can use."""

from __future__ import annotations

import base64
import binascii
import hashlib
from dataclasses import dataclass
from uuid import UUID

from django.utils.translation import gettext as _

from integra_cms.delivery.reading.exceptions import CursorError

VERSION = b"\x01"
PART = 6
"""Bytes of each of the two digests: enough against mistakes, which is all they are for."""

SHORTEST = len(VERSION) + 2 * PART + 16
LONGEST = 16_000


@dataclass(frozen=True, slots=True)
class Place:
    """The last entry of a page: what it was sorted by, and its resource."""

    key: bytes
    resource: UUID


def write_cursor(place: Place, question: str) -> str:
    """A cursor for the question whose fingerprint text is given."""
    payload = VERSION + _digest(question.encode()) + place.resource.bytes + place.key
    return base64.urlsafe_b64encode(payload + _digest(payload)).decode().rstrip("=")


def read_cursor(cursor: str, question: str) -> Place:
    """The place a cursor stands for.

    Raises:
        CursorError: It is no cursor of ours, or one of another question.
    """
    raw = _decoded(cursor)
    payload, checksum = raw[:-PART], raw[-PART:]
    if len(raw) < SHORTEST or payload[:1] != VERSION or checksum != _digest(payload):
        raise CursorError(
            _("The cursor is damaged, or of another version. Leave it out to start from the "
              "first page, and copy “next” of each answer as it is.")
        )  # fmt: skip
    rest = payload[len(VERSION) :]
    if rest[:PART] != _digest(question.encode()):
        raise CursorError(
            _("The cursor belongs to another question. Keep all parameters but “limit” as they "
              "were, or leave the cursor out to start from the first page.")
        )  # fmt: skip
    return Place(key=rest[PART + 16 :], resource=UUID(bytes=rest[PART : PART + 16]))


def _decoded(cursor: str) -> bytes:
    """What a text encodes; empty where it encodes nothing."""
    if len(cursor) > LONGEST or not cursor.isascii():
        return b""
    try:
        raw = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        return b""
    return raw


def _digest(text: bytes) -> bytes:
    return hashlib.blake2s(text, digest_size=PART).digest()
