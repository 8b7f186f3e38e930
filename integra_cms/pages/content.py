"""Upgrading all stored content: live rows, revisions, paths of translations, lineage bases.

The unit of work is a resource: all its editions, in one transaction, because the paths of their
texts belong together. Whatever has been brought up to date says so, so that a run that was cut
off goes on where it stopped, and a second run finds nothing to do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import nullcontext
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.models import Revision, get_page_models
from wagtail_localize.models import TranslationContext

from integra_cms.blocks.upgrades import current_version
from integra_cms.pages.base import BaseToolkitPage
from integra_cms.pages.editions import Edition
from integra_cms.pages.upgrading import VERSION, UpgradedContent, streams_of, upgrade_content

if TYPE_CHECKING:
    from uuid import UUID

Progress = Callable[[int, int], None]

BASE = "base"
"""Where the lineage of an adopted edition keeps the content it was adopted with, if it does."""

REVISIONS_AT_ONCE = 50


@dataclass
class UpgradeReport:
    """What a run did, or would do.

    Attributes:
        version: The version that all content has now.
        resources: Resources that were looked at.
        pages: Live rows that changed.
        revisions: Revisions that were brought up to date.
        paths: Paths of translated texts that moved.
        removed: What upgrades took out, as ``page id: path``.
    """

    version: int
    resources: int = 0
    pages: int = 0
    revisions: int = 0
    paths: int = 0
    removed: list[str] = field(default_factory=list)

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


def upgrade_stored_content(
    *, dry_run: bool = False, progress: Progress | None = None
) -> UpgradeReport:
    """Brings everything that is stored up to the current version.

    Args:
        dry_run: Do it all in one transaction and take it back: the numbers are exact.
        progress: Called with the number of resources done and in all.
    """
    report = UpgradeReport(version=current_version())
    with transaction.atomic() if dry_run else nullcontext():
        _upgrade_resources(report, progress)
        # Revisions of pages whose live row was up to date already, such as imported ones.
        _upgrade_revisions(_stale_revisions(report.version), report)
        if dry_run:
            transaction.set_rollback(True)
    return report


def _upgrade_resources(report: UpgradeReport, progress: Progress | None) -> None:
    stale = Edition.objects.filter(
        content_version__lt=report.version, page__content_type__in=_content_types()
    )
    resources = list(stale.order_by("resource").values_list("resource", flat=True).distinct())
    for done, resource in enumerate(resources, start=1):
        with transaction.atomic():
            _ResourceUpgrade(resource, report).run()
        report.resources += 1
        if progress:
            progress(done, len(resources))


class _ResourceUpgrade:
    """The upgrade of all editions of one resource."""

    def __init__(self, resource: UUID, report: UpgradeReport) -> None:
        self.resource = resource
        self.report = report
        self.upgraded: list[UpgradedContent] = []

    def run(self) -> None:
        editions = list(
            Edition.objects.of_resources([self.resource])
            .filter(page__content_type__in=_content_types())
            .select_for_update(of=("self",))
            .select_related("page")
            .order_by("pk")
        )
        for edition in editions:
            self._upgrade_page(edition)
        for edition in editions:
            self._move_segments(edition)
            edition.content_version = max(edition.content_version, self.report.version)
            edition.save(update_fields=["segments", "lineage", "content_version"])
        self._move_contexts()

    def _upgrade_page(self, edition: Edition) -> None:
        page = edition.page.specific
        model = type(page)
        row = {field.name: list(getattr(page, field.name).raw_data) for field in streams_of(model)}
        live = upgrade_content(model, row, edition.content_version)
        self.upgraded.append(live)
        self.report.removed += [f"{page.pk}: {removed.path}" for removed in live.removed]
        if changed := [name for name, upgraded in live.streams.items() if upgraded.changed]:
            self.report.pages += 1
            for name in changed:
                setattr(page, name, live.content[name])
            page.save(clean=False, update_fields=changed)
        revisions = _stale_revisions(self.report.version).filter(object_id=str(edition.page_id))
        self.upgraded += _upgrade_revisions(revisions, self.report)
        if edition.lineage and isinstance(edition.lineage.get(BASE), dict):
            base = upgrade_content(model, edition.lineage[BASE], edition.content_version)
            edition.lineage = {**edition.lineage, BASE: base.content}

    def _new_paths(self, path: str) -> tuple[str, ...]:
        """By the first content that moved it: ids of blocks are equal in all editions."""
        for upgraded in self.upgraded:
            if (new := upgraded.map_path(path)) != (path,):
                return new
        return (path,)

    def _move_segments(self, edition: Edition) -> None:
        segments = {}
        for path, pieces in edition.segments.items():
            new = self._new_paths(path)
            self.report.paths += new != (path,)
            segments |= dict.fromkeys(new, pieces)
        edition.segments = segments

    def _move_contexts(self) -> None:
        """Translations stay in memory under their old path where the text itself is gone."""
        contexts = list(TranslationContext.objects.filter(object_id=self.resource))
        taken = {context.path for context in contexts}
        for context in contexts:
            new = self._new_paths(context.path)[:1]
            if new and new[0] not in taken:
                taken.add(new[0])
                self.report.paths += 1
                context.path, context.field_path = new[0], ""
                context.path_id = TranslationContext._get_path_id(new[0])
                context.save()


def _content_types() -> list[ContentType]:
    """Of all toolkit pages. Pages of plugins that are switched off wait until these are back."""
    models = [model for model in get_page_models() if issubclass(model, BaseToolkitPage)]
    return list(ContentType.objects.get_for_models(*models).values())


def _stale_revisions(version: int) -> QuerySet[Revision]:
    """Revisions of toolkit pages that were written in an older version."""
    outdated = Q(**{f"content__{VERSION}__lt": version}) | Q(
        **{f"content__{VERSION}__isnull": True}
    )
    return Revision.objects.filter(outdated, content_type__in=_content_types())


def _upgrade_revisions(
    revisions: QuerySet[Revision], report: UpgradeReport
) -> list[UpgradedContent]:
    """Writes revisions anew; what they are about and when they were made stays.

    Returns what became of the latest revision of each page: drafts have paths of their own.
    """
    latest: dict[str, UpgradedContent] = {}
    for revision in _in_batches(revisions):
        model = revision.content_type.model_class()
        upgraded = upgrade_content(model, revision.content)
        Revision.objects.filter(pk=revision.pk).update(content=upgraded.content)
        report.revisions += 1
        report.removed += [f"{revision.object_id}: {gone.path}" for gone in upgraded.removed]
        latest[revision.object_id] = upgraded
    return list(latest.values())


def _in_batches(revisions: QuerySet[Revision]) -> Iterator[Revision]:
    """By key, so that each batch is read after the one before was written."""
    last = 0
    while batch := list(
        revisions.filter(pk__gt=last)
        .select_related("content_type")
        .order_by("pk")[:REVISIONS_AT_ONCE]
    ):
        yield from batch
        last = batch[-1].pk
