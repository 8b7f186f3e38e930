"""The whole catalogue as one stream, and the number in the feed from which to follow it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from integra_cms.delivery.canonical import canonical
from integra_cms.delivery.chains import scope
from integra_cms.delivery.reading.database import Row, read_identifier, row, rows
from integra_cms.delivery.reading.filters import Condition, one_of, where
from integra_cms.delivery.reading.questions import checked_kinds, checked_scope
from integra_cms.delivery.reading.states import Thing, content, line

BATCH = 100
LINES = 50
"""So many lines are sent together."""

HEAD = """
    SELECT (SELECT s.sequence FROM integra_delivery_cataloguestate s ORDER BY s.id LIMIT 1),
           (SELECT COUNT(*) FROM integra_delivery_register r),
           (SELECT COUNT(*) FROM integra_delivery_publicmedia m),
           (SELECT COUNT(*) FROM integra_delivery_document d {where})
"""
REGISTERS = """
    SELECT r.id, r.name, r.locale, r.digest, r.body
    FROM integra_delivery_register r
    {where} ORDER BY r.id LIMIT %s
"""
MEDIA = """
    SELECT m.media, m.type, m.digest, m.body
    FROM integra_delivery_publicmedia m
    {where} ORDER BY m.media LIMIT %s
"""
# With a join, the database would look through the whole map for each batch.
DOCUMENTS = """
    SELECT d.id, d.resource, d.locale, d.kind, d.digest, (
               SELECT e.label FROM integra_delivery_entry e
               WHERE e.scope = %s || d.locale AND e.resource = d.resource
           ), d.body
    FROM integra_delivery_document d
    {where} ORDER BY d.id LIMIT %s
"""


def export(locales: Sequence[str] = (), kinds: Sequence[str] = ()) -> Iterator[bytes]:
    """Everything that is served, a JSON object on each line; registers and media come first.

    The first line holds ``cursor``, the number in the feed, and how many lines of each sort to
    expect. It is read before everything else: what changes while the rest is read comes again
    after that number, so whoever goes on with the feed from there misses nothing. A line may
    therefore be newer than the number, and something that has gone meanwhile may be there still
    or not. The lines after it are entries of the feed without number and moment; each edition
    comes once, under the label of its own language.

    Args:
        locales: Only editions in these; none: in all.
        kinds: Only editions of these; none: of all.

    Raises:
        QuestionRefused: There is no such locale or kind.
    """
    for locale in locales:
        checked_scope(locale, "default")
    checked_kinds(kinds)
    chosen = [
        one_of(column, tuple(values))
        for column, values in (("d.locale", locales), ("d.kind", kinds))
        if values
    ]
    return _stream(chosen)


def _stream(chosen: Sequence[Condition]) -> Iterator[bytes]:
    restriction = where(chosen)
    head = row(HEAD.format(where=restriction.sql), restriction.params)
    sequence, registers, media, documents = head or (0, 0, 0, 0)
    first = {
        "cursor": sequence or 0,
        "registers": registers,
        "media": media,
        "documents": documents,
    }
    yield f"{canonical(first)}\n".encode()
    for batch in _batches(REGISTERS, "r.id", ()):
        yield _lines(
            line(Thing("register", name, locale), "", digest, content("register", "", body))
            for _pk, name, locale, digest, body in batch
        )
    for batch in _batches(MEDIA, "m.media", ()):
        yield _lines(
            line(
                Thing("media", str(read_identifier(uuid))), kind, digest, content("media", "", body)
            )
            for uuid, kind, digest, body in batch
        )
    for batch in _batches(DOCUMENTS, "d.id", chosen, (scope(""),)):
        yield _lines(
            line(
                Thing("edition", str(read_identifier(resource)), locale),
                kind,
                digest,
                content("edition", label, body),
            )
            for _pk, resource, locale, kind, digest, label, body in batch
            if label is not None  # an edition in a locale that the site has no longer
        )


def _batches(
    sql: str, key: str, chosen: Sequence[Condition], params: tuple[object, ...] = ()
) -> Iterator[list[Row]]:
    """Rows in the order of their keys. No cursor stays open, so any pooler will do."""
    after: list[Condition] = []
    while True:
        restriction = where([*chosen, *after])
        query = sql.format(where=restriction.sql)
        batch = rows(query, (*params, *restriction.params, BATCH))
        for start in range(0, len(batch), LINES):
            yield batch[start : start + LINES]
        if len(batch) < BATCH:
            return
        after = [Condition(f"{key} > %s", (batch[-1][0],))]


def _lines(lines: Iterator[str]) -> bytes:
    return "".join(f"{each}\n" for each in lines).encode()
