"""Examples in the documentation are true: they compile, load, and equal what is tested."""

from __future__ import annotations

import ast
import json

import pytest
from ninja import Router
from pydantic import TypeAdapter

from integra_cms.blocks.upgrades import Upgrade, upgrade_stream
from integra_cms.plugins import ApiRouter, Task
from integra_cms.sharing import formats
from tests.docs.documents import PAGES, ROOT, CodeBlock, page

NEIGHBOURS = ROOT / "tests/plugins/neighbours"
PYTHON = [
    pytest.param(block, id=f"{document}-{number}")
    for document in PAGES
    for number, block in enumerate(document.code_blocks)
    if block.info == "python"
]
FORMS = {
    "pack": formats.PackForm,
    "vocabulary": formats.VocabularyForm,
    "organisation": formats.OrganisationForm,
    "network": formats.NetworkForm,
    "project": formats.ProjectForm,
    "city": formats.CityForm,
    "media": formats.MediaForm,
    "page": formats.PageForm,
}
SAMPLES = [
    block for block in page("how-to/write-a-plugin.md").code_blocks if block.info == "python"
]
PACK_FILES = [block for block in page("concept/packs.md").code_blocks if block.info[:4] == "json"]


def imported(tree: ast.Module) -> set[tuple[str | None, str]]:
    """Module and name of everything that is imported."""
    return {
        (statement.module, alias.name)
        for statement in tree.body
        if isinstance(statement, ast.ImportFrom)
        for alias in statement.names
    }


def statements(tree: ast.Module) -> list[str]:
    """Everything but the imports and the docstring of the module."""
    return [
        ast.unparse(statement)
        for statement in tree.body
        if not isinstance(statement, ast.ImportFrom | ast.Expr)
    ]


@pytest.mark.parametrize("block", PYTHON)
def test_python_examples_compile(block: CodeBlock):
    compile(block.code, "<example>", "exec")


@pytest.mark.parametrize("block", SAMPLES, ids=lambda block: block.code.splitlines()[0])
def test_the_sample_plugin_is_the_one_that_is_tested(block: CodeBlock):
    name = block.code.splitlines()[0].removeprefix("# neighbours/")
    source = (
        (NEIGHBOURS / name).read_text("utf-8").replace("tests.plugins.neighbours", "neighbours")
    )

    shown, tested = ast.parse(block.code), ast.parse(source)

    assert imported(shown) <= imported(tested)
    assert [each for each in statements(shown) if each not in statements(tested)] == []


def test_config_declarations_and_models_of_the_sample_plugin_are_shown_whole():
    shown = {block.code.splitlines()[0]: statements(ast.parse(block.code)) for block in SAMPLES}

    for name in ("apps.py", "declared.py", "models.py"):
        source = (NEIGHBOURS / name).read_text("utf-8")
        tested = ast.parse(source.replace("tests.plugins.neighbours", "neighbours"))
        assert shown[f"# neighbours/{name}"] == statements(tested)


@pytest.mark.django_db
def test_the_examples_of_addresses_and_tasks_are_what_the_contract_expects():
    blocks = page("how-to/write-a-plugin.md").code_blocks
    names: dict[str, object] = {}
    for info in ("python addresses", "python task"):
        (code,) = [block.code for block in blocks if block.info == info]
        exec(code, names)  # noqa: S102 - it is our own documentation
    addresses, task = names["NEIGHBOURS"], names["FORGET_SESSIONS"]

    assert isinstance(addresses, ApiRouter)
    assert isinstance(addresses.router, Router)
    assert list(addresses.router.path_operations) == ["hours"]
    assert isinstance(task, Task)
    assert not task.run()


@pytest.mark.parametrize("block", PACK_FILES, ids=lambda block: block.info)
def test_files_of_packs_are_in_their_form(block: CodeBlock):
    form = FORMS[block.info.removeprefix("json ")]

    read = form.model_validate(json.loads(block.code), context={"aliases": set()})

    assert read.as_json() == json.loads(block.code)


def test_every_file_of_a_pack_has_an_example():
    shown = [block.info.removeprefix("json ") for block in PACK_FILES]

    assert shown == list(FORMS)


def test_the_example_of_an_upgrade_does_what_the_page_says():
    blocks = page("concept/blocks.md").code_blocks
    (code,) = [block.code for block in blocks if block.info == "python"]
    before, after = [json.loads(block.code) for block in blocks if block.info == "json"]
    names: dict[str, object] = {}
    exec(code, names)  # noqa: S102 - it is our own documentation
    upgrade = TypeAdapter(Upgrade).validate_python(names["NOTE_IS_REMARK"])

    upgraded = upgrade_stream(
        before, "opening_times", upgrade.version - 1, upgrade.version, upgrades=[upgrade]
    )

    own = before[0]["id"]
    assert upgraded.raw == after
    assert upgraded.map_path(f"{own}.note") == (f"{own}.remark",)
