"""Documents of the whole toolkit as it is shipped."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from wagtail.models import Page, Site

from integra_cms.delivery.rendering import Rendered, render
from integra_cms.pages.documents import document_types
from integra_cms.pages.stream_types import typed

NUMBERS_OF_CONTENT = re.compile(
    r"(minutes|participants|horizon|cost_year|year|value|width|height|bytes|impact|uncertainty"
    r"|sdgs|duration|page_count|pages|reached|sample_size)(_min|_max)?"
)
"""Keys whose values are numbers that people wrote or that files have."""


@pytest.fixture(scope="module")
def documents(django_db_setup, django_db_blocker) -> Iterator[list[Rendered]]:
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("toolkit", "load", verbosity=0)
        yield render(list(Page.objects.order_by("pk").values_list("pk", flat=True)))
        transaction.set_rollback(True)


@pytest.fixture
def unblocked(documents, django_db_blocker):
    with django_db_blocker.unblock():
        yield documents


def test_every_live_page_has_one(unblocked):
    live = Page.objects.filter(live=True, depth__gt=1)

    assert {each.page_id for each in unblocked} == set(live.values_list("pk", flat=True))


def test_all_fit_the_schema_of_their_kind(unblocked):
    schemas = {name: typed(each.schema) for name, each in document_types().items()}

    for each in unblocked:
        schemas[each.kind].model_validate(json.loads(each.body)["fields"])


def test_paths_are_those_of_wagtail(unblocked):
    urls = {page.pk: page.url for page in Page.objects.filter(live=True)}

    assert {each.page_id: each.path for each in unblocked} == {
        each.page_id: urls[each.page_id] for each in unblocked
    }


def test_twice_the_same_is_the_same_to_the_byte(unblocked):
    again = render([each.page_id for each in reversed(unblocked)])

    assert list(reversed(again)) == unblocked


def test_neither_primary_keys_nor_hosts_are_in_them(unblocked):
    host = Site.objects.get().hostname

    for each in unblocked:
        for text in (each.body, each.card):
            assert "linktype" not in text
            assert "data-block-key" not in text
            assert f"//{host}" not in text
            assert list(_numbers(json.loads(text))) == []


def _numbers(value, name=""):
    """Whole numbers that nobody would have written: what else than keys could they be?"""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _numbers(each, key)
    elif isinstance(value, list):
        for each in value:
            yield from _numbers(each, name)
    elif type(value) is int and not NUMBERS_OF_CONTENT.search(name):
        yield name, value


def test_every_reference_to_a_page_is_explained_or_not_public(unblocked):
    public = {each.resource for each in unblocked}

    for each in unblocked:
        document = json.loads(each.body)
        wanted = {key for what, key in each.dependencies if what == "resource"}
        assert {str(key) for key in public} & wanted == set(document["links"])


def test_links_in_texts_are_in_links(unblocked):
    for each in unblocked:
        linked = set(re.findall(r'data-resource=\\"([^"\\]+)', each.body))
        assert linked <= set(json.loads(each.body)["links"])


def test_words_are_plain(unblocked):
    for each in unblocked:
        assert not re.search(r"</?[a-z]|&[a-z]+;|https?://", each.text), each.path
