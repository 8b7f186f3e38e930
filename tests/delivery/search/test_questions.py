import pytest
from hypothesis import given
from hypothesis import strategies as st

from integra_cms.delivery.search import SearchQuestionError, parse


def forms(q: str, locale: str = "en") -> list[list[str]]:
    return [[word.form for word in term.words] for term in parse(q, locale, []).readings[0].terms]


def test_every_word_is_a_term_of_its_own():
    assert forms("City walk") == [["city"], ["walk"]]


def test_words_between_quotes_are_one_term_whatever_the_quotes():
    assert forms("“city walk” «first step»") == [["city", "walk"], ["first", "step"]]


def test_a_quote_that_is_not_closed_says_nothing():
    assert forms('"city walk') == [["city"], ["walk"]]


def test_words_that_say_nothing_are_left_out():
    assert forms("the walk in a city") == [["walk"], ["city"]]


def test_words_that_say_nothing_stay_when_there_are_no_others():
    assert forms("the who") == [["the"], ["who"]]


def test_a_word_that_comes_twice_counts_once():
    assert forms("walk Walk") == [["walk"]]


def test_what_a_minus_stands_before_must_not_be_there():
    (reading,) = parse("walk -city self-help", "en", []).readings

    assert [term.words[0].form for term in reading.terms] == ["walk", "self", "help"]
    assert [term.words[0].form for term in reading.excluded] == ["city"]


@pytest.mark.parametrize(
    "q", ["", "   ", "!?", '""', '"-"', "-city", "\x00", "& | ! ( ) : *", "\ud800"]
)
def test_without_a_word_a_question_is_empty(q: str):
    assert parse(q, "en", ["source"]).is_empty


def test_each_locale_of_the_chain_reads_the_question_once():
    question = parse("walk", "bg", ["en", "bg", "source"])

    assert [reading.locale for reading in question.readings] == ["bg", "en", "hr", "sk", "cs", "it"]


def test_a_question_may_have_200_characters_and_20_words():
    parse("a" * 200, "en", [])
    parse(" ".join(f"word{number}" for number in range(20)), "en", [])


def test_a_longer_question_is_refused_with_the_limit():
    with pytest.raises(SearchQuestionError, match=r"201 characters\. Ask with at most 200"):
        parse("a" * 201, "en", [])


def test_a_question_of_more_words_is_refused_with_the_limit():
    with pytest.raises(SearchQuestionError, match=r"21 words\. Ask with at most 20"):
        parse(" ".join(f"word{number}" for number in range(21)), "en", [])


def test_the_words_of_phrases_and_what_must_not_be_there_count_too():
    words = " ".join(f"word{number}" for number in range(11))

    with pytest.raises(SearchQuestionError, match="22 words"):
        parse(f'"{words}" ' + " ".join(f"-{word}" for word in words.split()), "en", [])


@given(st.text(max_size=200), st.sampled_from(["en", "bg", "hr", "it", "pt-br", "ar"]))
def test_any_text_is_a_question_or_refused(q: str, locale: str):
    try:
        question = parse(q, locale, ["en", "source"])
    except SearchQuestionError:
        return

    for reading in question.readings:
        assert all(word.form for term in reading.terms for word in term.words)
