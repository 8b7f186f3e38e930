import pytest

from integra_cms.delivery.search import excerpt, parse


def marked(text: str, q: str, locale: str = "en", language: str = "en") -> str:
    return excerpt(text, parse(q, locale, ["en", "source"]), language)


def test_what_was_found_is_marked():
    assert (
        marked("One walk. Another walk.", "walk")
        == "One <mark>walk</mark>. Another <mark>walk</mark>."
    )


def test_other_forms_of_a_word_are_marked_too(with_tries):
    assert marked("В библиотеките има книги.", "библиотека", "bg", "bg") == (
        "В <mark>библиотеките</mark> има книги."
    )


def test_accents_and_elisions_do_not_hide_a_word(with_tries):
    assert marked("I servizi dell’università.", "universita", "it", "it") == (
        "I servizi <mark>dell’università</mark>."
    )


def test_irregular_forms_that_begin_with_the_same_letter_are_marked(with_tries):
    assert marked("Pro děti i rodiče.", "dítě", "cs", "cs") == "Pro <mark>děti</mark> i rodiče."


def test_words_that_only_begin_alike_are_not_marked():
    assert marked("Walking, a wall, the walk.", "walk") == (
        "<mark>Walking</mark>, a wall, the <mark>walk</mark>."
    )


def test_line_breaks_and_invisible_characters_are_gone():
    assert marked("A\nlong\u00a0 wa\u00adlk.", "walk") == "A long <mark>walk</mark>."


@pytest.mark.parametrize("before", ["(", "„", "«", "–", "/", "_", "’", "\u00a0", "\n"])
def test_a_word_is_found_whatever_stands_before_it(before):
    assert "<mark>walk</mark>" in marked(f"word {before}walk", "walk")


def test_a_long_text_does_not_cost_a_look_up_for_each_word(monkeypatch):
    looked_up = []
    monkeypatch.setattr(
        "integra_cms.delivery.search.excerpts.word_lexemes",
        lambda word, locale: looked_up.append(word) or (),
    )
    text = " ".join(f"{letter}{number}" for number in range(400) for letter in "abcdefghij")

    marked(text, "garden")

    assert len(looked_up) <= 400


def test_a_text_is_read_in_its_own_language(with_tries):
    assert marked("All children play.", "child", "bg", "en") == "All <mark>children</mark> play."


def test_everything_else_is_escaped():
    text = '<script>alert("walk")</script> & <b>walk</b>'

    assert marked(text, "walk") == (
        "&lt;script&gt;alert(&quot;<mark>walk</mark>&quot;)&lt;/script&gt; &amp; "
        "&lt;b&gt;<mark>walk</mark>&lt;/b&gt;"
    )


def test_what_must_not_be_there_is_not_marked():
    assert marked("A walk by night.", "walk -night") == "A <mark>walk</mark> by night."


def test_it_begins_shortly_before_the_first_hit_and_ends_at_a_word():
    text = "before " * 100 + "walk " + "after " * 100

    found = marked(text, "walk")

    assert found.startswith("…before before")
    assert found.endswith("after…")
    assert "<mark>walk</mark> after" in found
    assert 180 <= len(found) <= 230


def test_a_text_without_a_hit_gives_its_beginning():
    found = marked("word " * 100, "walk")

    assert found.startswith("word word")
    assert found.endswith("word…")
    assert len(found) <= 201


def test_a_single_word_without_end_is_cut():
    assert len(marked("a" * 1000, "walk")) <= 201


def test_an_empty_text_gives_nothing():
    assert marked("", "walk") == ""
    assert marked("One walk.", "!?") == "One walk."


def test_a_language_that_cannot_answer_marks_nothing():
    assert excerpt("One walk.", parse("walk", "bg", []), "en") == "One walk."
