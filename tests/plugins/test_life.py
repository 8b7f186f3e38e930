"""A plugin is switched on, used, switched off, and on again: nothing is lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.plugins.life import PARAGRAPH, TIP

ROOT = Path(__file__).resolve().parents[2]
ON, OFF = "tests.settings", "tests.plugins.settings_without"


@pytest.fixture(scope="module")
def life(tmp_path_factory) -> dict[str, dict[str, Any]]:
    """What was seen while the plugin was on, off and on again."""
    folder = tmp_path_factory.mktemp("life")

    def run(step: str, settings: str) -> dict[str, Any]:
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{folder / 'life.sqlite3'}",
            "REDIS_URL": "",
            "DJANGO_SETTINGS_MODULE": settings,
        }
        command = [sys.executable, "-m", "tests.plugins.life", step, str(folder)]
        done = subprocess.run(  # noqa: S603 - our own module
            command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    return {"on": run("plant", ON), "off": run("edit", OFF), "again": run("look", ON)}


def test_switching_it_on_asks_for_no_migration_in_core(life):
    assert life["on"]["migrations"] == "No changes detected\n"
    assert life["off"]["migrations"] == "No changes detected\n"


def test_while_it_is_on_its_kind_and_blocks_are_there_for_visitors(life):
    assert "Sentinel tip." in life["on"]["method"]
    assert "Sentinel note." in life["on"]["place"]
    assert "Sentinel host" in life["on"]["place"]
    assert "Meeting place" in life["on"]["library"]


def test_while_it_is_off_visitors_see_none_of_its_blocks(life):
    assert "Known text." in life["off"]["method"]
    assert "Sentinel" not in life["off"]["method"]


def test_its_blocks_survive_editing_in_the_admin(life):
    assert life["off"]["saved"] == 302
    assert life["off"]["title"] == "Method, edited"
    paragraph, tip = life["off"]["body"]
    assert paragraph["id"] == PARAGRAPH["id"]
    assert tip == TIP


def test_a_field_it_added_to_a_block_of_core_survives_too(life):
    [step] = life["off"]["steps"]

    assert step["value"]["neighbour_hint"] == "Sentinel hint."


def test_its_blocks_survive_translation(life):
    assert life["off"]["translated"][1] == TIP


def test_its_blocks_survive_dumping(life):
    assert any("/method/" in path for path in life["off"]["dumped"])


def test_a_dump_names_the_pages_that_it_cannot_hold(life):
    assert (
        "left out: “Meeting place” (en), a page of the model neighbours.meetingplacepage"
        in life["off"]["dumping"]
    )


def test_its_pages_stay_readable_for_visitors(life):
    assert life["off"]["place_status"] == 200
    assert "Meeting place" in life["off"]["place"]
    assert "Sentinel note." in life["off"]["place"]


def test_its_pages_do_not_break_the_admin(life):
    assert life["off"]["explorer"] == 200
    assert "Sentinel note." in life["off"]["place_in_admin"]


def test_the_doctor_names_what_is_orphaned_and_the_remedy(life):
    found = life["off"]["doctor"]

    said = json.dumps(found)
    assert life["off"]["doctor_failed"]
    assert "neighbour_tip" in said
    assert "neighbour_hint" in said
    assert "neighbours" in said
    assert all(ailment["remedy"] for ailment in found)


def test_switched_on_again_everything_is_back(life):
    assert "Sentinel tip." in life["again"]["method"]
    assert life["again"]["place"] == life["on"]["place"]
    assert life["again"]["body"] == life["on"]["body"]
