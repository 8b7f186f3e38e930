"""``manage.py setup``: brings a checkout to the state in which the server can start."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from integra_cms.conf import integra_settings
from integra_cms.delivery.rebuilding import bring_up_to_date
from integra_cms.languages.lemma_sources import lacks_tries
from integra_cms.progress import Progress
from integra_cms.project.demo import create_demo_accounts
from integra_cms.project.site_address import adopt_site_address

if TYPE_CHECKING:
    from django.core.management.base import CommandParser


class Command(BaseCommand):
    help = "Migrates the database, loads the toolkit and, in a demonstration, creates accounts."
    # The database may not be there yet.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--demo-password",
            default=os.environ.get("INTEGRA_DEMO_PASSWORD", ""),
            help="One password for all demonstration accounts, instead of random ones.",
        )

    def handle(self, *, demo_password: str, verbosity: int, **options: Any) -> None:
        """Each step changes nothing when it was done before."""
        call_command("migrate", interactive=False, verbosity=0, stdout=self.stdout)
        adopt_site_address()
        if lacks_tries(integra_settings.LEMMAS_DIR):
            call_command("lemmas", "build", verbosity=verbosity, stdout=self.stdout)
        call_command("toolkit", "load", verbosity=verbosity, stdout=self.stdout)
        bring_up_to_date(Progress(self.stderr if verbosity else None))
        if getattr(settings, "INTEGRA_DEMO", False):
            self.show_accounts(create_demo_accounts(demo_password))

    def show_accounts(self, created: dict[str, str]) -> None:
        """Passwords are shown once: they are stored as hashes only."""
        if not created:
            return
        self.stdout.write("\nAccounts for trying it out (shown this once; sign in at /admin/):")
        width = max(map(len, created))
        for email, password in created.items():
            self.stdout.write(f"  {email:<{width}}  {password}")
        self.stdout.write("")
