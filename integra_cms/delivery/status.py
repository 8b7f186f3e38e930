"""How much there is in the catalogue, and whether it is behind."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any

from django.db.models import Count, Min
from django.utils import timezone
from django.utils.translation import gettext as _

from integra_cms.delivery.built_with import is_outdated
from integra_cms.delivery.draining import waiting
from integra_cms.delivery.marks import STUCK
from integra_cms.delivery.models import (
    CatalogueState,
    DirtyMark,
    Document,
    Entry,
    PublicMedia,
    WebhookMessage,
)


@dataclass(frozen=True)
class Status:
    """The catalogue at one time.

    Attributes:
        documents: Locale → number of documents.
        entries: Of the map.
        media: Public files.
        media_pending: Files some of whose renditions are still to be made.
        marks: Waiting to be worked off.
        stuck: Resources put aside because a page of theirs could not be rendered; see the log.
        behind: Age of the oldest mark in seconds; 0 without marks.
        sequence: Latest number of the feed.
        horizon: Up to which the feed was compacted.
        outdated: Built with other settings, plugins or dictionaries than there are now.
        messages_pending: Webhook messages that are waiting.
        messages_dead: Webhook messages that were given up.
    """

    documents: dict[str, int]
    entries: int
    media: int
    media_pending: int
    marks: int
    stuck: int
    behind: int
    sequence: int
    horizon: int
    outdated: bool
    messages_pending: int
    messages_dead: int

    def as_json(self) -> dict[str, Any]:
        """For programs."""
        return asdict(self)

    def lines(self) -> Iterator[str]:
        """For people."""
        each = ", ".join(f"{locale} {count}" for locale, count in self.documents.items())
        total = sum(self.documents.values())
        yield _("Documents: %(total)s (%(each)s)") % {"total": total, "each": each or "–"}
        yield _("Entries of the map: %(count)s") % {"count": self.entries}
        yield _("Public files: %(count)s, of which %(pending)s wait for renditions") % {
            "count": self.media,
            "pending": self.media_pending,
        }
        yield _("Feed: up to %(sequence)s, kept from %(horizon)s on") % {
            "sequence": self.sequence,
            "horizon": self.horizon + 1,
        }
        yield _("Marks waiting: %(count)s, the oldest for %(seconds)s s") % {
            "count": self.marks,
            "seconds": self.behind,
        }
        yield _("Webhook messages: %(pending)s waiting, %(dead)s given up") % {
            "pending": self.messages_pending,
            "dead": self.messages_dead,
        }
        if self.stuck:
            yield _("Resources that could not be rendered, see the log: %(count)s") % {
                "count": self.stuck
            }
        if self.outdated:
            yield _(
                "Settings, plugins or dictionaries have changed since it was built. Run "
                "`manage.py deliver rebuild`."
            )


def status() -> Status:
    """Counts, in a constant number of queries."""
    state = CatalogueState.objects.filter(pk=1).first() or CatalogueState()
    oldest = waiting().aggregate(count=Count("pk"), since=Min("made_at"))
    per_locale = Document.objects.values_list("locale").annotate(count=Count("pk"))
    messages = dict(WebhookMessage.objects.values_list("state").annotate(count=Count("pk")))
    since = oldest["since"]
    return Status(
        documents=dict(per_locale.order_by("locale")),
        entries=Entry.objects.count(),
        media=PublicMedia.objects.count(),
        media_pending=PublicMedia.objects.filter(pending=True).count(),
        marks=oldest["count"],
        stuck=DirtyMark.objects.filter(what=STUCK).count(),
        behind=int((timezone.now() - since).total_seconds()) if since else 0,
        sequence=state.sequence,
        horizon=state.horizon,
        outdated=is_outdated(),
        messages_pending=messages.get(WebhookMessage.State.PENDING, 0),
        messages_dead=messages.get(WebhookMessage.State.DEAD, 0),
    )
