"""What is malformed in odd ways is refused like everything else, never a traceback."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from integra_cms.sharing.exceptions import PackRefused
from integra_cms.sharing.report import Problem
from integra_cms.sharing.staging import stage
from tests.sharing.packs import Files, block, item, small_pack, uid, write

pytestmark = pytest.mark.django_db

WALK = "data/pages/method/walk-en/en.json"
AGENDA = "data/pages/agenda/agenda-en/en.json"
SOFIA = "data/pages/city/sofia-en/en.json"
PROJECT = "data/projects/integra.json"
PACK = "data/pack.json"
MAP = f"data/media/{uid('map')}.json"

Change = Callable[[Files], None]


def problems(folder: Path) -> list[Problem]:
    with pytest.raises(PackRefused) as refused:
        stage(folder)
    return refused.value.report.problems


def field(file: str, name: str, value: Any) -> Change:
    def change(files: Files) -> None:
        files[file]["fields"][name] = value

    return change


def key(file: str, name: str, value: Any) -> Change:
    def change(files: Files) -> None:
        files[file][name] = value

    return change


def raw(file: str, name: str, literal: str) -> Change:
    """A value as it is spelled in the file, which Python would spell in another way."""

    def change(files: Files) -> None:
        files[file][name] = "HERE"
        files[file] = json.dumps(files[file]).replace('"HERE"', literal).encode()

    return change


def effect(value: Any) -> Change:
    """An issue of a block that takes one term."""

    def change(files: Files) -> None:
        scenario = files[AGENDA]["fields"]["scenarios"][0]["value"]
        scenario["effects"] = [item("e-1", {"issue": value, "text": "Rents rise."})]

    return change


def paragraph(link: str) -> Change:
    return field(WALK, "body", [block("paragraph", "p-1", f"<p><a {link}>x</a></p>")])


def picture(value: Any) -> Change:
    return field(WALK, "body", [block("picture", "pic-1", {"image": value, "alt_text": "A map."})])


def second_city(files: Files) -> None:
    form = files["data/cities/sofia.json"]
    files["data/cities/varna.json"] = form | {"code": "varna", "uuid": uid("city-varna")}


HOSTILE: dict[str, tuple[Change, str, str, str]] = {
    # what: change, code, file, place
    "block's reference": (
        picture({"media": "abc"}), "reference_malformed", WALK, "fields.body.",
    ),
    "link in a block": (
        paragraph('linktype="page" resource="abc"'), "reference_malformed", WALK, "fields.body.",
    ),
    "link in a field": (
        field(WALK, "purpose", '<p><a linktype="document" media="7">x</a></p>'),
        "reference_malformed", WALK, "fields.purpose",
    ),
    "reference of a field": (
        field(SOFIA, "lead_image", {"media": "abc"}),
        "reference_malformed", SOFIA, "fields.lead_image",
    ),
    "text instead of a reference": (
        field(SOFIA, "lead_image", "abc"), "reference_malformed", SOFIA, "fields.lead_image",
    ),
    "reference instead of a code": (
        field(WALK, "project", {"resource": uid("walk")}),
        "reference_malformed", WALK, "fields.project",
    ),
    "number instead of codes": (field(WALK, "stages", 5), "type_wrong", WALK, "fields.stages"),
    "text instead of codes": (
        field(WALK, "stages", "assess"), "type_wrong", WALK, "fields.stages",
    ),
    "number among codes": (field(WALK, "stages", [5]), "type_wrong", WALK, "fields.stages"),
    "number instead of choices": (
        field(WALK, "settings", 5), "type_wrong", WALK, "fields.settings",
    ),
    "number in a block for a term": (effect(5), "type_wrong", AGENDA, "fields.scenarios."),
    "object in a block for a term": (effect({"a": 1}), "type_wrong", AGENDA, "fields.scenarios."),
    "number of 5000 digits": (raw(PACK, "content_version", "9" * 5000), "json_broken", PACK, ""),
    "number without end": (raw(MAP, "duration", "1e999"), "json_broken", MAP, ""),
    "half a character": (raw(WALK, "title", '"A \\ud800"'), "json_broken", WALK, ""),
    "NUL": (raw(WALK, "title", '"A\\u0000"'), "json_broken", WALK, ""),
    "NUL in a key": (raw(WALK, "lineage", '{"a\\u0000": 1}'), "json_broken", WALK, ""),
    "half a character twice as key": (
        raw(WALK, "lineage", '{"\\ud800": 1, "\\ud800": 1}'), "json_broken", WALK, "",
    ),
    "deep nesting where anything may stand": (
        raw(WALK, "lineage", '{"a":' * 200 + "1" + "}" * 200), "json_broken", WALK, "",
    ),
    "decimal that fills the memory": (
        key(PROJECT, "budget_total", "1e999999999"), "form_value_error", PROJECT, "budget_total",
    ),
    "decimal of a page that fills the memory": (
        field(WALK, "staff_days", "1e999999999"), "max_digits", WALK, "fields.staff_days",
    ),
    "long name of the pack": (key(PACK, "name", "a" * 101), "form_string_too_long", PACK, "name"),
    "long keyword": (
        key(WALK, "keywords", ["a" * 101]), "form_string_too_long", WALK, "keywords[0]",
    ),
    "long tag of a file": (key(MAP, "tags", ["a" * 101]), "form_string_too_long", MAP, "tags[0]"),
    "long title": (key(WALK, "title", "a" * 256), "form_string_too_long", WALK, "title"),
    "locale that the pack does not name": (
        key(PACK, "locales", ["en"]),
        "locale_undeclared", "data/pages/method/walk-en/bg.json", "locale",
    ),
    "locale of a city that the pack does not name": (
        key(PACK, "locales", ["en"]), "locale_undeclared", "data/cities/sofia.json", "locales[0]",
    ),
    "two cities with one front page": (
        second_city, "city_shared", "data/cities/varna.json", "resource",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_it_is_refused_with_file_and_place_and_remedy(what, tmp_path):
    change, code, file, place = HOSTILE[what]
    files = small_pack()
    change(files)

    found = problems(write(tmp_path / "pack", files))

    matching = [each for each in found if (each.code, each.file) == (code, file)]
    assert matching, found
    assert matching[0].place.startswith(place)
    assert matching[0].remedy.endswith(".")
    assert all(str(each).encode() for each in found)


def test_folders_that_are_nested_without_end_are_refused(tmp_path):
    folder = write(tmp_path / "pack", small_pack())
    (folder / "data/pages" / "/".join("a" * 200)).mkdir(parents=True)

    [problem] = problems(folder)

    assert problem.code == "folders_too_deep"
    assert problem.file.startswith("data/pages/a/a/")


def test_a_name_that_is_no_text_is_refused(tmp_path):
    folder = write(tmp_path / "pack", small_pack())
    name = b"data/organisations/a\xff.json".decode("utf-8", "surrogateescape")
    try:
        (folder / name).write_bytes(b"{}")
    except OSError:
        pytest.skip("this file system has no such names")

    [problem] = problems(folder)

    assert (problem.code, problem.file) == ("name_not_text", "data/organisations/a?.json")
