"""``manage.py pack``: loads, writes, checks and seals packs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from integra_cms.sharing.dumping import dump, left_out
from integra_cms.sharing.exceptions import PackError
from integra_cms.sharing.presenting import Presenter
from integra_cms.sharing.report import Report
from integra_cms.sharing.sealing import seal
from integra_cms.verbs import VerbCommand


class Command(VerbCommand):
    """One verb per thing that can be done with a pack; the work is in plain functions."""

    help = "Loads, writes, checks and seals packs: toolkit content as a folder."

    def add_verbs(self) -> None:
        loading = self.add_verb("load", help="Load a pack; what was edited here is kept.")
        loading.add_argument("folder", type=Path)
        loading.add_argument("--dry-run", action="store_true", help="Only say what would be done.")
        loading.add_argument("--json", action="store_true", help="Answer for programs.")
        writing = self.add_verb("dump", help="Write the content of this site as a pack.")
        writing.add_argument("folder", type=Path, help="Empty, or not there yet.")
        writing.add_argument("--name", default="", help="Of the pack; a loaded one or a new one.")
        checking = self.add_verb("check", help="Check a pack without loading it.")
        checking.add_argument("folder", type=Path)
        checking.add_argument("--json", action="store_true", help="Answer for programs.")
        sealing = self.add_verb("seal", help="Tidy a pack after editing it by hand.")
        sealing.add_argument("folder", type=Path)

    def handle(self, *, verb: str, folder: Path, verbosity: int, **options: Any) -> None:
        """Does what the verb says.

        Raises:
            CommandError: It cannot be done; the text says why and what to do.
        """
        presenter = Presenter(
            self.stdout, self.stderr, verbosity=verbosity, as_json=options.get("json", False)
        )
        try:
            if verb == "load":
                presenter.load(folder, dry_run=options["dry_run"])
            elif verb == "check":
                presenter.check(folder)
            elif verb == "dump":
                count = dump(folder, name=options["name"], progress=presenter.progress)
                for line in left_out():
                    presenter.say(f"note: {line}")
                presenter.say(f"Wrote {count} objects to {folder}.")
            else:
                report = Report()
                count = seal(folder, report=report)
                for note in report.notes:
                    presenter.say(f"note: {note}")
                presenter.say(f"Sealed {folder}; {count} files were tidied.")
        except PackError as error:
            raise CommandError(presenter.refusal(error)) from error
