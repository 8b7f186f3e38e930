"""``manage.py plugins list|doctor``: what is installed, and what ails it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError

from integra_cms.plugins.survey import ailments, entries

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    help = "Shows the plugins (list) or what is wrong with them and with their data (doctor)."
    # The doctor must be able to work when the checks of the contract fail.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("action", choices=["list", "doctor"])
        parser.add_argument("--json", action="store_true", help="Answer as JSON.")

    def handle(self, *, action: str, json: bool, **options: Any) -> None:
        if action == "list":
            self.show_list(as_json=json)
        else:
            self.show_ailments(as_json=json)

    def show_list(self, *, as_json: bool) -> None:
        """Every installed plugin, and whether it is switched on."""
        found = entries()
        if as_json:
            self.stdout.write(json.dumps([entry.as_dict() for entry in found], indent=2))
            return
        for entry in found:
            if entry.switched_on:
                self.stdout.write(f"{entry.name} (contract {entry.contract})")
                for point, names in entry.contributes.items():
                    self.stdout.write(f"  {point}: {', '.join(names)}")
            else:
                self.stdout.write(
                    f"{entry.name} (installed with {entry.distribution}, switched off: "
                    f"add it to INSTALLED_APPS)"
                )

    def show_ailments(self, *, as_json: bool) -> None:
        """What is wrong and what to do.

        Raises:
            CommandError: Something is wrong; it has been said on standard output.
        """
        found = list(ailments())
        if as_json:
            self.stdout.write(
                json.dumps(
                    [
                        {
                            "code": ailment.code,
                            "what": ailment.what,
                            "where": list(ailment.where),
                            "remedy": ailment.remedy,
                        }
                        for ailment in found
                    ],
                    indent=2,
                )
            )
        else:
            for ailment in found:
                self.stdout.write(f"{ailment.code}: {ailment.what}")
                for place in ailment.where:
                    self.stdout.write(f"  in {place}")
                self.stdout.write(f"  Remedy: {ailment.remedy}")
        if found:
            raise CommandError(f"{len(found)} finding(s).")
        if not as_json:
            self.stdout.write("Nothing is wrong.")
