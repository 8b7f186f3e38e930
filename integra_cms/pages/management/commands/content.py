"""``manage.py content upgrade``: brings stored content up to the version of the software."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from integra_cms.pages.content import UpgradeReport, upgrade_stored_content


class Command(BaseCommand):
    help = "Upgrades stored content: live pages, revisions and what belongs to translations."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One verb, so that others can follow."""
        parser.add_argument("verb", choices=["upgrade"])
        parser.add_argument("--dry-run", action="store_true", help="Look, change nothing.")
        parser.add_argument(
            "--json", action="store_true", dest="as_json", help="Report for programs."
        )

    def handle(self, *, verbosity: int, dry_run: bool, as_json: bool, **options: Any) -> None:
        """Runs the upgrade; it can be stopped and started again at any time."""
        report = upgrade_stored_content(dry_run=dry_run, progress=self._tell if verbosity else None)
        if as_json:
            self.stdout.write(json.dumps(report.as_dict()))
        else:
            self._summarise(report, dry_run=dry_run)

    def _summarise(self, report: UpgradeReport, *, dry_run: bool) -> None:
        for place in report.removed:
            self.stdout.write(f"Taken out: page {place}")
        did = "Would upgrade" if dry_run else "Upgraded"
        self.stdout.write(
            f"{did} to version {report.version}: {report.resources} resources, of which "
            f"{report.pages} live pages changed, {report.revisions} revisions, "
            f"{report.paths} paths of translations."
        )

    def _tell(self, done: int, total: int) -> None:
        """Over itself on a terminal, every 10 % elsewhere."""
        if self.stderr.isatty():
            self.stderr.write(f"\r{done}/{total}", ending="\n" if done == total else "")
        elif done * 10 // total > (done - 1) * 10 // total:
            self.stderr.write(f"{done}/{total}")
