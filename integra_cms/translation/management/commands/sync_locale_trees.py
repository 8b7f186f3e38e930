"""Replaces wagtail-localize's command of this name."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    """Refuses: it would fill other languages with alias pages."""

    help = "Closed: pages in the wrong language would appear under other languages."

    def handle(self, *args: Any, **options: Any) -> None:
        """Says what to do instead.

        Raises:
            CommandError: Always.
        """
        raise CommandError(
            "sync_locale_trees is closed on this site: it would fill other languages with alias "
            "pages. Open a city in another locale, or translate the pages."
        )
