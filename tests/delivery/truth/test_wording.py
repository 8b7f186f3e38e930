"""The reader of the other tests finds what it is there to find."""

from __future__ import annotations

from xml.etree.ElementTree import fromstring

import pytest

from tests.delivery.truth.wording import LOCALES, lies, lies_of_feed, marked, numbers_in, word

BULGARIAN = {"served": "bg", "asked": "cs"}


@pytest.mark.parametrize(
    "answer",
    [
        {"label": BULGARIAN, "document": {"locale": "bg", "title": marked("bg", 1)}},
        {"label": BULGARIAN, "document": {"terms": {"a": {"label": marked("en"), "locale": "en"}}}},
        {"label": BULGARIAN, "card": {"names": {"cs": marked("cs"), "it": marked("it")}}},
        {"inLanguage": "bg", "about": [{"name": {"@value": marked("en"), "@language": "en"}}]},
        {"label": BULGARIAN, "document": {"title": "A name without a language"}},
    ],
)
def test_true_labels_are_no_lies(answer):
    assert lies(answer) == []


@pytest.mark.parametrize(
    "answer",
    [
        {"label": BULGARIAN, "document": {"fields": {"body": [{"value": marked("cs", 1)}]}}},
        {"label": BULGARIAN, "document": {"locale": "en", "title": marked("bg", 1)}},
        {"label": BULGARIAN, "excerpt": {"html": marked("en", 4)}},
        {"label": BULGARIAN, "card": {"names": {"cs": marked("it")}}},
        {"inLanguage": "bg", "about": [{"name": marked("en")}]},
        {"items": [marked("en")]},
        [{"locale": "it", "text": f"{marked('it')} and {marked('hr')}"}],
    ],
)
def test_a_lie_is_found_wherever_it_stands(answer):
    assert len(lies(answer)) == 1


def test_the_language_of_xml_is_that_of_the_nearest_element():
    feed = fromstring(  # noqa: S314 - our own
        f'<feed xml:lang="cs"><title>{marked("cs")}</title>'
        f'<entry xml:lang="bg"><title>{marked("bg")}</title><rights>{marked("cs")}</rights></entry>'
        "</feed>"
    )

    assert lies_of_feed(feed) == [f"said to be in bg: {marked('cs')}"]


def test_writings_are_known_by_their_numbers():
    assert numbers_in(f"{marked('bg', 12)}, {marked('en')}, {marked('en', 3)}") == {3, 12}


def test_every_language_has_a_word_of_its_own():
    assert len({word(locale) for locale in LOCALES}) == len(LOCALES)
