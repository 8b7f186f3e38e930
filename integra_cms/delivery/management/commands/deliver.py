"""``manage.py deliver``: builds, checks and describes the catalogue."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from integra_cms.delivery.compacting import compact
from integra_cms.delivery.rebuilding import rebuild
from integra_cms.delivery.static_export import ExportRefused, export_to, target
from integra_cms.delivery.status import status
from integra_cms.delivery.verifying import verify
from integra_cms.delivery.webhooks.outbox import forget_old_messages
from integra_cms.progress import Progress
from integra_cms.verbs import VerbCommand

SHOWN_DIFFERENCES = 50


class Command(VerbCommand):
    """One verb per thing that can be done with the catalogue; the work is in plain functions."""

    help = "Builds, checks and describes the catalogue: what the API and the lists serve."

    def add_verbs(self) -> None:
        self.add_verb("rebuild", help="Make everything anew; reading goes on meanwhile.")
        verifying = self.add_verb("verify", help="Recompute everything and compare.")
        verifying.add_argument("--json", action="store_true", help="Answer for programs.")
        telling = self.add_verb("status", help="How much there is, and what is waiting.")
        telling.add_argument("--json", action="store_true", help="Answer for programs.")
        compacting = self.add_verb("compact", help="Forget what is old: feed and messages.")
        compacting.add_argument("--keep-days", type=int, default=365, help="Default: 365.")
        exporting = self.add_verb("export", help="Write everything that is public as files.")
        exporting.add_argument("target", help="A folder, or the name of a storage.")
        exporting.add_argument("--full", action="store_true", help="Also what is there already.")

    def handle(self, *, verb: str, verbosity: int, **options: Any) -> None:
        """Does what the verb says.

        Raises:
            CommandError: The catalogue is not what it should be, or an option makes no sense.
        """
        self.progress = Progress(self.stderr if verbosity else None)
        getattr(self, f"_{verb}")(options)

    def _rebuild(self, options: dict[str, Any]) -> None:
        done = rebuild(self.progress)
        self.stdout.write(
            _("Looked at %(resources)s resources; %(changes)s changes.")
            % {"resources": done.resources, "changes": done.changes}
        )

    def _verify(self, options: dict[str, Any]) -> None:
        found = list(verify(self.progress))
        if options["json"]:
            self.stdout.write(json.dumps([vars(each) for each in found]))
        elif not found:
            self.stdout.write(_("The catalogue is what it should be."))
        if found:
            shown = "" if options["json"] else "".join(f"\n{e}" for e in found[:SHOWN_DIFFERENCES])
            raise CommandError(
                _("%(count)s differences. `manage.py deliver rebuild` mends them.")
                % {"count": len(found)}
                + shown
            )

    def _status(self, options: dict[str, Any]) -> None:
        report = status()
        if options["json"]:
            self.stdout.write(json.dumps(report.as_json()))
            return
        for line in report.lines():
            self.stdout.write(line)

    def _compact(self, options: dict[str, Any]) -> None:
        days = options["keep_days"]
        if days < 1:
            raise CommandError(
                _("--keep-days %(days)s: followers need at least one day. Give 1 or more.")
                % {"days": days}
            )
        now = timezone.now()
        removed = compact(now - timedelta(days=days))
        self.stdout.write(_("Removed %(count)s entries of the feed.") % {"count": removed})
        messages = forget_old_messages(now)
        self.stdout.write(_("Removed %(count)s messages of webhooks.") % {"count": messages})

    def _export(self, options: dict[str, Any]) -> None:
        try:
            done = export_to(
                target(options["target"]), full=options["full"], progress=self.progress
            )
        except ExportRefused as refusal:
            raise CommandError(f"{options['target']}: {refusal}") from refusal
        self.stdout.write(
            _("Wrote %(written)s files, removed %(removed)s, kept %(kept)s; feed up to %(cursor)s.")
            % {
                "written": done.written,
                "removed": done.removed,
                "kept": done.kept,
                "cursor": done.cursor,
            }
        )
        if done.missing:
            raise CommandError(
                _("%(count)s files are not in the storage of the site, so readers will not find "
                  "them: %(first)s … Restore them and export again.")
                % {"count": len(done.missing), "first": done.missing[0]}
            )  # fmt: skip
