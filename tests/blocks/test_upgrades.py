"""Content upgrades on stored content."""

from __future__ import annotations

from copy import deepcopy

import pytest

from integra_cms.blocks.changes import (
    Piece,
    chain,
    remove_block,
    rename_block,
    rename_field,
    split_block,
)
from integra_cms.blocks.exceptions import UpgradeError
from integra_cms.blocks.upgrades import CONTENT_VERSION, Upgrade, current_version, upgrade_stream

SECTION = {
    "type": "section",
    "id": "s1",
    "value": {
        "title": "Services",
        "items": [
            {"type": "item", "id": "i1", "value": {"statement": "Signs", "help": "Look up."}},
            {"type": "item", "id": "i2", "value": {"statement": "Desks"}},
        ],
    },
}
NOTE = {"type": "note", "id": "n1", "value": "<p>Old note.</p>"}
STEP = {"type": "step", "id": "t1", "value": {"title": "Meet", "tip": "Bring water.", "text": "A"}}


def split_tip(value):
    rest = {name: text for name, text in value.items() if name != "tip"}
    if not value.get("tip"):
        return [Piece("step", value)]
    return [Piece("step", rest), Piece("callout", {"text": value["tip"]}, {"tip": "text"})]


def test_a_nested_field_is_renamed_in_every_list_item():
    change = rename_field("section", "items.help", "hint")

    outcome = change([SECTION, NOTE])

    first, second = outcome.raw[0]["value"]["items"]
    assert first["value"] == {"statement": "Signs", "hint": "Look up."}
    assert second["value"] == {"statement": "Desks"}
    assert outcome.raw[1] == NOTE


def test_the_path_of_a_renamed_nested_field_leads_to_its_new_name():
    outcome = rename_field("section", "items.help", "hint")([SECTION])

    assert outcome.map_path("s1.items.i1.help") == ("s1.items.i1.hint",)
    assert outcome.map_path("s1.items.i1.statement") == ("s1.items.i1.statement",)


def test_paths_with_the_address_of_a_link_are_moved_too():
    outcome = rename_field("step", "text", "body")([STEP])

    assert outcome.map_path("t1.text.'https://e.org/a.b'") == ("t1.body.'https://e.org/a.b'",)


def test_a_field_in_a_stream_inside_a_block_is_found_by_the_type_of_its_block():
    columns = {
        "type": "columns",
        "id": "c1",
        "value": {"left": [{"type": "quote", "id": "q1", "value": {"words": "Hi"}}, NOTE]},
    }

    outcome = rename_field("columns", "left.quote.words", "text")([columns])

    assert outcome.raw[0]["value"]["left"][0]["value"] == {"text": "Hi"}
    assert outcome.map_path("c1.left.q1.words") == ("c1.left.q1.text",)


@pytest.mark.parametrize("path", ["nothing.help", "title.help", "items.help.more"])
def test_a_path_that_leads_nowhere_changes_nothing(path):
    assert rename_field("section", path, "hint")([SECTION]).raw == [SECTION]


def test_renaming_never_overwrites_a_field_that_is_there():
    step = {"type": "step", "id": "t1", "value": {"tip": "old", "hint": "new"}}

    outcome = rename_field("step", "tip", "hint")([step])

    assert outcome.raw == [step]


def test_a_block_is_split_and_its_first_piece_keeps_the_id():
    outcome = split_block("step", split_tip)([STEP, NOTE])

    step, callout, note = outcome.raw
    assert (step["id"], step["value"]) == ("t1", {"title": "Meet", "text": "A"})
    assert callout["type"] == "callout"
    assert callout["value"] == {"text": "Bring water."}
    assert note == NOTE
    assert outcome.map_path("t1.tip") == (f"{callout['id']}.text",)
    assert outcome.map_path("t1.title") == ("t1.title",)


def test_splitting_gives_the_same_ids_in_every_edition():
    split = split_block("step", split_tip)
    translated = {**STEP, "value": {"title": "Setkání", "tip": "Vezměte vodu.", "text": "A"}}

    assert [item["id"] for item in split([STEP]).raw] == [
        item["id"] for item in split([translated]).raw
    ]


def test_splitting_twice_changes_nothing_more():
    split = split_block("step", split_tip)

    once = split([STEP]).raw

    assert split(once).raw == once


def test_a_removed_block_is_reported_with_its_content():
    outcome = remove_block("note")([SECTION, NOTE])

    assert outcome.raw == [SECTION]
    assert [removed.raw for removed in outcome.removed] == [NOTE]
    assert outcome.map_path("n1") == ()


def test_a_renamed_block_keeps_id_and_paths():
    outcome = rename_block("note", "paragraph")([NOTE])

    assert outcome.raw == [{**NOTE, "type": "paragraph"}]
    assert outcome.map_path("n1") == ("n1",)


def test_a_chain_maps_paths_through_all_its_changes():
    change = chain(
        split_block("step", split_tip),
        rename_field("callout", "text", "words"),
        rename_field("step", "title", "heading"),
    )

    outcome = change([STEP])

    callout = outcome.raw[1]
    assert outcome.map_path("t1.tip") == (f"{callout['id']}.words",)
    assert outcome.map_path("t1.title") == ("t1.heading",)


def upgrades():
    return [
        Upgrade(2, "tips_are_callouts", split_block("step", split_tip), ("steps",)),
        Upgrade(3, "no_notes", remove_block("note")),
    ]


def test_only_upgrades_newer_than_the_content_are_applied():
    result = upgrade_stream([STEP, NOTE], "steps", 2, 3, upgrades=upgrades())

    assert result.raw == [STEP]
    assert [removed.path for removed in result.removed] == ["n1"]


def test_an_upgrade_leaves_other_streams_alone():
    result = upgrade_stream([STEP], "body", 1, 3, upgrades=upgrades())

    assert (result.raw, result.changed) == ([STEP], False)


def test_all_due_upgrades_map_a_path_together():
    result = upgrade_stream([STEP, NOTE], "steps", 1, 3, upgrades=upgrades())

    assert result.changed
    assert result.map_path("n1") == ()
    assert result.map_path("t1.tip") == (f"{result.raw[1]['id']}.text",)


def test_the_given_content_is_not_changed():
    given = [deepcopy(STEP), deepcopy(SECTION)]

    upgrade_stream(given, "steps", 1, 3, upgrades=upgrades())

    assert given == [STEP, SECTION]


def test_content_from_the_future_is_refused():
    with pytest.raises(UpgradeError, match="The content has version 9"):
        upgrade_stream([], "body", 9, 3, upgrades=upgrades())


def test_without_upgrades_content_has_the_version_of_this_release():
    assert current_version() == CONTENT_VERSION == 1
