from __future__ import annotations

import json
import logging

import pytest

from integra_cms.blocks.changes import remove_block, rename_block, rename_field
from integra_cms.blocks.upgrades import Upgrade, current_version
from integra_cms.pages.models import MethodPage
from integra_cms.pages.upgrading import streams_of, upgrade_content
from tests.pages.upgrades import upgrades

ID = "11111111-1111-4111-8111-111111111111"
STEP = {"type": "step", "id": ID, "value": {"title": "Invite", "hint": "Early."}}


@pytest.fixture
def hint_becomes_tip():
    with upgrades(Upgrade(current_version() + 1, "tip", rename_field("step", "hint", "tip"))):
        yield


@pytest.mark.usefixtures("hint_becomes_tip")
@pytest.mark.parametrize("stored", [json.dumps, list], ids=["as text", "as list"])
def test_streams_are_upgraded_in_the_form_in_which_they_are_stored(stored):
    upgraded = upgrade_content(MethodPage, {"steps": stored([STEP]), "title": "hint"})

    new = upgraded.content["steps"]
    assert isinstance(new, type(stored([])))
    steps = json.loads(new) if isinstance(new, str) else new
    assert steps[0]["value"] == {"title": "Invite", "tip": "Early."}
    assert upgraded.content["title"] == "hint"
    assert upgraded.changed


@pytest.mark.usefixtures("hint_becomes_tip")
def test_content_says_its_version_afterwards():
    once = upgrade_content(MethodPage, {"steps": [STEP]})

    twice = upgrade_content(MethodPage, once.content)

    assert once.content["content_version"] == current_version()
    assert twice.content == once.content
    assert not twice.changed


@pytest.mark.usefixtures("hint_becomes_tip")
def test_content_of_a_later_version_stays_as_it_is():
    content = {"steps": [STEP], "content_version": 99}

    assert upgrade_content(MethodPage, content).content == content


@pytest.mark.usefixtures("hint_becomes_tip")
@pytest.mark.parametrize(
    ("path", "new"),
    [
        (f"steps.{ID}.hint", (f"steps.{ID}.tip",)),
        (f"steps.{ID}.title", (f"steps.{ID}.title",)),
        (f"body.{ID}.hint", (f"body.{ID}.hint",)),
        ("title", ("title",)),
    ],
)
def test_paths_of_texts_move_with_them(path, new):
    upgraded = upgrade_content(MethodPage, {"steps": [STEP]})

    assert upgraded.map_path(path) == new


def test_an_upgrade_of_one_stream_leaves_others_alone():
    rename = Upgrade(current_version() + 1, "x", rename_block("step", "stage"), streams=("body",))

    with upgrades(rename):
        upgraded = upgrade_content(MethodPage, {"steps": [STEP], "body": [STEP]})

    assert upgraded.content["steps"][0]["type"] == "step"
    assert upgraded.content["body"][0]["type"] == "stage"


def test_what_is_taken_out_is_told():
    with upgrades(Upgrade(current_version() + 1, "x", remove_block("step"))):
        upgraded = upgrade_content(MethodPage, {"steps": [STEP]})

    assert [removed.path for removed in upgraded.removed] == [f"steps.{ID}"]


def test_an_old_revision_is_upgraded_when_somebody_reads_it(method, caplog):
    method.steps = [STEP]
    revision = method.save_revision()
    gone = Upgrade(current_version() + 1, "x", remove_block("step"))

    with upgrades(gone), caplog.at_level(logging.WARNING):
        page = revision.as_object()

    assert len(page.steps) == 0
    assert f"steps.{ID}" in caplog.text


def test_publishing_an_old_revision_brings_today_s_content_to_visitors(method):
    method.steps = [STEP]
    revision = method.save_revision()

    with upgrades(Upgrade(current_version() + 1, "x", rename_field("step", "hint", "tip"))):
        revision.publish()

    stored = MethodPage.objects.get(pk=method.pk).steps.raw_data[0]
    assert stored["value"]["tip"] == "Early."


def test_all_streams_of_a_page_are_known():
    names = [field.name for field in streams_of(MethodPage)]

    assert names == ["body", "files", "links", "related", "roles", "supplies", "steps"]
