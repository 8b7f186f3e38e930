"""JSON in exactly one form, so that equal content has equal bytes and an equal digest."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from typing import Any


def canonical(value: Any) -> str:
    """Keys in order, no spaces, no escaped letters.

    Raises:
        ValueError: A number is not finite.
    """
    return json.dumps(
        value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False
    )


def digest(*texts: str) -> str:
    """SHA-256 in hex of some texts; where one ends and the next begins counts."""
    joined = hashlib.sha256()
    for text in texts:
        encoded = text.encode()
        joined.update(len(encoded).to_bytes(8, "big"))
        joined.update(encoded)
    return joined.hexdigest()


def timestamp(moment: datetime) -> str:
    """A moment as RFC 3339 writes it, in UTC and to the microsecond where it has them."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
