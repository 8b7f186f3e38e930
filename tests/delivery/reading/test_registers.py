"""Registers and files."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from integra_cms.delivery.models import PublicMedia, Register
from integra_cms.delivery.reading.registers import media, register

pytestmark = pytest.mark.django_db


def test_a_register_is_there_in_each_language():
    Register.objects.create(name="menus", locale="bg", body='{"bg":1}', digest="1")
    Register.objects.create(name="menus", locale="en", body='{"en":1}', digest="2")

    answer = register("menus", "bg")

    assert answer.body == b'{"bg":1}'
    assert answer.keys == ("register-menus", "l-bg")
    assert answer.locale == "bg"
    assert register("menus", "it") is None


def test_a_register_without_language_is_there_for_all():
    Register.objects.create(name="redirects", body="[]", digest="1")

    assert register("redirects").body == register("redirects", "bg").body == b"[]"
    assert register("redirects").keys == ("register-redirects",)
    assert register("redirects", "bg").locale == ""


@pytest.mark.parametrize("name", ["none", "", "\x00", "\ud800"])
def test_what_is_no_register_is_not_there(name):
    assert register(name, "bg") is None


def test_a_file_is_there_when_it_is_public():
    uuid = uuid4()
    PublicMedia.objects.create(media=uuid, type="image", body='{"alt":"x"}', digest="1")

    answer = media(uuid)

    assert answer.body == b'{"alt":"x"}'
    assert (answer.etag, answer.keys) == ("1", (f"m-{uuid}",))
    assert media(uuid4()) is None


def test_each_is_one_query_and_not_read_where_it_is_known():
    uuid = uuid4()
    PublicMedia.objects.create(media=uuid, type="image", body="{}", digest="1")
    Register.objects.create(name="redirects", body="[]", digest="2")

    with CaptureQueriesContext(connection) as queries:
        answers = [media(uuid, known=["1"]), register("redirects", known=["2"])]

    assert [answer.body for answer in answers] == [None, None]
    assert len(queries) == 2
