"""``manage.py worker``: does what plugins want done regularly."""

from __future__ import annotations

import signal
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from integra_cms.plugins import contributions
from integra_cms.plugins.working import Worker


class Command(BaseCommand):
    """Ends on SIGTERM or Ctrl-C, after the task it is at."""

    help = "Publishes on schedule, keeps the catalogue up to date, makes pictures, sends messages."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--once", action="store_true", help="Run what is due, then end.")

    def handle(self, *, once: bool, verbosity: int, **options: Any) -> None:
        """Runs until it is told to stop."""
        worker = Worker(list(contributions.tasks.values()))

        def stop(number: int, frame: object) -> None:
            worker.stopping = True

        before = {number: signal.signal(number, stop) for number in (signal.SIGTERM, signal.SIGINT)}
        if verbosity:
            for task in worker.tasks:
                every = _("every %(seconds)s s") % {"seconds": task.every}
                self.stdout.write(f"{task.name}: {task.label} ({every})")
        try:
            if once:
                while worker.run_due():
                    pass
            else:
                worker.run()
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
