"""Lists: what they hold, in which order, and what they cost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from integra_cms.delivery.models import Document, Entry
from integra_cms.delivery.reading.details import detail
from integra_cms.delivery.reading.exceptions import CursorError
from integra_cms.delivery.reading.lists import latest, list_answer, listing
from integra_cms.delivery.reading.questions import SORTS, ListQuestion
from tests.delivery.reading.factories import LONG_AGO, Resource, publish, read, resources

pytestmark = pytest.mark.django_db


def pages(**question):
    """All hits of a list, page after page."""
    cursor = None
    while True:
        found = listing(ListQuestion(**question, cursor=cursor))
        yield found.hits
        cursor = found.next_cursor
        if cursor is None:
            return


def titles(**question):
    return [read(hit.content.encode())["title"] for hit in listing(ListQuestion(**question)).hits]


def test_a_list_of_cards_is_what_is_stored():
    publish(Resource({"en": "Aims"}), Resource({"en": "Baths"}))

    answer = list_answer(ListQuestion(asked="en")).answer()

    one, two = Entry.objects.filter(scope="default.en").order_by("title_key")
    assert answer.body.decode() == (
        f'{{"items":[{{"label":{one.label},"card":{one.document.card}}},'
        f'{{"label":{two.label},"card":{two.document.card}}}],"next":null}}'
    )
    assert answer.keys == ("list", "l-en")


def test_a_list_of_documents_says_what_details_say():
    uuids = publish(*resources(3))

    items = read(list_answer(ListQuestion(asked="bg", view="full")).answer().body)["items"]

    assert items == [read(detail(uuid, asked="bg").answer().body) for uuid in uuids]


def test_hits_for_python():
    (uuid,) = publish(Resource({"en": "Walk"}, kind="checklist"))

    (hit,) = listing(ListQuestion(asked="cs")).hits

    assert (hit.resource, hit.kind, hit.served, hit.foreign) == (uuid, "checklist", "en", True)
    assert hit.excerpt is None
    assert hit.etag == detail(uuid, asked="cs").answer().etag


@pytest.mark.parametrize("number", [5, 200])
@pytest.mark.parametrize("limit", [3, 100])
@pytest.mark.parametrize(
    ("question", "queries"),
    [
        ({}, 1),
        ({"with_total": True}, 1),
        ({"with_facets": True}, 2),
        ({"view": "full"}, 2),
        ({"view": "full", "with_total": True}, 2),
        ({"view": "full", "with_total": True, "with_facets": True}, 3),
        ({"q": "method"}, 1),
        ({"q": "method", "sort": "title", "with_total": True}, 1),
        ({"q": "method", "view": "full"}, 2),
        ({"q": "method", "view": "full", "with_total": True, "with_facets": True}, 3),
    ],
)
def test_queries_do_not_grow(number, limit, question, queries, django_assert_num_queries):
    publish(*resources(number, facets=[("stages", "assess")]), indexed=True)

    with django_assert_num_queries(queries):
        answer = list_answer(ListQuestion(asked="en", limit=limit, **question)).answer()
    with django_assert_num_queries(2 if "with_facets" in question else 1):
        listing(ListQuestion(asked="en", limit=limit, **question))

    assert len(read(answer.body)["items"]) == min(number, limit)


def test_nothing_is_counted_unless_asked_for():
    publish(*resources(3), indexed=True)

    with CaptureQueriesContext(connection) as queries:
        found = [listing(ListQuestion(asked="en", sort=sort, q="method")) for sort in SORTS]

    assert not any("COUNT" in query["sql"].upper() for query in queries)
    assert all((each.total, each.facets) == (None, {}) for each in found)


@pytest.mark.parametrize("cursor", [False, True])
def test_the_total_is_that_of_all_pages(cursor):
    publish(*resources(5))
    first = listing(ListQuestion(asked="en", limit=3))

    found = listing(
        ListQuestion(
            asked="en", limit=3, with_total=True, cursor=first.next_cursor if cursor else None
        )
    )

    assert found.total == 5


def test_the_total_of_nothing_is_nought():
    answer = list_answer(ListQuestion(asked="en", with_total=True)).answer()

    assert read(answer.body) == {"items": [], "next": None, "total": 0}


def test_titles_stand_in_the_order_of_the_asked_language():
    publish(*(Resource({"cs": title}, source="cs") for title in ("Chata", "Dům", "Hora", "Cesta")))

    assert titles(asked="cs") == ["Cesta", "Dům", "Hora", "Chata"]
    assert titles(asked="en") == ["Cesta", "Chata", "Dům", "Hora"]


def test_the_newest_come_first_by_date():
    publish(*resources(3))

    assert titles(asked="en", sort="date") == ["Method 2", "Method 1", "Method 0"]
    assert [hit.updated_at for hit in latest("en", 2).hits] == [
        LONG_AGO + timedelta(minutes=2),
        LONG_AGO + timedelta(minutes=1),
    ]


def test_the_best_come_first_by_relevance_and_their_place_is_marked():
    publish(
        Resource({"en": "Aims"}, text="A garden in the middle of the town."),
        Resource({"en": "Gardens"}, text="Of many gardens."),
        Resource({"en": "Baths"}, text="Water."),
        indexed=True,
    )

    answer = read(list_answer(ListQuestion(asked="en", q="garden")).answer().body)

    assert [item["card"]["title"] for item in answer["items"]] == ["Gardens", "Aims"]
    assert "<mark>garden</mark>" in answer["items"][1]["excerpt"]["html"]
    full = listing(ListQuestion(asked="en", q="garden", view="full", sort="title")).hits
    assert ["<mark>" in hit.excerpt for hit in full] == [True, True]


def test_words_can_be_combined_with_everything_else():
    publish(
        Resource({"en": "Garden one"}, facets=[("stages", "assess")]),
        Resource({"en": "Garden two"}, facets=[("stages", "plan")]),
        Resource({"en": "Garden three"}, kind="checklist", facets=[("stages", "assess")]),
        Resource({"en": "Bath"}, facets=[("stages", "assess")]),
        indexed=True,
    )
    question = {
        "asked": "en",
        "q": "garden",
        "kinds": ("method",),
        "facets": {"stages": ("assess",)},
        "updated_since": LONG_AGO,
    }

    for sort in SORTS:
        found = listing(ListQuestion(**question, sort=sort, with_total=True, with_facets=True))

        assert [read(hit.content.encode())["title"] for hit in found.hits] == ["Garden one"]
        assert found.total == 1
        assert {each.code: each.count for each in found.facets["stages"]} == {
            "assess": 1,
            "plan": 1,
        }
        assert {each.code: each.count for each in found.facets["kind"]} == {
            "checklist": 1,
            "method": 1,
        }


def test_a_question_without_a_word_finds_nothing():
    publish(*resources(3), indexed=True)

    assert titles(asked="en", q="?!") == []


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({"stages": ("assess",)}, ["A", "B"]),
        ({"stages": ("assess", "plan")}, ["A", "B", "C"]),
        ({"stages": ("assess", "assess")}, ["A", "B"]),
        ({"stages": ("assess",), "aims": ("trust",)}, ["B"]),
        ({"stages": ("plan",), "aims": ("trust",)}, []),
        ({"stages": ("none",)}, []),
        ({"stages": ()}, ["A", "B", "C"]),
    ],
)
def test_codes_of_a_facet_are_alternatives_and_facets_add_up(chosen, found):
    publish(
        Resource({"en": "A"}, facets=[("stages", "assess"), ("aims", "health")]),
        Resource({"en": "B"}, facets=[("stages", "assess"), ("aims", "trust")]),
        Resource({"en": "C"}, facets=[("stages", "plan"), ("stages", "act")]),
    )

    assert titles(asked="en", facets=chosen) == found


def test_kinds_and_cities_narrow_a_list():
    publish(
        Resource({"en": "A"}, city="sofia"),
        Resource({"en": "B"}, city="brno", kind="checklist"),
        Resource({"en": "C"}, kind="agenda"),
        Resource({"en": "D"}, kind="section", listed=False, city="sofia"),
    )

    assert titles(asked="en") == ["A", "B", "C"]
    assert titles(asked="en", kinds=("method", "agenda")) == ["A", "C"]
    assert titles(asked="en", cities=("sofia", "brno")) == ["A", "B"]
    assert titles(asked="en", cities=("sofia",), kinds=("checklist",)) == []
    assert titles(asked="en", kinds=("section",)) == ["D"]
    assert titles(asked="en", kinds=("section", "agenda")) == ["C", "D"]


def test_strict_leaves_out_what_is_in_another_language():
    publish(Resource({"en": "A", "bg": "А"}), Resource({"en": "B"}), indexed=True)

    assert titles(asked="bg") == ["А", "B"]
    assert titles(asked="bg", strict=True) == ["А"]
    assert titles(asked="bg", strict=True, sort="date") == ["А"]
    assert titles(asked="bg", q="B") == ["B"]
    assert titles(asked="bg", q="B", strict=True) == []


def test_updated_since_includes_the_moment_itself():
    publish(*resources(4))

    assert titles(asked="en", updated_since=LONG_AGO + timedelta(minutes=2)) == [
        "Method 2",
        "Method 3",
    ]
    far = datetime(1, 1, 1, tzinfo=UTC)
    assert len(titles(asked="en", updated_since=far)) == 4


@pytest.mark.parametrize("view", ["card", "full"])
def test_a_list_that_the_reader_has_is_not_sent_again(view):
    publish(*resources(3))
    question = ListQuestion(asked="en", view=view)
    etag = list_answer(question).answer().etag

    with CaptureQueriesContext(connection) as queries:
        answer = list_answer(question, known=["x", etag]).answer()

    assert answer.not_modified
    assert answer.etag == etag
    assert not any("d.body" in query["sql"] for query in queries)


def test_a_list_names_its_next_page_also_where_the_reader_has_it():
    publish(*resources(3))
    question = ListQuestion(asked="en", limit=2)

    answer = list_answer(question).answer()
    again = list_answer(question, known=[answer.etag]).answer()
    last = list_answer(ListQuestion(asked="en", limit=2, cursor=answer.next)).answer()

    assert answer.next == again.next == read(answer.body)["next"] is not None
    assert last.next is read(last.body)["next"] is None


def test_the_etag_of_a_list_changes_with_any_of_it():
    publish(*resources(3))
    question = ListQuestion(asked="en", with_total=True)
    before = list_answer(question).answer().etag

    Entry.objects.filter(document__title="Method 1").update(etag="0" * 32)
    changed = list_answer(question).answer().etag
    publish(Resource({"en": "Zoo"}))
    added = list_answer(question).answer().etag

    others = [
        list_answer(ListQuestion(asked="en", view="full", with_total=True)).answer().etag,
        list_answer(ListQuestion(asked="en")).answer().etag,
        list_answer(ListQuestion(asked="en", with_total=True, with_facets=True)).answer().etag,
    ]
    assert len({before, changed, added, *others}) == 6


@pytest.mark.parametrize("sort", SORTS)
@pytest.mark.parametrize("limit", [1, 7, 100])
def test_paging_through_everything_meets_each_entry_once(sort, limit):
    uuids = publish(
        *resources(10),
        *(Resource({"en": "Method"}) for _ in range(10)),
        *(Resource({"en": f"Method {number}"}, updated_at=LONG_AGO) for number in range(10)),
        *(Resource({"bg": "Метод method"}, source="bg") for _ in range(3)),
        indexed=True,
    )
    every = ListQuestion(asked="en", q="method", sort=sort, limit=100)

    met = [
        hit.resource
        for hits in pages(asked="en", q="method", sort=sort, limit=limit)
        for hit in hits
    ]

    assert sorted(met) == sorted(uuids)
    assert met == [hit.resource for hit in listing(every).hits]


def test_paging_works_to_the_microsecond_and_before_our_time():
    moments = [
        LONG_AGO,
        LONG_AGO + timedelta(microseconds=1),
        LONG_AGO + timedelta(seconds=1),
        LONG_AGO + timedelta(seconds=1, microseconds=500_000),
        datetime(1951, 3, 4, tzinfo=UTC),
    ]
    publish(*(Resource({"en": "A"}, updated_at=moment) for moment in moments))

    met = [hit.updated_at for hits in pages(asked="en", sort="date", limit=1) for hit in hits]

    assert met == sorted(moments, reverse=True)


@pytest.mark.parametrize("sort", ["title", "date"])
def test_what_comes_in_between_pages_moves_nothing(sort):
    publish(*resources(9))
    walk = pages(asked="en", sort=sort, limit=3)
    met = [hit.resource for hit in next(walk)]

    publish(Resource({"en": "Aaa"}, updated_at=LONG_AGO + timedelta(days=9)))
    publish(Resource({"en": "Zzz"}, updated_at=LONG_AGO - timedelta(days=9)))
    met += [hit.resource for hits in walk for hit in hits]

    assert len(met) == len(set(met)) == 10


def test_what_goes_between_pages_is_not_in_the_way():
    uuids = publish(*resources(6))
    walk = pages(asked="en", limit=2)
    met = [hit.resource for hit in next(walk)]

    Document.objects.filter(resource=met[-1]).delete()
    met += [hit.resource for hits in walk for hit in hits]

    assert met == uuids


def test_limit_and_counts_may_change_from_page_to_page():
    uuids = publish(*resources(6))
    first = listing(ListQuestion(asked="en", limit=1, with_total=True))

    rest = listing(ListQuestion(asked="en", limit=10, with_facets=True, cursor=first.next_cursor))

    assert [hit.resource for hit in rest.hits] == uuids[1:]


@pytest.mark.parametrize(
    "other",
    [
        {"asked": "bg"},
        {"strict": True},
        {"kinds": ("method",)},
        {"cities": ("sofia",)},
        {"facets": {"stages": ("plan",)}},
        {"facets": {"aims": ("assess",)}},
        {"updated_since": LONG_AGO},
        {"q": "method"},
        {"sort": "date"},
    ],
)
def test_a_cursor_of_another_question_is_refused(other):
    publish(*resources(3, facets=[("stages", "assess")]))
    question = {"asked": "en", "facets": {"stages": ("assess",)}}
    cursor = listing(ListQuestion(**question, limit=1)).next_cursor

    with pytest.raises(CursorError, match="another question"):
        listing(ListQuestion(**{**question, **other}, cursor=cursor))


def test_the_order_in_which_a_question_names_things_is_no_matter():
    publish(*resources(3, kind="agenda"))
    cursor = listing(ListQuestion(asked="en", kinds=("agenda", "method"), limit=1)).next_cursor

    again = listing(
        ListQuestion(asked="en", kinds=("method", "agenda", "method"), limit=1, cursor=cursor)
    )

    assert len(again.hits) == 1


@pytest.mark.parametrize(
    ("sort", "kinds", "index"),
    [("title", (), "title"), ("title", ("method",), "kind"), ("date", (), "date")],
)
def test_deep_pages_follow_an_index(sort, kinds, index):
    if connection.vendor != "postgresql":
        pytest.skip("how the other database plans is no matter of ours")
    kind = ["method", "agenda", "checklist", "collection"]
    publish(
        *(
            Resource(
                {"en": f"Method {number}"},
                kind=kind[number % 4],
                updated_at=LONG_AGO + timedelta(minutes=number),
            )
            for number in range(2000)
        )
    )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE integra_delivery_entry, integra_delivery_document")
    walk = ListQuestion(asked="en", sort=sort, kinds=kinds, limit=100)
    for _ in range(4):
        walk = ListQuestion(
            asked="en", sort=sort, kinds=kinds, limit=100, cursor=listing(walk).next_cursor
        )

    with CaptureQueriesContext(connection) as queries:
        listing(walk)
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE) " + queries[0]["sql"])
        plan = "\n".join(line for (line,) in cursor.fetchall())

    assert f"using integra_entry_{index}" in plan
    assert "ROW(" in plan.partition("Index Cond")[2].partition("\n")[0]
    assert "Rows Removed by Filter" not in plan
    assert "Seq Scan" not in plan


@pytest.mark.parametrize(
    ("first", "second"), list(product(["title", "date", "relevance"], repeat=2))
)
def test_cursors_of_one_sort_do_not_fit_another(first, second):
    publish(*resources(3), indexed=True)
    cursor = listing(ListQuestion(asked="en", q="method", sort=first, limit=1)).next_cursor
    question = ListQuestion(asked="en", q="method", sort=second, limit=1, cursor=cursor)

    if first == second:
        assert len(listing(question).hits) == 1
    else:
        with pytest.raises(CursorError):
            listing(question)
