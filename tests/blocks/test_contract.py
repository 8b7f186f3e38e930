"""What every registered block must be able to do, whoever contributes it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.template.loader import get_template, render_to_string
from pydantic import BaseModel
from wagtail import blocks
from wagtail.admin.icons import get_icons
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.strings import StringValue

from integra_cms.blocks import StreamBlock
from integra_cms.blocks.checks import block_errors, container_errors
from integra_cms.blocks.codes import (
    CodeBlock,
    LanguageBlock,
    PartialDateBlock,
    YearBlock,
)
from integra_cms.blocks.segments import FormattedText, PlainText
from integra_cms.blocks.terms import TermBlock, TermsBlock
from integra_cms.blocks.walk import leaves
from integra_cms.plugins import contributions
from tests.blocks.expectations import ONE_OF, REQUIRED, TRANSLATED
from tests.blocks.form_data import posted
from tests.blocks.library import with_references

REGISTERED = {
    name: block
    for stream in contributions.streams
    for name, block in contributions.blocks(stream).items()
}


@pytest.fixture(params=sorted(REGISTERED))
def block(request):
    block = REGISTERED[request.param]()
    block.set_name(request.param)
    return block


@pytest.fixture
def value(block, library):
    return with_references(block, block.get_preview_value(), library)


def as_json(data):
    return json.loads(json.dumps(data, cls=DjangoJSONEncoder))


def all_blocks(block) -> Iterator[blocks.Block]:
    yield block
    for child in getattr(block, "child_blocks", {}).values():
        yield from all_blocks(child)
    if isinstance(block, blocks.ListBlock):
        yield from all_blocks(block.child_block)


def test_it_has_all_that_editors_and_the_api_need(block):
    assert list(block_errors(block, block.name)) == []
    assert list(container_errors(block, block.name)) == []


def test_its_icon_exists(block):
    icons = get_icons()

    for one in all_blocks(block):
        assert f'id="icon-{one.meta.icon}"' in icons, one


def test_every_struct_in_it_has_label_description_and_schema(block):
    for one in all_blocks(block):
        if isinstance(one, blocks.StructBlock):
            assert one.meta.label, one
            assert one.meta.description, one
            assert issubclass(one.schema, BaseModel)


def test_every_field_has_a_label_for_people(block):
    for one in all_blocks(block):
        if isinstance(one, blocks.StructBlock):
            for child in one.child_blocks.values():
                assert child.meta.label, child


def test_help_texts_are_sentences(block):
    texts = [
        str(text)
        for one in all_blocks(block)
        for text in (getattr(getattr(one, "field", None), "help_text", ""), one.get_description())
        if text
    ]

    assert [text for text in texts if not text.endswith(".")] == []


def test_it_has_a_template_of_its_own(block):
    for one in all_blocks(block):
        if isinstance(one, blocks.StructBlock):
            get_template(one.meta.template)


def test_its_preview_shows_without_any_database(block):
    value = block.get_preview_value()

    html = render_to_string(
        block.get_preview_template(value),
        {"block_def": block, "bound_block": block.bind(value), "page_title": "Preview"},
    )

    assert block.is_previewable
    assert f"integra-{block.name.replace('_', '-')}" in html


def test_what_its_preview_shows_is_valid(block, value):
    block.clean(value)


def test_it_renders_with_all_references(block, value):
    assert "integra-" in block.render(value, {"page": None})


def test_its_api_form_fits_its_schema(block, value):
    form = block.get_api_representation(value)

    block.schema.model_validate(as_json(form))
    block.schema.model_validate(as_json(block.get_api_representation(block.get_preview_value())))


def test_its_schema_names_every_part_of_the_api_form(block, value):
    form = as_json(block.get_api_representation(value))

    again = json.loads(block.schema.model_validate(form).model_dump_json())

    assert again == form


def test_its_schema_takes_nothing_else(block, value):
    form = as_json(block.get_api_representation(value))
    if isinstance(form, dict):
        form["something_else"] = 1
    else:
        form = {"something_else": 1}

    with pytest.raises(ValueError, match="validation error"):
        block.schema.model_validate(form)


def test_its_api_form_can_be_written_back(block, value):
    form = as_json(block.get_api_representation(value))

    again = block.to_python(form)

    assert without_ids(as_json(block.get_api_representation(again))) == without_ids(form)


def without_ids(form):
    if isinstance(form, list):
        return [without_ids(one) for one in form]
    if isinstance(form, dict):
        return {name: without_ids(one) for name, one in form.items() if name != "id"}
    return form


def test_what_is_stored_is_read_as_it_was(block, value):
    stored = as_json(block.get_prep_value(value))

    assert as_json(block.get_prep_value(block.to_python(stored))) == stored
    assert as_json(block.get_prep_value(block.bulk_to_python([stored])[0])) == stored


def test_the_form_changes_nothing(block, value):
    stream = StreamBlock([(block.name, block)])
    stored = as_json([{"type": block.name, "id": "b", "value": block.get_prep_value(value)}])
    shown = stream.to_python(stored)

    returned = stream.clean(stream.value_from_datadict(posted(stream, shown), {}, "body"))

    assert keyless(as_json(stream.get_prep_value(returned))) == keyless(stored)


def keyless(raw):
    """Without the keys that the rich text editor gives to paragraphs."""
    return json.loads(re.sub(r' data-block-key=\\"\w+\\"', "", json.dumps(raw)))


def sample_of(leaf, path):
    """A stored value that shows where it came from."""
    if isinstance(leaf, FormattedText):
        return f"<p>words of “{path}”</p>"
    if isinstance(leaf, PlainText):
        return f"words of “{path}”"
    return None


def filled(block, path=""):
    """Stored content with every text there can be, one item in each list, nothing else."""
    if isinstance(block, blocks.StructBlock):
        return {
            name: filled(child, f"{path}.{name}" if path else name)
            for name, child in block.child_blocks.items()
        }
    if isinstance(block, blocks.ListBlock):
        return [{"type": "item", "id": "item", "value": filled(block.child_block, path)}]
    return sample_of(block, path)


def test_translators_see_every_text_and_nothing_else(block):
    raw = filled(block)
    value = block.to_python(raw)

    found = {
        segment.path.replace(".item", ""): segment.render_text()
        for segment in block.get_translatable_segments(value)
        if isinstance(segment, StringSegmentValue)
    }

    assert found == {path: f"words of “{path}”" for path in found}
    assert set(found) == TRANSLATED.get(block.name, set(found))


def test_translations_come_back_to_their_places(block):
    value = block.to_python(filled(block))
    segments = [
        StringSegmentValue(one.path, StringValue(f"{one.string.data}, translated"), attrs=one.attrs)
        if isinstance(one, StringSegmentValue)
        else one
        for one in block.get_translatable_segments(value)
    ]

    restored = block.restore_translated_segments(value, segments)

    for path, leaf, raw in leaves(block.get_prep_value(restored), block):
        if isinstance(leaf, FormattedText):
            assert raw.endswith("”, translated</p>"), path
        elif isinstance(leaf, PlainText):
            assert raw.endswith("”, translated"), path


def test_the_promises_of_every_block_of_the_toolkit_are_written_down():
    own = {
        name
        for blocks_of_stream in apps.get_app_config("integra_blocks").blocks.values()
        for name in blocks_of_stream
    }

    assert own == set(TRANSLATED) == set(REQUIRED)


def test_what_is_required_is_refused_when_it_is_empty(block, value):
    for name in REQUIRED.get(block.name, ()):
        emptied = block.to_python(block.get_prep_value(value))
        emptied[name] = block.child_blocks[name].normalize(None)

        with pytest.raises(ValidationError) as refused:
            block.clean(emptied)

        assert name in refused.value.block_errors


def test_what_is_not_required_may_be_empty(block, value):
    needed = REQUIRED.get(block.name, set()) | ONE_OF.get(block.name, set())
    for name, child in getattr(block, "child_blocks", {}).items():
        if block.name in REQUIRED and name not in needed:
            emptied = block.to_python(block.get_prep_value(value))
            emptied[name] = child.normalize(None)

            block.clean(emptied)


def test_a_draft_may_be_empty(block):
    stream = StreamBlock([(block.name, block)], required=False)

    stream.clean_deferred(
        stream.to_python([{"type": block.name, "value": filled_with_none(block)}])
    )


def filled_with_none(block):
    return {} if isinstance(block, blocks.StructBlock) else ""


def test_codes_languages_terms_and_dates_are_never_text():
    for kind in (CodeBlock, LanguageBlock, PartialDateBlock, YearBlock, TermBlock, TermsBlock):
        assert not issubclass(kind, (PlainText, FormattedText))
