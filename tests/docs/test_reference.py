"""The reference names everything there is, and nothing that is not."""

from __future__ import annotations

import argparse
import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.core.management import get_commands, load_command_class

from integra_cms.api.api import api
from integra_cms.api.problems import CODES
from integra_cms.conf import DEFAULTS
from integra_cms.delivery.media.presets import PRESETS
from integra_cms.media.cleaning import errors
from integra_cms.media.licences import LICENCES
from integra_cms.plugins import contributions
from integra_cms.plugins.points import POINTS
from integra_cms.sections.roles import Role
from integra_cms.sharing.plan import Reason, Step
from tests.docs.documents import EVERYTHING, PAGES, ROOT, Document, coded, first_cells, page

SOURCES = [
    path
    for package in ("integra_cms", "toolkit_content")
    for path in sorted((ROOT / package).rglob("*.py"))
]
OURS = ("integra_cms.", "toolkit_content")
STANDARD_OPTIONS = {
    option for action in argparse.ArgumentParser()._actions for option in action.option_strings
}


def found_in_sources(pattern: str) -> set[str]:
    return {match for path in SOURCES for match in re.findall(pattern, path.read_text("utf-8"))}


def all_named(pattern: str) -> dict[str, str]:
    """What matches in the documentation → the first file it is in."""
    named: dict[str, str] = {}
    for document in EVERYTHING:
        for match in re.findall(pattern, document.text):
            named.setdefault(match, str(document))
    return named


# ------------------------------------------------------------------ settings


def test_every_setting_is_described_and_no_other():
    described = coded(first_cells(page("reference/settings.md").section("INTEGRA")))

    assert described == list(DEFAULTS)


def test_no_page_names_a_setting_that_does_not_exist():
    named = all_named(r"""INTEGRA\[["'](\w+)["']\]""")

    assert named.keys() <= DEFAULTS.keys()


def test_every_environment_variable_is_described_and_no_other():
    read = found_in_sources(r"""\benv\.\w+\(\s*"([A-Z_]+)\"""") | found_in_sources(
        r"""\bos\.environ\.get\("([A-Z_]+)\""""
    )

    described = coded(first_cells(page("reference/settings.md").section("Environment variables")))

    assert sorted(described) == sorted(read)


# ------------------------------------------------------------------ the contract


def test_every_extension_point_is_described_and_no_other():
    described = coded(first_cells(page("concept/plugins.md").section("The contract")))

    assert described == list(POINTS)


# ------------------------------------------------------------------ commands

COMMANDS = sorted(name for name, app in get_commands().items() if str(app).startswith(OURS))


def parser_of(command: str) -> argparse.ArgumentParser:
    return load_command_class(get_commands()[command], command).create_parser("manage.py", command)


def verbs_of(command: str) -> dict[str, argparse.ArgumentParser | None]:
    """Verb → its own parser, if it has one."""
    for action in parser_of(command)._actions:
        if isinstance(action.choices, dict):
            return dict(action.choices)
        if action.choices and not action.option_strings and action.dest in ("verb", "action"):
            return dict.fromkeys(action.choices)
    return {}


def arguments_of(command: str) -> set[str]:
    """Options and arguments that are this command's own."""
    standard = {
        option
        for action in parser_of("sync_locale_trees")._actions
        for option in action.option_strings
    }
    parsers = [parser_of(command), *filter(None, verbs_of(command).values())]
    return {
        action.option_strings[-1] if action.option_strings else action.dest
        for parser in parsers
        for action in parser._actions
        if not set(action.option_strings) & (standard | STANDARD_OPTIONS)
        and (action.option_strings or not action.choices)
    }


def test_every_command_is_described_and_no_other():
    described = re.findall(r"^## (\w+)$", page("reference/commands.md").text, re.MULTILINE)

    assert described == COMMANDS


@pytest.mark.parametrize("command", COMMANDS)
def test_every_verb_and_option_is_described_and_no_other(command):
    section = page("reference/commands.md").section(command)
    described = coded(first_cells(section))
    words = {word for text in described for word in text.split()}

    assert arguments_of(command) <= words
    assert all(f"{command} {verb}" in section for verb in verbs_of(command))
    assert {word for word in words if word.startswith("--")} <= arguments_of(command)


def lines_with_commands() -> Iterator[tuple[Document, str, list[str]]]:
    for document in EVERYTHING:
        for line in re.findall(r"(?:manage\.py|django-admin) ([^\n`#|&]+)", document.text):
            command, *words = line.split()
            yield document, command, words


def test_no_page_calls_a_command_or_option_that_does_not_exist():
    known = get_commands()
    wrong = []
    for document, command, words in lines_with_commands():
        if command not in known:
            wrong.append(f"{document}: {command}")
        elif command in COMMANDS:
            verbs = set(verbs_of(command))
            named = set(words[0].split("|")) if words and re.match(r"[a-z]", words[0]) else set()
            options = {word for word in words if re.match(r"--[a-z]", word)}
            if verbs and not named <= verbs:
                wrong.append(f"{document}: {command} {words[0]}")
            wrong += [
                f"{document}: {command} {option}" for option in options - arguments_of(command)
            ]

    assert not wrong


def test_every_finding_of_the_doctor_is_described():
    yielded = {
        code
        for path in SOURCES
        if path.name == "examinations.py"
        for code in re.findall(r'Ailment\(\s*code="(\w+)"', path.read_text("utf-8"))
    }

    described = coded(
        first_cells(page("reference/commands.md").section("plugins").partition("| Code |")[2])
    )

    assert sorted(described) == sorted(yielded)


