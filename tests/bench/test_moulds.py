"""Synthetic pages keep the structure of real ones."""

from __future__ import annotations

import json

import pytest

from bench.moulds import RARELY, Mould
from bench.words import RARE, Corpus

KEYS = (11, 12, 13, 14, 15, 16, 21, 22)


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return Corpus("bg", seed=1)


def cast(corpus: Corpus, value: object, *, stream: bool, rare: bool = False) -> str:
    names = frozenset({"content"})
    mould = Mould(
        ["content"],
        [value],
        texts=frozenset() if stream else names,
        streams=names if stream else frozenset(),
    )
    return mould.cast(corpus, KEYS, {}, rare=rare)[0]


def test_codes_and_tags_stay_while_words_change(corpus: Corpus) -> None:
    block = {"type": "heading", "id": "abc", "value": {"text": "What it takes", "level": "2"}}

    (made,) = json.loads(cast(corpus, [block], stream=True))

    assert made["type"] == "heading"
    assert made["value"]["level"] == "2"
    assert made["value"]["text"] != "What it takes"


def test_links_lead_to_the_given_pages(corpus: Corpus) -> None:
    text = '<p>Look at <a linktype="page" id="3">this page</a> first</p>'

    made = cast(corpus, text, stream=False)

    assert '<a linktype="page" id="11">' in made


def test_chosen_pages_and_pictures_are_numbers(corpus: Corpus) -> None:
    blocks = [{"type": "resource", "id": "a", "value": {"page": 3}},
              {"type": "picture", "id": "b", "value": {"image": 4}}]  # fmt: skip

    made = json.loads(cast(corpus, blocks, stream=True))

    assert [block["value"] for block in made] == [{"page": 11}, {"image": 21}]


def test_words_do_not_run_together_at_tags(corpus: Corpus) -> None:
    made = cast(corpus, "<p><b>One two</b> and more <i>of it</i></p>", stream=False)

    assert "</b> " in made
    assert " <i>" in made


@pytest.mark.parametrize("rare", [True, False])
def test_the_rare_word_stands_where_it_shall(corpus: Corpus, rare: bool) -> None:
    made = cast(corpus, f"<p>one {RARELY} two</p>", stream=False, rare=rare)

    assert (RARE in made) is rare


def test_the_same_seed_gives_the_same_words() -> None:
    first, second = (Corpus("en", seed=7).passage(80) for _ in range(2))

    assert first == second
