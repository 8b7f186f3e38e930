from __future__ import annotations

import pytest

from integra_cms.plugins import contributions
from integra_cms.vocabularies.models import Term


@pytest.fixture
def issues(db) -> None:
    Term.objects.filter(vocabulary="issue").delete()
    Term.objects.create(
        vocabulary="issue",
        code="housing",
        labels={"en": "Housing", "bg": "Жилище"},
        abbreviations={"en": "H"},
        descriptions={"en": "Where people live."},
        uri="https://example.org/housing",
        reviewed=["en"],
    )
    Term.objects.create(
        vocabulary="issue", code="arrival", labels={"en": "Arrival"}, retired=True, order=9
    )
    Term.objects.create(
        vocabulary="issue", code="rent", labels={"en": "Rent"}, broader_code="housing"
    )


def terms_of(body, code) -> dict:
    (found,) = [each for each in body["vocabularies"] if each["code"] == code]
    return {term["code"]: term for term in found["terms"]}


def test_every_vocabulary_is_there(issues, body):
    codes = [each["code"] for each in body("vocabularies", "en")["vocabularies"]]

    assert codes == list(contributions.vocabularies)
    assert "venue" in codes


def test_a_term_says_which_language_its_texts_are_in(issues, body):
    terms = terms_of(body("vocabularies", "bg"), "issue")

    assert terms["housing"]["label"] == {"text": "Жилище", "locale": "bg"}
    assert terms["housing"]["description"] == {"text": "Where people live.", "locale": "en"}
    assert terms["housing"]["abbreviation"] is None
    assert terms["arrival"]["label"] == {"text": "Arrival", "locale": "en"}


def test_whether_texts_were_reviewed_is_about_the_language_shown(issues, body):
    in_english = terms_of(body("vocabularies", "en"), "issue")
    in_bulgarian = terms_of(body("vocabularies", "bg"), "issue")
    in_czech = terms_of(body("vocabularies", "cs"), "issue")

    assert in_english["housing"]["reviewed"]
    assert not in_bulgarian["housing"]["reviewed"]
    assert in_czech["housing"]["reviewed"]


def test_retired_terms_stay_and_broader_ones_are_named(issues, body):
    terms = terms_of(body("vocabularies", "en"), "issue")

    assert terms["arrival"]["retired"]
    assert terms["rent"]["broader"] == "housing"
    assert terms["housing"]["broader"] is None
    assert terms["housing"]["uri"] == "https://example.org/housing"


def test_terms_stand_in_the_order_in_which_people_read(issues, body):
    assert list(terms_of(body("vocabularies", "en"), "issue")) == ["arrival", "housing", "rent"]
    # In Bulgarian the Cyrillic letters come first.
    assert list(terms_of(body("vocabularies", "bg"), "issue")) == ["housing", "arrival", "rent"]


def test_labels_of_vocabularies_are_in_the_language_of_the_register(issues, body):
    def label(locale):
        entries = body("vocabularies", locale)["vocabularies"]
        return next(each["label"] for each in entries if each["code"] == "issue")

    assert label("bg") != label("en")


def test_the_number_of_queries_does_not_depend_on_the_number_of_terms(issues, queries):
    few = queries("vocabularies", "en")
    for number in range(20):
        Term.objects.create(
            vocabulary="issue", code=f"more-{number}", labels={"en": f"More {number}"}
        )

    assert queries("vocabularies", "en") == few <= 2
