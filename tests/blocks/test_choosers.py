"""Leaves that refer to something else."""

from __future__ import annotations

import uuid

import pytest
from wagtail.models import Locale, Page

from integra_cms.blocks.choosers import (
    AudioBlock,
    DocumentBlock,
    ImageBlock,
    PageBlock,
    VideoBlock,
)
from integra_cms.blocks.segments import extract

CHOOSERS = [PageBlock, ImageBlock, DocumentBlock, AudioBlock, VideoBlock]


@pytest.fixture(params=CHOOSERS)
def block(request):
    return request.param()


def test_a_reference_is_stored_by_primary_key(block, library):
    thing = library.for_block(block)

    assert block.get_prep_value(block.to_python(thing.pk)) == thing.pk


def test_a_page_is_its_resource_in_the_api_form(library):
    form = PageBlock().get_api_representation(library.page)

    assert form == {"resource": str(library.page.translation_key)}


def test_a_picture_is_its_uuid_and_size_in_the_api_form(library):
    form = ImageBlock().get_api_representation(library.image)

    assert form == {"media": str(library.image.uuid), "width": 80, "height": 60}


@pytest.mark.parametrize("make", [DocumentBlock, AudioBlock, VideoBlock])
def test_a_file_is_its_uuid_in_the_api_form(make, library):
    thing = library.for_block(make())

    assert make().get_api_representation(thing) == {"media": str(thing.uuid)}


def test_no_reference_is_null(block):
    assert block.get_api_representation(None) is None


def test_the_api_form_can_be_written_back(block, library):
    thing = library.for_block(block)

    assert block.to_python(block.get_api_representation(thing)) == thing


def test_the_api_form_of_something_that_is_not_there_is_none(block, db):
    assert block.to_python({block.reference_key: str(uuid.uuid4())}) is None


def test_a_resource_in_several_languages_is_its_oldest_page(library):
    root = library.page
    other = Locale.objects.create(language_code="bg")
    Page.objects.filter(depth=2).update(translation_key=root.translation_key, locale=other)

    assert PageBlock().to_python({"resource": str(root.translation_key)}) == root


def test_many_references_take_two_queries(block, library, django_assert_num_queries):
    thing = library.for_block(block)
    form = block.get_api_representation(thing)

    with django_assert_num_queries(2):
        found = block.bulk_to_python([thing.pk, None, form, form])

    assert found == [thing, None, thing, thing]


def test_no_reference_takes_no_query(block, db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert block.bulk_to_python([None, None]) == [None, None]


def test_the_api_form_takes_no_query(block, library, django_assert_num_queries):
    thing = block.to_python(library.for_block(block).pk)

    with django_assert_num_queries(0):
        block.get_api_representation(thing)


def test_nothing_of_it_reaches_translators(block, library):
    assert extract(block, library.for_block(block)) == []