# ------------------------------------------------------------------ checks


def test_every_check_is_described_and_no_other():
    described = coded(first_cells(page("reference/checks.md").text))

    assert sorted(described) == sorted(found_in_sources(r'"(integra\.[EW]\d{3})"'))


def test_no_two_checks_have_the_same_number():
    """Errors and warnings are numbered together, within each hundred of a package or two."""
    numbers = [
        number
        for path in SOURCES
        for number in re.findall(r'"integra\.[EW](\d{3})"', path.read_text("utf-8"))
    ]

    assert numbers
    assert sorted(numbers) == sorted(set(numbers))


def test_no_page_names_a_check_that_does_not_exist():
    named = all_named(r"\b([EW]\d{3})\b")

    known = {name.removeprefix("integra.") for name in found_in_sources(r"integra\.[EW]\d{3}")}

    assert {name: file for name, file in named.items() if name not in known} == {}


# ------------------------------------------------------------------ tables of other pages


def test_every_role_is_described_in_its_order():
    rows = page("concept/sections.md").section("Memberships").splitlines()
    values = [line.split("|")[2].strip(" `") for line in rows if line.startswith("|")][2:]

    assert values == [role.value for role in Role]


def test_every_licence_is_described_in_its_order():
    described = coded(first_cells(page("concept/media.md").section("Licences")))

    assert described == list(LICENCES)


def test_every_reason_to_refuse_a_file_is_described():
    codes = {
        error.code
        for _name, error in inspect.getmembers(errors, inspect.isclass)
        if issubclass(error, errors.CleaningError) and error is not errors.CleaningError
    }

    described = coded(first_cells(page("concept/media.md").section("What is refused")))

    assert sorted(described) == sorted(codes)


def test_every_step_and_reason_of_a_plan_is_described():
    described = coded(first_cells(page("concept/packs.md").section("The plan")))

    assert described == [step.value for step in Step] + [reason.value for reason in Reason][1:]


def rows_of(text: str) -> list[list[str]]:
    """The cells of the rows of a table, without its head."""
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]


def test_every_preset_of_pictures_is_described_as_it_is():
    sizes = {
        preset.name: f"{preset.width} × {preset.height}"
        if preset.height
        else f"{preset.width} wide"
        for preset in PRESETS.values()
    }
    formats = {
        preset.name: ", ".join(form.extension for form in preset.formats)
        for preset in PRESETS.values()
    }

    described = rows_of(page("reference/api.md").section("Files and renditions"))

    assert described == [[f"`{name}`", sizes[name], formats[name]] for name in PRESETS]


def test_every_facet_of_core_is_described_with_its_kinds_and_its_vocabulary():
    kinds = [
        each for each in contributions.kinds.values() if each.model.startswith("integra_pages")
    ]
    names, vocabularies = [], []
    for name in dict.fromkeys(name for kind in kinds for name in kind.facets):
        owners = [kind for kind in kinds if name in kind.facets]
        named = "all" if owners == kinds else ", ".join(f"`{kind.name}`" for kind in owners)
        field = apps.get_model(owners[0].model)._meta.get_field(name)
        names.append([f"`{name}`", named])
        if vocabulary := getattr(field, "vocabulary", None):
            vocabularies.append(f"`{vocabulary}`")

    described = rows_of(page("reference/api.md").section("Facets"))

    assert [row[:2] for row in described] == names
    assert [row[2] for row in described if row[2].startswith("`")] == vocabularies


def test_every_error_of_the_api_is_described_with_its_status():
    described = rows_of(page("reference/api.md").section("Errors"))

    assert [row[:2] for row in described] == [[f"`{c}`", str(s)] for c, s in CODES.items()]


def test_every_address_of_the_api_is_described_and_no_other():
    paths = api().get_openapi_schema(path_prefix="/")["paths"]
    described = coded(first_cells(page("reference/api.md").section("Addresses")))

    assert {name for name in described if not name.startswith("x/")} == {
        path.strip("/") for path in paths
    }


def test_every_app_label_is_described():
    labels = {config.label for config in apps.get_app_configs() if config.name.startswith(OURS)}

    table = page("concept/architecture.md").section("Packages and layers")

    assert {label for label in labels if f"`{label}`" not in table} == set()


# ------------------------------------------------------------------ names of code


def exists(dotted: str) -> bool:
    """Whether a dotted path leads to a module or to something in one."""
    module, names = ROOT, dotted.split(".")
    while names and is_module(module / names[0]):
        module /= names.pop(0)
    if not names:  # settings, for one, are better not imported
        return True
    found = import_module(".".join(module.relative_to(ROOT).parts))
    for name in names:
        if not hasattr(found, name):
            return False
        found = getattr(found, name)
    return True


def is_module(path: Path) -> bool:
    return path.with_suffix(".py").is_file() or (path / "__init__.py").is_file()


def is_there(path: str) -> bool:
    """Whether there is such a file: in the repository, or a template or static file."""
    within = ("", "integra_cms/*/templates/", "integra_cms/*/static/")
    return any(any(ROOT.glob(f"{folder}{path.rstrip('/')}")) for folder in within)


@pytest.mark.parametrize("document", PAGES, ids=str)
def test_names_of_code_lead_somewhere(document):
    names = set(re.findall(r"\b((?:integra_cms|toolkit_content)(?:\.\w+)+)", document.text))
    paths = set(
        re.findall(
            r"`((?:integra_cms|toolkit_content|tests|fixtures|docs)/[\w./-]*)`", document.text
        )
    )

    assert {name for name in names if not exists(name)} == set()
    assert {path for path in paths if not is_there(path)} == set()
