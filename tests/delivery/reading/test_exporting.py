"""The whole catalogue as one stream."""

from __future__ import annotations

import json
import tracemalloc
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from integra_cms.delivery.models import (
    CatalogueState,
    Change,
    Document,
    Entry,
    PublicMedia,
    Register,
)
from integra_cms.delivery.reading import exporting
from integra_cms.delivery.reading.details import detail
from integra_cms.delivery.reading.exceptions import QuestionRefused
from integra_cms.delivery.reading.exporting import export
from integra_cms.delivery.reading.feed import changes
from tests.delivery.reading.factories import LONG_AGO, Resource, publish, read, record, resources

pytestmark = pytest.mark.django_db


def lines(**chosen):
    return [json.loads(line) for line in b"".join(export(**chosen)).decode().splitlines()]


def test_an_empty_catalogue_is_one_line():
    assert lines() == [{"cursor": 0, "registers": 0, "media": 0, "documents": 0}]


def test_every_edition_comes_once_as_its_detail_says(monkeypatch):
    monkeypatch.setattr(exporting, "BATCH", 7)
    monkeypatch.setattr(exporting, "LINES", 3)
    publish(*resources(20), Resource({"it": "Casa"}, source="it", kind="home", listed=False))

    first, *rest = lines()

    assert first["documents"] == len(rest) == 41
    assert {(line["key"], line["locale"]) for line in rest} == {
        (str(each.resource), each.locale) for each in Document.objects.all()
    }
    for line in rest:
        expected = read(detail(UUID(line["key"]), asked=line["locale"]).answer().body)
        assert {"label": line["label"], "document": line["document"]} == expected


def test_a_line_is_what_the_feed_says_when_something_is_put():
    (uuid,) = publish(Resource({"en": "Walk"}))
    file = uuid4()
    PublicMedia.objects.create(media=file, type="image", body='{"alt":"x"}', digest="1")
    Register.objects.create(name="redirects", body="[]", digest="2")
    document = Document.objects.get()
    record(
        {"entity": "register", "key": "redirects", "action": "put", "digest": "2"},
        {"entity": "media", "key": str(file), "action": "put", "kind": "image", "digest": "1"},
        {
            "entity": "edition",
            "key": str(uuid),
            "locale": "en",
            "kind": "method",
            "action": "put",
            "digest": document.digest,
        },
    )

    first, *rest = lines()

    told = read(changes(0, full=True).body)["changes"]
    for each in told:
        for name in ("sequence", "at", "action", "reason"):
            del each[name]
    assert first == {"cursor": 3, "registers": 1, "media": 1, "documents": 1}
    assert rest == told


@pytest.mark.parametrize(
    ("chosen", "titles"),
    [
        ({"locales": ["bg"]}, {"Б"}),
        ({"locales": ["bg", "en"]}, {"A", "Б", "C"}),
        ({"kinds": ["agenda"]}, {"C"}),
        ({"locales": ["bg"], "kinds": ["agenda"]}, set()),
    ],
)
def test_languages_and_kinds_can_be_chosen(chosen, titles):
    publish(Resource({"en": "A", "bg": "Б"}), Resource({"en": "C"}, kind="agenda"))

    first, *rest = lines(**chosen)

    assert {line["document"]["title"] for line in rest} == titles
    assert first["documents"] == len(titles)


@pytest.mark.parametrize("chosen", [{"locales": ["xx"]}, {"kinds": ["recipe"]}])
def test_what_there_is_not_is_refused_before_the_first_line(chosen):
    with pytest.raises(QuestionRefused):
        export(**chosen)


def test_the_number_is_read_before_everything_else(monkeypatch):
    monkeypatch.setattr(exporting, "BATCH", 2)
    publish(*resources(4))
    state = CatalogueState.objects.get()
    state.sequence = 7
    state.save()
    stream = export()
    cursor = json.loads(next(stream))["cursor"]

    (new,) = publish(Resource({"en": "New"}))
    Document.objects.filter(resource=new).update(sequence=8)
    Change.objects.create(
        sequence=8, at=LONG_AGO, entity="edition", key=str(new), locale="en", action="put"
    )
    state.sequence = 8
    state.save()
    rest = [json.loads(line) for line in b"".join(stream).decode().splitlines()]
    followed = read(changes(cursor, full=True).body)["changes"]

    assert cursor == 7
    assert {line["key"] for line in rest} | {change["key"] for change in followed} == {
        str(uuid) for uuid in Entry.objects.values_list("resource", flat=True)
    }
    assert [change["sequence"] for change in followed] == [8]


def test_queries_grow_with_batches_only(monkeypatch):
    monkeypatch.setattr(exporting, "BATCH", 50)
    publish(*resources(60))

    with CaptureQueriesContext(connection) as queries:
        assert len(lines()) == 121

    assert len(queries) == 1 + 1 + 1 + 3


def test_memory_does_not_grow_with_what_is_exported(monkeypatch):
    monkeypatch.setattr(exporting, "BATCH", 20)
    publish(*resources(200, body_size=5_000))

    tracemalloc.start()
    total = sum(len(chunk) for chunk in export())
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert total > 400 * 10_000
    assert peak < total / 3
