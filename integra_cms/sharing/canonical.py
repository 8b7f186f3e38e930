"""The one form in which a pack writes JSON, and what two forms have in common."""

from __future__ import annotations

import hashlib
import json
from typing import Any


class Malformed(ValueError):
    """Text that is no JSON a pack may hold; ``place`` says where."""

    def __init__(self, message: str, place: str = "") -> None:
        self.place = place
        super().__init__(message)


def dump(value: Any) -> str:
    """JSON as packs write it: two spaces, letters as they are, a line end at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def digest(value: Any) -> str:
    """The same for two values that differ in the order of their keys alone.

    Databases do not keep that order.
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def parse(content: bytes) -> Any:
    """What JSON bytes say.

    Raises:
        Malformed: They are not UTF-8 or not JSON, name a key twice, hold numbers that JSON does
            not have, or are nested too deeply.
    """
    try:
        return json.loads(
            content.decode("utf-8"), object_pairs_hook=_object, parse_constant=_constant
        )
    except UnicodeDecodeError as error:
        raise Malformed("not UTF-8", f"byte {error.start}") from error
    except json.JSONDecodeError as error:
        raise Malformed(error.msg, f"line {error.lineno}, column {error.colno}") from error
    except RecursionError as error:
        raise Malformed("nested too deeply") from error


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        twice = next(key for key, _value in pairs if [k for k, _v in pairs].count(key) > 1)
        raise Malformed(f"the key “{twice}” stands twice in one object")
    return result


def _constant(name: str) -> None:
    raise Malformed(f"{name} is no number of JSON")
