"""Commands with verbs, such as ``manage.py deliver verify``."""

from __future__ import annotations

from abc import abstractmethod
from argparse import SUPPRESS, ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandParser, DjangoHelpFormatter


class VerbCommand(BaseCommand):
    """A command of which each verb has options of its own.

    Those that every command has, such as ``--verbosity``, are taken before the verb and behind it.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._shared: dict[tuple[str, ...], dict[str, Any]] = {}

    @abstractmethod
    def add_verbs(self) -> None:
        """Declares the verbs by :meth:`add_verb`."""

    def add_verb(self, name: str, *, help: str) -> ArgumentParser:
        """A verb; what it takes is added to the parser that comes back."""
        parser: ArgumentParser = self._verbs.add_parser(
            name, help=help, description=help, formatter_class=DjangoHelpFormatter
        )
        for names, options in self._shared.items():
            # Without a default, what was said before the verb is not overruled by silence.
            parser.add_argument(*names, **{**options, "default": SUPPRESS})
        return parser

    def add_base_argument(self, parser: CommandParser, *args: str, **kwargs: Any) -> None:
        """Django says here what every command takes."""
        super().add_base_argument(parser, *args, **kwargs)
        self._shared[args] = kwargs

    def add_arguments(self, parser: CommandParser) -> None:
        """Django calls it after the options that every command has, except one."""
        if self.requires_system_checks:
            self._shared["--skip-checks",] = {"action": "store_true", "help": "Skip system checks."}
        self._verbs = parser.add_subparsers(dest="verb", required=True)
        self.add_verbs()
