"""Options that all commands have can stand before the verb and behind it."""

from __future__ import annotations

import argparse
from typing import Any

import pytest
from django.core.management import get_commands, load_command_class

from integra_cms.verbs import VerbCommand


def commands() -> dict[str, VerbCommand]:
    made = {
        name: load_command_class(app, name)
        for name, app in get_commands().items()
        if str(app).startswith(("integra_cms.", "toolkit_content"))
    }
    return {name: command for name, command in made.items() if isinstance(command, VerbCommand)}


def verbs_of(command: VerbCommand) -> dict[str, argparse.ArgumentParser]:
    parser = command.create_parser("manage.py", "command")
    return next(action.choices for action in parser._actions if action.dest == "verb")


def needed(parser: argparse.ArgumentParser) -> list[str]:
    """Something for each argument that must be given."""
    words = []
    for action in parser._actions:
        if action.required:
            words += [*action.option_strings[:1], "something"]
    return words


VERBS = [
    pytest.param(command, verb, needed(parser), id=f"{name} {verb}")
    for name, command in sorted(commands().items())
    for verb, parser in verbs_of(command).items()
]


def parsed(command: VerbCommand, *words: str) -> dict[str, Any]:
    return vars(command.create_parser("manage.py", "command").parse_args(words))


def test_all_commands_with_parsers_for_verbs_are_among_them():
    assert sorted(commands()) == ["city", "deliver", "lemmas", "pack", "toolkit"]


@pytest.mark.parametrize(("command", "verb", "words"), VERBS)
def test_options_of_all_commands_stand_on_either_side_of_the_verb(command, verb, words):
    options = ["-v0", "--no-color", "--traceback"]
    if command.requires_system_checks:
        options.append("--skip-checks")

    before = parsed(command, *options, verb, *words)
    behind = parsed(command, verb, *words, *options)

    assert before == behind
    assert (behind["verbosity"], behind["no_color"], behind["traceback"]) == (0, True, True)


@pytest.mark.parametrize(("command", "verb", "words"), VERBS)
def test_what_is_not_said_is_as_in_all_commands(command, verb, words):
    options = parsed(command, verb, *words)

    assert (options["verbosity"], options["no_color"], options["traceback"]) == (1, False, False)


def test_behind_the_verb_overrules_before_it():
    assert parsed(commands()["deliver"], "-v2", "status", "-v0")["verbosity"] == 0
