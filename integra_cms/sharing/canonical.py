"""The one form in which a pack writes JSON, and what two forms have in common."""

from __future__ import annotations

import hashlib
import json
import math
import re
from typing import Any

DEPTH = 100
"""How many lists and objects may stand inside each other."""

DIGITS = 30
"""The most digits of a whole number."""

UNSTORABLE = re.compile("[\\x00\\ud800-\\udfff]")
"""What JSON can spell, but no database and no file keeps: NUL, and halves of characters."""


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
        Malformed: They are not UTF-8 or not JSON, name a key twice, hold numbers or characters
            that cannot be stored, or are nested too deeply.
    """
    try:
        value = json.loads(
            content.decode("utf-8"),
            object_pairs_hook=_object,
            parse_constant=_constant,
            parse_float=_float,
            parse_int=_int,
        )
    except UnicodeDecodeError as error:
        raise Malformed("not UTF-8", f"byte {error.start}") from error
    except json.JSONDecodeError as error:
        raise Malformed(error.msg, f"line {error.lineno}, column {error.colno}") from error
    except RecursionError as error:
        raise Malformed("nested too deeply") from error
    _refuse_unstorable(value)
    return value


def _refuse_unstorable(value: Any) -> None:
    """Not a call for each level: how many there are is the pack's choice."""
    waiting = [(value, 0)]
    while waiting:
        each, depth = waiting.pop()
        if depth > DEPTH:
            raise Malformed("nested too deeply")
        if isinstance(each, dict):
            waiting += [(inner, depth + 1) for pair in each.items() for inner in pair]
        elif isinstance(each, list):
            waiting += [(inner, depth + 1) for inner in each]
        elif isinstance(each, str) and (found := UNSTORABLE.search(each)):
            raise Malformed(f"the character \\u{ord(found[0]):04x} is no text")


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        twice = next(key for key, _value in pairs if [k for k, _v in pairs].count(key) > 1)
        readable = UNSTORABLE.sub("\N{REPLACEMENT CHARACTER}", twice)
        raise Malformed(f"the key “{readable}” stands twice in one object")
    return result


def _float(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise Malformed(f"the number {text[:20]} is too large")
    return number


def _int(text: str) -> int:
    if len(text) > DIGITS:
        raise Malformed(f"the number {text[:20]}… is too large")
    return int(text)


def _constant(name: str) -> None:
    raise Malformed(f"{name} is no number of JSON")
