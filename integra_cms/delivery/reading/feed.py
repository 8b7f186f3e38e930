"""The feed: what changed after a number, in order and without gaps."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from integra_cms.delivery.canonical import canonical, digest, timestamp
from integra_cms.delivery.labels import ETAG_LENGTH
from integra_cms.delivery.reading.answers import Answer
from integra_cms.delivery.reading.database import read_moment, rows
from integra_cms.delivery.reading.exceptions import FeedAhead, FeedCompacted, QuestionRefused
from integra_cms.delivery.reading.states import Thing, contents

LARGEST_PAGE = 1000
LARGEST_FULL_PAGE = 200
"""With everything that was put, a page of documents of some 10 kB each is long enough."""

# One statement, so that numbers and changes are those of one moment.
CHANGES = """
    SELECT s.sequence, s.horizon, c.sequence, c.at, c.entity, c.key, c.locale, c.kind, c.action,
           c.reason, c.digest
    FROM integra_delivery_cataloguestate s
    LEFT JOIN integra_delivery_change c ON c.sequence > %s AND c.sequence <= s.sequence
    ORDER BY c.sequence
    LIMIT %s
"""


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One change; the attributes are those of the model ``Change``."""

    sequence: int
    at: datetime
    thing: Thing
    kind: str
    action: str
    reason: str
    digest: str


@dataclass(frozen=True, slots=True)
class FeedPage:
    """Some changes in their order.

    Attributes:
        next: Ask for what comes after this number next.
        head: The latest number there is; equal to ``next`` when all is read.
        horizon: Changes up to this number are not kept any more.
    """

    entries: Sequence[FeedEntry]
    next: int
    head: int
    horizon: int


def feed_page(after: int, limit: int = 100) -> FeedPage:
    """The changes after a number, in one query.

    Raises:
        FeedCompacted: Some of them are not kept any more.
        FeedAhead: The feed has not come so far.
        QuestionRefused: The page would be too long or too short.
    """
    if not 1 <= limit <= LARGEST_PAGE:
        raise QuestionRefused(
            "limit",
            _("A page of %(limit)s is not possible. Ask for 1 to %(largest)s at a time.")
            % {"limit": str(limit)[:20], "largest": LARGEST_PAGE},
        )
    head, horizon, entries = _read(max(0, min(after, 2**62)), limit)
    if after > head:
        raise FeedAhead(
            _("The feed ends with %(head)s, so nothing comes after %(after)s. Start again from an "
              "export.")
            % {"head": head, "after": str(after)[:20]}
        )  # fmt: skip
    if after < horizon:
        raise FeedCompacted(
            _("Changes up to %(horizon)s are not kept any more, and some of them come after "
              "%(after)s. Start again from an export.")
            % {"horizon": horizon, "after": str(after)[:20]}
        )  # fmt: skip
    return FeedPage(entries, entries[-1].sequence if entries else after, head, horizon)


def changes(
    after: int, limit: int = 100, *, full: bool = False, known: Collection[str] = ()
) -> Answer:
    """The changes after a number as JSON; two queries with what was put, else one.

    With ``full``, each change that put something also says what it is now. That can be newer than
    the change, and is left out when it has gone since; a later change then says so.

    Raises:
        FeedCompacted: Some of them are not kept any more.
        FeedAhead: The feed has not come so far.
        QuestionRefused: The page would be too long or too short.
    """
    page = feed_page(after, min(limit, LARGEST_FULL_PAGE) if full else limit)
    now = contents([each.thing for each in page.entries if each.action == "put"]) if full else {}
    items = ",".join(_item(each, now.get(each.thing, "")) for each in page.entries)
    body = f'{{"changes":[{items}],"next":{page.next},"head":{page.head},"horizon":{page.horizon}}}'
    etag = digest(body)[:ETAG_LENGTH]
    return Answer(None if etag in known else body.encode(), etag, keys=("feed",))


def _item(entry: FeedEntry, content: str) -> str:
    change = {
        "sequence": entry.sequence,
        "at": timestamp(entry.at),
        **entry.thing._asdict(),
        "kind": entry.kind,
        "action": entry.action,
        "reason": entry.reason,
        "digest": entry.digest,
    }
    return f"{canonical(change)[:-1]},{content}}}" if content else canonical(change)


def _read(after: int, limit: int) -> tuple[int, int, list[FeedEntry]]:
    """Head, horizon and changes. Before the first change there is no head yet: it is 0."""
    found = rows(CHANGES, [after, limit])
    head, horizon = found[0][:2] if found else (0, 0)
    entries = [
        FeedEntry(number, read_moment(at), Thing(entity, key, locale), *rest)
        for _head, _horizon, number, at, entity, key, locale, *rest in found
        if number is not None
    ]
    return head, horizon, entries
