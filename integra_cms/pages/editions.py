"""The record of every edition: whose text it is, from which source, and how current."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from integra_cms.pages.signals import editions_changed

if TYPE_CHECKING:
    from uuid import UUID


class Origin(models.TextChoices):
    """How the text of an edition came about."""

    SOURCE = "source", _("Source text")
    HUMAN = "human", _("Translation by people")
    DRAFT = "draft", _("Draft translation, not yet reviewed by a native speaker")
    MACHINE = "machine", _("Machine translation")


class Freshness(models.TextChoices):
    """How an edition stands to its source, by what is in both, never by dates."""

    CURRENT = "current", _("Current")
    OUTDATED = "outdated", _("Outdated")
    INCOMPLETE = "incomplete", _("Incomplete")
    MISSING = "missing", _("Missing")


MISSING = Q(is_source=False, segments_missing__gte=F("segments_total"))
INCOMPLETE = Q(is_source=False, segments_missing__gt=0)
OUTDATED = Q(is_source=False, segments_outdated__gt=0)


class EditionQuerySet(models.QuerySet["Edition"]):
    """Editions, for lists in a constant number of queries."""

    def update(self, **kwargs: Any) -> int:
        """As Django's, ``bulk_update`` too; whoever follows editions is told which they were."""
        resources = set(self.values_list("resource", flat=True))
        rows = super().update(**kwargs)
        editions_changed.send(sender=Edition, resources=resources)
        return rows

    update.alters_data = True  # type: ignore[attr-defined]  # as Django marks its own

    def of_resources(self, resources: Iterable[UUID]) -> EditionQuerySet:
        """All editions of some resources."""
        return self.filter(resource__in=resources)

    def sources(self) -> EditionQuerySet:
        """Source editions only."""
        return self.filter(is_source=True)

    def in_state(self, freshness: Freshness) -> EditionQuerySet:
        """Editions of one freshness, by the same rule as :attr:`Edition.freshness`."""
        return {
            Freshness.MISSING: self.filter(MISSING),
            Freshness.INCOMPLETE: self.filter(INCOMPLETE & ~MISSING),
            Freshness.OUTDATED: self.filter(OUTDATED & ~INCOMPLETE & ~MISSING),
            Freshness.CURRENT: self.exclude(MISSING | INCOMPLETE | OUTDATED),
        }[freshness]

    def with_source(self) -> EditionQuerySet:
        """With ``source_locale`` and ``source_page_id`` filled in by the same query."""
        source = Edition.objects.filter(resource=OuterRef("resource"), is_source=True)
        return self.annotate(
            source_locale=Subquery(source.values("locale__language_code")[:1]),
            source_page_id=Subquery(source.values("page_id")[:1]),
        )


class Edition(models.Model):
    """One resource in one locale.

    There is one record per page of the toolkit; signal handlers keep it in step with the page in
    the transaction that writes the page. As long as a resource has editions, exactly one of them
    is its source.

    Attributes:
        segments: Path of a text → for each of its pieces, in order: the hash of the source
            text as it is now, the hash of the source text that was translated (None: it is not
            translated), and the id of the piece in the translation memory. Empty for sources.
        content_version: The version of the form in which the live row's blocks are stored.
        lineage: What it was copied or adopted from: resource, locale, version, licence, url,
            digest. None for what was written here.
    """

    page = models.OneToOneField(
        "wagtailcore.Page", on_delete=models.CASCADE, related_name="edition"
    )
    resource = models.UUIDField(_("resource"), db_index=True)
    locale = models.ForeignKey("wagtailcore.Locale", on_delete=models.PROTECT, related_name="+")
    is_source = models.BooleanField(_("source edition"), default=False)
    origin = models.CharField(_("origin"), max_length=8, choices=Origin.choices)
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("reviewer"),
    )
    reviewed_at = models.DateTimeField(_("reviewed at"), null=True, blank=True)
    segments = models.JSONField(default=dict, blank=True)
    segments_total = models.PositiveIntegerField(default=0)
    segments_missing = models.PositiveIntegerField(default=0)
    segments_outdated = models.PositiveIntegerField(default=0)
    content_version = models.PositiveIntegerField(default=0)
    lineage = models.JSONField(null=True, blank=True)

    objects = EditionQuerySet.as_manager()

    # A page is not "in use" because there is a record of it.
    wagtail_reference_index_ignore = True

    class Meta:
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.UniqueConstraint(
                fields=["resource", "locale"], name="integra_one_edition_per_locale"
            ),
            models.UniqueConstraint(
                fields=["resource"],
                condition=Q(is_source=True),
                name="integra_one_source_per_resource",
            ),
            models.CheckConstraint(
                condition=Q(is_source=True, origin="source")
                | (Q(is_source=False) & ~Q(origin="source")),
                name="integra_source_says_so",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.resource} ({self.locale.language_code}, {self.origin})"

    @property
    def freshness(self) -> Freshness:
        """Whether it says what its source says.

        A translation that nobody has compared with its source yet counts as missing: nothing is
        claimed that was not looked at.
        """
        if self.is_source:
            return Freshness.CURRENT
        if self.segments_missing >= self.segments_total:
            return Freshness.MISSING
        if self.segments_missing:
            return Freshness.INCOMPLETE
        return Freshness.OUTDATED if self.segments_outdated else Freshness.CURRENT

    @cached_property
    def source(self) -> Edition:
        """The source edition of the same resource."""
        if self.is_source:
            return self
        return Edition.objects.select_related("locale").get(resource=self.resource, is_source=True)

    @cached_property
    def source_locale(self) -> str:
        """The language code of the source; :meth:`EditionQuerySet.with_source` spares a query."""
        return self.source.locale.language_code

    @cached_property
    def source_page_id(self) -> int:
        """The page of the source edition."""
        return self.source.page_id

    def forget_segments(self) -> None:
        """Drops what is known about its text, as for a new source or an unmeasured translation."""
        self.segments = {}
        self.segments_total = self.segments_missing = self.segments_outdated = 0

    def outdate_segments(self) -> None:
        """Says of every translated piece that the source text it belonged to is no more."""
        self.segments = {
            path: [["", confirmed, string_id] for _source, confirmed, string_id in pieces]
            for path, pieces in self.segments.items()
        }
        self.segments_outdated = self.segments_total - self.segments_missing
