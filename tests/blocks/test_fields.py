"""The stream field: no blocks in migrations, and content that survives everything."""

from __future__ import annotations

import copy
import json
import pickle

import pytest
from django.core import serializers
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.writer import MigrationWriter
from wagtail.admin.compare import StreamFieldComparison
from wagtail.models.copying import _copy

from integra_cms.blocks import StreamBlock
from integra_cms.blocks.fields import StreamField
from integra_cms.plugins import contributions
from tests.blocks.form_data import posted
from tests.blocks.models import Holder
from tests.blocks.samples import SampleStream, raw_with_unknown

FIELD = Holder._meta.get_field("body")


@pytest.fixture
def stored(holders):
    return holders.create(title="One", body=raw_with_unknown())


def touch(holder):
    for child in holder.body:
        if child.block_type == "sample":
            list(child.value["stream"])


def in_database(holder):
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM integra_blocks_holder WHERE id = %s", [holder.pk])
        (body,) = cursor.fetchone()
    return json.loads(body) if isinstance(body, str) else body


@pytest.fixture
def historical(stored):
    """The model as a migration sees it: read back from what a migration file would hold."""
    state = ModelState.from_model(Holder)
    text, imports = MigrationWriter.serialize(FIELD)
    names: dict = {}
    exec("\n".join(imports), names)  # noqa: S102 - what Django wrote
    field = eval(text, names)  # noqa: S307 - what Django wrote
    state.fields["body"] = field
    state.bases = (models.Model,)
    project = ProjectState()
    project.add_model(state)
    return project.apps.get_model("integra_blocks", "Holder")


def test_a_migration_holds_no_blocks_and_no_stream():
    field = StreamField(stream="body", blank=True, min_num=1)
    field.set_attributes_from_name("body")

    assert field.deconstruct() == (
        "body",
        "integra_cms.blocks.fields.StreamField",
        [],
        {"blank": True},
    )
    assert "stream_block" not in vars(field)


def test_blocks_of_a_named_stream_are_collected_at_first_access():
    field = StreamField(stream="steps")

    assert list(field.stream_block.child_blocks) == list(contributions.blocks("steps"))
    assert isinstance(field.stream_block, StreamBlock)


def test_options_reach_the_stream_block():
    assert StreamField(SampleStream(), blank=True, max_num=2).stream_block.meta.max_num == 2


def test_a_historical_model_reads_and_writes_raw_content(historical, stored):
    holder = historical.objects.get(pk=stored.pk)
    assert holder.body == raw_with_unknown()

    holder.title = "Two"
    holder.save()

    assert in_database(stored) == raw_with_unknown()


def test_a_historical_model_starts_with_an_empty_list(historical):
    assert historical.objects.create(title="New").body == []


def test_a_historical_model_takes_serialised_content(historical):
    holder = historical(body=json.dumps(raw_with_unknown()))

    assert holder.body == raw_with_unknown()


def test_a_historical_model_keeps_text_that_is_no_json(historical):
    assert historical(body="<p>old</p>").body == "<p>old</p>"


def test_saving_untouched_content_changes_nothing(stored, holders):
    holders.get(pk=stored.pk).save()

    assert in_database(stored) == raw_with_unknown()


def test_saving_converted_content_changes_nothing(stored, holders):
    holder = holders.get(pk=stored.pk)
    touch(holder)

    holder.save()

    assert in_database(stored) == raw_with_unknown()


def test_ids_are_stored_and_stick(holders):
    holder = holders.create(body=[{"type": "sample", "value": {"words": ["a", {"no": "id"}]}}])

    first = in_database(holder)
    holder.save()
    holders.get(pk=holder.pk).save()

    assert first == in_database(holder)
    assert first[0]["id"]
    assert [item["type"] for item in first[0]["value"]["words"]] == ["item", "item"]
    assert all(item["id"] for item in first[0]["value"]["words"])


def test_an_added_block_gets_an_id_that_sticks(stored):
    stored.body.append(("prose", "<p>More</p>"))

    assert FIELD.get_prep_value(stored.body) == FIELD.get_prep_value(stored.body)
    assert FIELD.get_prep_value(stored.body)[3]["id"]


def test_a_deep_copy_has_the_same_content(stored):
    touch(stored)

    assert FIELD.get_prep_value(copy.deepcopy(stored).body) == raw_with_unknown()


def test_a_pickled_object_has_the_same_content(stored):
    touch(stored)

    again = pickle.loads(pickle.dumps(stored))  # noqa: S301 - what we just pickled

    assert FIELD.get_prep_value(again.body) == raw_with_unknown()


def test_a_revision_brings_everything_back(stored):
    touch(stored)

    again = Holder.from_serializable_data(json.loads(json.dumps(stored.serializable_data())))

    assert FIELD.get_prep_value(again.body) == raw_with_unknown()


def test_a_copied_object_keeps_content_and_ids(stored):
    touch(stored)

    copied, _children = _copy(stored, exclude_fields=["id"])

    assert FIELD.get_prep_value(copied.body) == raw_with_unknown()


def test_dumped_data_loads_again(stored):
    dumped = serializers.serialize("json", [stored])

    (loaded,) = serializers.deserialize("json", dumped)

    assert FIELD.get_prep_value(loaded.object.body) == raw_with_unknown()


def test_the_model_form_keeps_everything(stored):
    touch(stored)
    form_field = FIELD.formfield()
    data = posted(FIELD.stream_block, stored.body)

    value = form_field.clean(form_field.widget.value_from_datadict(data, {}, "body"))

    assert FIELD.get_prep_value(value) == raw_with_unknown()
    assert not form_field.has_changed(stored.body, value)


def test_the_widget_can_be_shown(stored):
    html = FIELD.formfield().widget.render("body", stored.body)

    assert "gone_inner" in html
    assert "integra_cms.blocks.StreamBlock" in html


def test_the_scripts_of_the_form_are_asked_for():
    media = str(FIELD.formfield().widget.media)

    assert media.index("wagtailadmin/js/telepath/blocks.js") < media.index(
        "integra_cms/blocks/unknown.js"
    )


def test_two_versions_can_be_compared(stored, holders):
    other = holders.get(pk=stored.pk)
    raw = raw_with_unknown()
    raw[0]["value"]["gone_field"] = "changed"
    raw[1]["value"] = "changed too"
    other.body = raw

    comparison = StreamFieldComparison(FIELD, stored, other)

    assert comparison.has_changed()
    assert "changed too" in comparison.htmldiff()


def test_invalid_content_is_refused_when_the_object_is_cleaned():
    holder = Holder(title="x", body=[{"type": "sample", "id": "a", "value": {}}])

    with pytest.raises(ValidationError):
        FIELD.stream_block.clean(holder.body)


def test_references_of_unknown_blocks_are_none(stored):
    assert list(FIELD.extract_references(stored.body)) == []
