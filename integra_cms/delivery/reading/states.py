"""What things are now, each as one line that feed and export share.

A line is what the feed says when something is put, with the thing itself. So whoever follows
treats a line of the export and an entry of the feed alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple
from uuid import UUID

from integra_cms.delivery.canonical import canonical
from integra_cms.delivery.chains import scope
from integra_cms.delivery.reading.database import identifier, placeholders, rows


class Thing(NamedTuple):
    """What a change is about."""

    entity: str
    key: str
    locale: str = ""


def line(thing: Thing, kind: str, digest: str, members: str) -> str:
    """A thing as a JSON object: what it is, then the thing itself."""
    head = canonical({**thing._asdict(), "kind": kind, "digest": digest})
    return f"{head[:-1]},{members}}}"


EDITIONS = """
    FROM integra_delivery_document d
    JOIN integra_delivery_entry e ON e.scope = %s || d.locale AND e.resource = d.resource
"""
CONTENTS = {
    "edition": "SELECT 'edition', CAST(d.resource AS text), d.locale, e.label, d.body"
    + EDITIONS
    + "WHERE (d.resource, d.locale) IN (VALUES {wanted})",
    "media": "SELECT 'media', CAST(m.media AS text), '', '', m.body "
    "FROM integra_delivery_publicmedia m WHERE m.media IN (VALUES {wanted})",
    "register": "SELECT 'register', r.name, r.locale, '', r.body "
    "FROM integra_delivery_register r WHERE (r.name, r.locale) IN (VALUES {wanted})",
}


def contents(things: Iterable[Thing]) -> dict[Thing, str]:
    """What things are now, as members of a JSON object; those that are gone are missing.

    An edition comes under the label of its own language. All of it is one query.
    """
    parts: list[str] = []
    params: list[object] = []
    grouped: dict[str, list[tuple[object, ...]]] = {}
    for thing in dict.fromkeys(things):
        grouped.setdefault(thing.entity, []).append(_parameters(thing))
    for entity, wanted in grouped.items():
        row_of = f"({placeholders(wanted[0])})"
        parts.append(CONTENTS[entity].format(wanted=", ".join([row_of] * len(wanted))))
        params += [scope("")] if entity == "edition" else []
        params += [value for values in wanted for value in values]
    if not parts:
        return {}
    return {
        Thing(entity, _key(entity, key), locale): content(entity, label, body)
        for entity, key, locale, label, body in rows(" UNION ALL ".join(parts), params)
    }


def content(entity: str, label: str, body: str) -> str:
    """The members of a line that hold the thing itself."""
    return f'"label":{label},"document":{body}' if entity == "edition" else f'"{entity}":{body}'


def _parameters(thing: Thing) -> tuple[object, ...]:
    match thing.entity:
        case "edition":
            return identifier(UUID(thing.key)), thing.locale
        case "media":
            return (identifier(UUID(thing.key)),)
        case _:
            return thing.key, thing.locale


def _key(entity: str, key: str) -> str:
    """An identifier as the feed writes it, whatever the database makes of it."""
    return key if entity == "register" else str(UUID(key))
