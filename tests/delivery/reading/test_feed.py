"""The feed as those read it who follow."""

from __future__ import annotations

from uuid import uuid4

import pytest

from integra_cms.delivery.models import Document, PublicMedia, Register
from integra_cms.delivery.reading.details import detail
from integra_cms.delivery.reading.exceptions import FeedAhead, FeedCompacted, QuestionRefused
from integra_cms.delivery.reading.feed import changes, feed_page
from tests.delivery.reading.factories import Resource, publish, read, record

pytestmark = pytest.mark.django_db


def put(entity, key, locale="", **rest):
    return {"entity": entity, "key": str(key), "locale": locale, "action": "put", **rest}


def remove(entity, key, locale="", reason="deleted"):
    return {
        "entity": entity,
        "key": str(key),
        "locale": locale,
        "action": "remove",
        "reason": reason,
    }


def test_before_the_first_change_there_is_nothing():
    answer = changes(0)

    assert read(answer.body) == {"changes": [], "next": 0, "head": 0, "horizon": 0}


def test_changes_come_in_order_with_all_that_is_known_of_them():
    uuid = uuid4()
    record(put("edition", uuid, "bg", kind="method", digest="abc"), remove("edition", uuid, "bg"))

    answer = read(changes(0).body)

    assert answer["changes"] == [
        {
            "sequence": 1,
            "at": "2026-01-01T12:00:01Z",
            "entity": "edition",
            "key": str(uuid),
            "locale": "bg",
            "kind": "method",
            "action": "put",
            "reason": "",
            "digest": "abc",
        },
        {
            "sequence": 2,
            "at": "2026-01-01T12:00:02Z",
            "entity": "edition",
            "key": str(uuid),
            "locale": "bg",
            "kind": "",
            "action": "remove",
            "reason": "deleted",
            "digest": "",
        },
    ]
    assert (answer["next"], answer["head"], answer["horizon"]) == (2, 2, 0)


@pytest.mark.parametrize("limit", [1, 3, 100])
def test_pages_follow_one_another_without_gaps(limit):
    record(*(put("register", f"r{number}") for number in range(10)))

    met, after = [], 0
    while (page := feed_page(after, limit)).entries:
        met += [entry.sequence for entry in page.entries]
        after = page.next

    assert met == list(range(1, 11))
    assert after == page.head == 10


def test_at_the_end_one_waits_where_one_is():
    record(put("register", "menus", "bg"))

    page = feed_page(1)

    assert (list(page.entries), page.next, page.head) == ([], 1, 1)


def test_what_was_compacted_cannot_be_followed():
    record(*(put("register", "menus", "bg") for _ in range(5)), horizon=3)

    assert [entry.sequence for entry in feed_page(3).entries] == [4, 5]
    with pytest.raises(FeedCompacted, match="export") as refused:
        feed_page(2)
    assert refused.value.code == "feed_compacted"


@pytest.mark.parametrize("after", [2, 10**9, 2**63, 10**100])
def test_what_lies_ahead_cannot_be_followed(after):
    record(put("register", "menus", "bg"))

    with pytest.raises(FeedAhead, match="export"):
        feed_page(after)


def test_below_nought_everything_is_too_old():
    record(put("register", "menus", "bg"))

    with pytest.raises(FeedCompacted):
        feed_page(-1)


@pytest.mark.parametrize("limit", [0, -1, 1001, 10**100])
def test_a_page_has_a_size(limit):
    with pytest.raises(QuestionRefused) as refused:
        feed_page(0, limit)

    assert refused.value.parameter == "limit"


def test_a_full_page_says_what_things_are_now(django_assert_num_queries):
    (uuid,) = publish(Resource({"en": "Walk", "bg": "Разходка"}))
    file, gone = uuid4(), uuid4()
    PublicMedia.objects.create(media=file, type="image", body='{"alt":"x"}', digest="1")
    Register.objects.create(name="menus", locale="bg", body='{"main":[]}', digest="2")
    Register.objects.create(name="redirects", body="[]", digest="3")
    record(
        put("edition", uuid, "bg"),
        put("edition", gone, "bg"),
        put("media", file),
        put("register", "menus", "bg"),
        put("register", "redirects"),
        remove("edition", uuid, "it"),
        put("edition", uuid, "bg"),
    )

    with django_assert_num_queries(2):
        answer = read(changes(0, full=True).body)
    first, missing, image, menus, redirects, removed, again = answer["changes"]

    expected = read(detail(uuid, asked="bg").answer().body)
    assert {name: first[name] for name in ("label", "document")} == expected
    assert again["document"] == expected["document"]
    assert image["media"] == {"alt": "x"}
    assert menus["register"] == {"main": []}
    assert redirects["register"] == []
    assert not {"label", "document"} & (missing.keys() | removed.keys())


def test_a_plain_page_is_one_query(django_assert_num_queries):
    record(*(put("register", "menus", "bg") for _ in range(50)))

    with django_assert_num_queries(1):
        changes(0)


def test_a_full_page_is_shorter_and_says_where_to_go_on():
    record(*(put("register", f"r{number}") for number in range(300)))

    answer = read(changes(0, 1000, full=True).body)

    assert (len(answer["changes"]), answer["next"], answer["head"]) == (200, 200, 300)


def test_a_page_that_the_reader_has_is_not_sent_again():
    record(put("register", "menus", "bg"))

    answer = changes(0, known=[changes(0).etag])

    assert answer.not_modified
    assert answer.keys == ("feed",)


def test_an_edition_whose_resource_changed_its_label_is_shown_under_the_new_one():
    (uuid,) = publish(Resource({"en": "Walk"}))
    Document.objects.all().delete()
    publish(Resource({"en": "Walk", "bg": "Разходка"}, uuid=uuid))
    record(put("edition", uuid, "en"))

    (change,) = read(changes(0, full=True).body)["changes"]

    assert [each["locale"] for each in change["label"]["editions"]] == ["bg", "en"]
