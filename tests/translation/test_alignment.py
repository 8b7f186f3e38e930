"""Comparing editions with their sources."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail_localize.models import (
    String,
    StringTranslation,
    TranslatableObject,
    Translation,
    TranslationContext,
    TranslationSource,
)

from integra_cms.pages.editions import Edition, Freshness
from integra_cms.pages.models import CollectionPage
from integra_cms.translation.alignment import Pair, align, carried, compare
from integra_cms.translation.exceptions import NotAPair
from integra_cms.translation.segments import text_hash, texts_of
from tests.pages.factories import CollectionPageFactory, Tree, tree

EN = {"title": ["City walk"], "body.b1": ["First", "Second"]}
BG = {"title": ["Разходка"], "body.b1": ["Първо", "Второ"]}


def hashes(pieces) -> dict[str, list[tuple[bool, bool]]]:
    """Per path: (confirmed, current) of each piece."""
    return {
        path: [(p.confirmed_hash is not None, p.confirmed_hash == p.source_hash) for p in of_path]
        for path, of_path in pieces.items()
    }


# ------------------------------------------------------------------ without database


def test_texts_are_paired_by_path_and_order():
    pieces = compare(EN, BG)

    assert [piece.translation for piece in pieces["body.b1"]] == ["Първо", "Второ"]
    assert hashes(pieces) == {"title": [(True, True)], "body.b1": [(True, True)] * 2}


def test_other_counts_are_left_to_people():
    pieces = compare(EN, BG | {"body.b1": ["Само едно"]})

    assert [piece.translation for piece in pieces["body.b1"]] == [None, None]
    assert hashes(pieces)["title"] == [(True, True)]


def test_a_path_that_only_the_source_has_is_missing():
    assert hashes(compare(EN, {}))["title"] == [(False, False)]


def test_the_same_sentence_is_a_question_and_the_same_name_is_not():
    source = {"a": ["This is the same sentence"], "b": ["INTEGRA 2018"]}

    pieces = compare(source, source)

    assert hashes(pieces) == {"a": [(False, False)], "b": [(True, True)]}


def test_what_is_known_counts_more_than_what_is_seen():
    pieces = compare(EN, BG, {"title": ["0" * 16], "body.b1": [None, text_hash("Second")]})

    assert hashes(pieces) == {
        "title": [(True, False)],
        "body.b1": [(False, False), (True, True)],
    }


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("A word", "A\u00a0word ", True),
        ("A word", "A <b>word</b>", True),
        ("a &amp; b", "a & b", True),
        ('<a id="a1">x</a>', '<a id="a2">x</a>', True),
        ("A<br/>word", "A word", True),
        ("A word", "A world", False),
        ("Word", "word", False),
    ],
)
def test_a_text_is_its_words(one, other, same):
    assert (text_hash(one) == text_hash(other)) is same


def record(source: dict[str, list[str]]) -> dict[str, list[list[str | int | None]]]:
    return {
        path: [[text_hash(text), text_hash(text), 1] for text in texts]
        for path, texts in source.items()
    }


def test_what_was_confirmed_moves_along_with_its_text():
    confirmed = carried(record(EN), {**EN, "body.b1": ["Second", "First"]})

    assert confirmed["body.b1"] == [text_hash("Second"), text_hash("First")]


def test_a_changed_text_keeps_what_it_was_confirmed_with():
    confirmed = carried(record(EN), {**EN, "body.b1": ["First", "Second thoughts"]})

    assert confirmed["body.b1"] == [text_hash("First"), text_hash("Second")]


def test_a_new_text_is_confirmed_with_nothing():
    confirmed = carried(record(EN), {**EN, "body.b1": ["First", "Second", "Third"], "x": ["New"]})

    assert confirmed["body.b1"][2] is None
    assert confirmed["x"] == [None]


# ------------------------------------------------------------------ with database


@pytest.fixture
def site(db) -> Tree:
    return tree()


def collection(site: Tree, number: int = 0) -> CollectionPage:
    return CollectionPageFactory(
        parent=site["en"].library,
        title=f"Our work {number}",
        summary=f"What we do in year {number}.",
        body=[{"type": "paragraph", "id": f"b{number}", "value": "<p>One.</p><p>Two.</p>"}],
    )


def translated(source: CollectionPage, site: Tree) -> Pair:
    target = source.copy_for_translation(site["bg"].library.locale)
    target.title = f"Нашата работа {source.pk}"
    target.summary = "Какво правим всяка година."
    target.body = [
        {"type": "paragraph", "id": source.body[0].id, "value": "<p>Едно.</p><p>Две.</p>"}
    ]
    target.save()
    return Pair(source, target, Edition.objects.get(page=target))


def test_record_and_memory_know_an_aligned_pair(site):
    pair = translated(collection(site), site)

    align([pair])

    edition = Edition.objects.get(pk=pair.edition.pk)
    assert edition.freshness == Freshness.CURRENT
    assert edition.segments_total == 4
    path = f"body.{pair.source.body[0].id}"
    assert [piece[0] for piece in edition.segments[path]] == [text_hash("One."), text_hash("Two.")]
    string = String.objects.get(pk=edition.segments[path][1][2])
    assert string.data == "Two."
    known = StringTranslation.objects.get(translation_of=string)
    assert (known.data, known.locale, known.context.path) == ("Две.", pair.target.locale, path)
    assert known.context.object_id == pair.source.translation_key
    assert TranslatableObject.objects.count() == 1
    assert not known.has_error


def test_no_rows_are_made_that_bring_the_stock_editor_to_life(site):
    align([translated(collection(site), site)])

    assert not Translation.objects.exists()
    assert not TranslationSource.objects.exists()


def test_pages_are_not_touched(site):
    pair = translated(collection(site), site)
    before = CollectionPage.objects.filter(pk=pair.target.pk).values().get()

    align([pair])

    assert CollectionPage.objects.filter(pk=pair.target.pk).values().get() == before


def test_aligning_twice_brings_translations_up_to_date(site):
    pair = translated(collection(site), site)
    align([pair])
    pair.target.summary = "Друго."
    pair.target.save()

    align([pair])

    context = TranslationContext.objects.get(path="summary")
    assert StringTranslation.objects.get(context=context).data == "Друго."
    assert StringTranslation.objects.count() == 4


def test_a_broken_translation_is_marked(site):
    pair = translated(collection(site), site)
    pair.target.body = [
        {
            "type": "paragraph",
            "id": pair.source.body[0].id,
            "value": '<p>Едно <a href="https://example.org">там</a>.</p><p>Две.</p>',
        }
    ]
    pair.target.save()

    align([pair])

    assert StringTranslation.objects.get(data__startswith="Едно").has_error


def test_a_machine_translation_says_so(site):
    pair = translated(collection(site), site)
    pair.edition.origin = "machine"

    align([pair])

    assert set(StringTranslation.objects.values_list("translation_type", flat=True)) == {"machine"}


def test_what_is_no_pair_is_refused(site):
    pair = translated(collection(site), site)
    other = collection(site, 1)

    with pytest.raises(NotAPair, match="is not a translation of"):
        align([Pair(other, pair.target, pair.edition)])


def test_more_pairs_cost_no_more_queries(site):
    few = [translated(collection(site, number), site) for number in range(2)]
    many = [translated(collection(site, number), site) for number in range(2, 12)]
    for pair in (*few, *many):
        texts_of(pair.source)
    align(few[:1])

    costs = []
    for pairs in (few, many):
        with CaptureQueriesContext(connection) as queries:
            align(pairs)
        costs.append(len(queries) - sum(reading(page) for pair in pairs for page in pages(pair)))

    assert costs[0] == costs[1]


def pages(pair: Pair) -> list[CollectionPage]:
    return [pair.source, pair.target]


def reading(page: CollectionPage) -> int:
    with CaptureQueriesContext(connection) as queries:
        texts_of(page)
    return len(queries)
