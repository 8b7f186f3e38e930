"""One resource in one language: the answers that cost one query and no rendering."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from urllib.parse import quote, unquote
from uuid import UUID

from integra_cms.delivery.chains import DEFAULT_CHAIN, SOURCE
from integra_cms.delivery.labels import EditionState, compose_label, editions_of, etag_of
from integra_cms.delivery.reading.answers import Answer, etags, resource_keys, served
from integra_cms.delivery.reading.database import (
    Row,
    identifier,
    is_storable,
    placeholders,
    read_identifier,
    read_moment,
)
from integra_cms.delivery.reading.queries import Query
from integra_cms.delivery.reading.questions import checked_scope, checked_steps

LONGEST_PATH = 2000
SAFE_IN_PATHS = "/:@!$&'()*+,;=~-._"

# Where the reader has what the ETag stands for, the body is not even fetched from its pages. With
# a join instead, planning would take longer than all the rest.
ANSWER = """
    SELECT 1 AS place, e.resource, e.kind, e.updated_at, e.etag, e.label,
           CASE WHEN e.etag IN ({known}) THEN NULL ELSE (
               SELECT d.body FROM integra_delivery_document d WHERE d.id = e.document_id
           ) END
    FROM integra_delivery_entry e
"""
BY_RESOURCE = "WHERE e.scope = %s AND e.resource = %s"

# All entries that show an edition to those who ask for its own locale have the same label.
BY_PATH = """
    WHERE e.document_id = (
        SELECT d.id FROM integra_delivery_document d
        WHERE d.path IN ({paths})
        ORDER BY d.sequence DESC
        LIMIT 1
    ) AND NOT e."foreign"
    LIMIT 1
"""
EDITIONS = """
    SELECT d.id AS place, d.locale, d.origin, d.freshness, d.updated_at, d.kind, d.digest,
           CASE WHEN d.id = (
               SELECT c.id FROM integra_delivery_document c
               WHERE c.resource = %s AND {step} IS NOT NULL
               ORDER BY {step}
               LIMIT 1
           ) THEN d.body END
    FROM integra_delivery_document d
    WHERE d.resource = %s
"""


def detail(
    resource: UUID,
    *,
    asked: str,
    chain: str = DEFAULT_CHAIN,
    strict: bool = False,
    known: Collection[str] = (),
) -> Query:
    """The edition that a declared chain leads to.

    Args:
        resource: Whose edition.
        asked: The locale of whoever asks.
        chain: The declared fallback chain.
        strict: No edition of another locale will do.
        known: ETags of what the reader has; the body of those is not read.

    Raises:
        QuestionRefused: There is no such locale or chain.
    """
    ours = etags(known)
    sql = ANSWER.format(known=placeholders(ours)) + BY_RESOURCE
    if strict:
        sql += ' AND NOT e."foreign"'
    params = (*ours, checked_scope(asked, chain), identifier(resource))
    return Query(sql, params, partial(_first, asked=asked))


def find(path: str, *, known: Collection[str] = ()) -> Query:
    """The edition that stands at an address of the site, in its own language.

    Args:
        path: Without host, such as ``/bg/library/photovoice/``; the last slash may be missing.
        known: ETags of what the reader has; the body of those is not read.
    """
    ours, paths = etags(known), _spellings(path)
    sql = (ANSWER + BY_PATH).format(known=placeholders(ours), paths=placeholders(paths))
    return Query(sql, (*ours, *paths), _first)


def detail_by(
    resource: UUID, *, asked: str, steps: Sequence[str], known: Collection[str] = ()
) -> Query:
    """The edition that a chain made up by the reader leads to.

    Args:
        resource: Whose edition.
        asked: The locale of whoever asks; it comes before all others.
        steps: Locales to try then, and ``source`` for the source edition.
        known: ETags of what the reader has.

    Raises:
        QuestionRefused: A step is neither a locale nor ``source``.
    """
    checked_scope(asked, DEFAULT_CHAIN)
    checked_steps(steps)
    cases: list[str] = []
    places: list[object] = []
    for place, step in enumerate(dict.fromkeys((asked, *steps))):
        cases.append("WHEN c.is_source THEN %s" if step == SOURCE else "WHEN c.locale = %s THEN %s")
        places += [place] if step == SOURCE else [step, place]
    parameter = identifier(resource)
    return Query(
        EDITIONS.format(step=f"(CASE {' '.join(cases)} END)"),
        (parameter, *places, *places, parameter),
        partial(_chosen, resource=resource, asked=asked, known=frozenset(known)),
        keep=False,
    )


def _first(found: Sequence[Row], asked: str = "") -> Answer | None:
    return _answer(found[0], asked) if found else None


def _chosen(
    found: Sequence[Row], *, resource: UUID, asked: str, known: Collection[str]
) -> Answer | None:
    """Of all editions of a resource the one whose body was read, under a label made for it."""
    states = [
        EditionState(locale, origin, freshness, read_moment(updated_at))
        for _place, locale, origin, freshness, updated_at, *_rest in found
    ]
    for state, (*_known, kind, document_digest, body) in zip(states, found, strict=True):
        if body is not None:
            label = compose_label(asked=asked, served=state, editions=editions_of(states))
            etag = etag_of(label, document_digest)
            shown = None if etag in known else body
            return _answer((0, resource, kind, state.updated_at, etag, label, shown), asked)
    return None


def _answer(found: Row, asked: str = "") -> Answer:
    """The answer from a row; whoever asks for no locale asks for the one of the edition."""
    _place, resource, kind, updated_at, etag, label, body = found
    locale = served(label)
    return Answer(
        None if body is None else f'{{"label":{label},"document":{body}}}'.encode(),
        etag,
        read_moment(updated_at),
        resource_keys(read_identifier(resource), kind, asked or locale, locale),
        locale,
    )


def _spellings(path: str) -> list[str]:
    """How an address may stand in the catalogue: as given, or with its letters escaped or not.

    Nothing stands at the empty one, which is there for those that no address could be like.
    """
    if len(path) > LONGEST_PATH or not is_storable(path):
        return [""]
    given = "/" + path.strip("/") + "/" if path.strip("/") else "/"
    plain = unquote(given, errors="replace")
    spellings = dict.fromkeys((given, plain, quote(plain, safe=SAFE_IN_PATHS)))
    return [spelling for spelling in spellings if is_storable(spelling)]
