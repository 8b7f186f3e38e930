"""``manage.py toolkit load``: loads the toolkit that comes with this software."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError

from integra_cms.sharing.exceptions import PackError
from integra_cms.sharing.presenting import Presenter
from integra_cms.verbs import VerbCommand
from toolkit_content.fixtures_folder import ToolkitMissing, toolkit_folder


class Command(VerbCommand):
    """As ``pack load``, with the folder known."""

    help = "Loads the INTEGRA toolkit; what was edited here is kept."

    def add_verbs(self) -> None:
        loading = self.add_verb("load", help="Load it; a second time changes nothing.")
        loading.add_argument("--dry-run", action="store_true", help="Only say what would be done.")
        loading.add_argument("--json", action="store_true", help="Answer for programs.")

    def handle(self, *, dry_run: bool, json: bool, verbosity: int, **options: Any) -> None:
        """Loads it.

        Raises:
            CommandError: It cannot be loaded; the text says why and what to do.
        """
        presenter = Presenter(self.stdout, self.stderr, verbosity=verbosity, as_json=json)
        try:
            presenter.load(toolkit_folder(), dry_run=dry_run)
        except ToolkitMissing as error:
            raise CommandError(str(error)) from error
        except PackError as error:
            raise CommandError(presenter.refusal(error)) from error
