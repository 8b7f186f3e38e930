from __future__ import annotations

import pytest

from integra_cms.delivery.models import Document, Entry
from integra_cms.delivery.reading.bodies import bodies
from tests.delivery.reading.factories import Resource, publish

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "body", ["{}", '{"a":"жřž\\n\\t\\\\N"}', "\t\n\\N\\.", "ж" * 200_000, "😀"]
)
def test_a_body_arrives_byte_by_byte(body):
    publish(Resource({"en": "One", "bg": "Едно"}))
    Document.objects.update(body=body)
    entries = {entry.pk: entry for entry in Entry.objects.all()}

    found = bodies(list(entries))

    assert {pk: bytes(whole.body) for pk, whole in found.items()} == {
        pk: body.encode() for pk in entries
    }
    assert {pk: (whole.label, whole.etag) for pk, whole in found.items()} == {
        pk: (entry.label, entry.etag) for pk, entry in entries.items()
    }


def test_what_went_away_is_missing(django_assert_num_queries):
    publish(Resource({"en": "One"}))
    entry = Entry.objects.order_by("pk")[0].pk

    with django_assert_num_queries(1):
        found = bodies([entry, entry + 1_000_000])

    assert list(found) == [entry]


def test_nothing_costs_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert bodies([]) == {}
