from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils.translation import gettext_lazy

from integra_cms.delivery.built_with import is_outdated
from integra_cms.delivery.models import Change, Register
from integra_cms.delivery.rebuilding import bring_up_to_date, rebuild
from integra_cms.pages.documents import document_types
from integra_cms.plugins import contributions
from integra_cms.plugins.collecting import Named
from tests.delivery.reading.factories import Resource, publish


def kind(body, code: str) -> dict:
    return next(each for each in body["kinds"] if each["code"] == code)


def facet(body, name: str) -> dict:
    return next(each for each in body["facets"] if each["name"] == name)


def test_every_kind_is_there_as_declared_and_structural_ones_say_so(body):
    kinds = body("kinds", "en")["kinds"]

    assert [each["code"] for each in kinds] == list(document_types())
    structural = {each["code"] for each in kinds if each["structural"]}
    assert structural == {"home", "library", "cities", "city", "section", "news"}


def test_a_kind_says_what_it_is_called_and_what_it_is_filtered_by(body):
    method = kind(body("kinds", "bg"), "method")

    assert method["label"] == {"text": "Метод", "locale": "bg"}
    assert method["label_plural"] == {"text": "Методи", "locale": "bg"}
    assert method["icon"] == "list-ol"
    assert method["facets"] == list(contributions.kinds["method"].facets)


def test_a_structural_page_is_called_as_its_model_with_a_capital(body):
    library = kind(body("kinds", "en"), "library")

    assert library["label"] == {"text": "Library", "locale": "en"}
    assert (library["icon"], library["facets"]) == ("", [])


@pytest.mark.parametrize("locale", ["en", "bg", "hr", "sk", "cs", "it"])
def test_whatever_core_has_is_called_something_in_each_language(body, locale):
    found = body("kinds", locale)
    ours = [each for each in found["kinds"] if each["code"] != "meeting_place"]
    facets = [each for each in found["facets"] if each["name"] != "venue"]

    said = [each["label"] for each in (*ours, *facets)]
    said += [each["label_plural"] for each in ours]
    said += [choice["label"] for each in facets for choice in each["choices"]]

    assert {each["locale"] for each in said} == {locale}


def test_a_plugin_that_does_not_translate_is_not_said_to_speak_the_language(body):
    found = body("kinds", "bg")

    assert kind(found, "meeting_place")["label"] == {"text": "Meeting place", "locale": "und"}
    assert facet(found, "venue")["label"] == {"text": "Venue", "locale": "und"}
    assert kind(found, "meeting_place")["facets"] == ["venue"]


def test_facets_are_there_once_each_with_where_their_codes_are_from(db, body):
    found = body("kinds", "cs")
    vocabularies = {each["code"] for each in body("vocabularies", "cs")["vocabularies"]}

    names = [each["name"] for each in found["facets"]]
    assert len(names) == len(set(names))
    assert set(names) == {name for each in found["kinds"] for name in each["facets"]}
    assert {code for each in found["facets"] for code in each["vocabularies"]} <= vocabularies
    assert facet(found, "areas") == {
        "name": "areas",
        "label": {"text": "Oblasti", "locale": "cs"},
        "vocabularies": ["area"],
        "choices": [],
        "standard": None,
    }
    assert facet(found, "adoption")["choices"][1] == {
        "code": "noted",
        "label": {"text": "Vzato na vědomí", "locale": "cs"},
    }
    assert facet(found, "country")["standard"] == "ISO 3166-1"


def test_nothing_that_is_published_changes_it(db, body, queries):
    before = body("kinds", "en")

    publish(*(Resource(kind="collection") for _ in range(3)))

    assert body("kinds", "en") == before
    assert queries("kinds", "en") == 0


@pytest.fixture
def renamed(monkeypatch):
    """Another release of the program, in which methods are called otherwise."""

    def rename(label) -> None:
        kinds = dict(contributions.kinds)
        kinds["method"] = replace(kinds["method"], label=label)
        monkeypatch.setitem(contributions._named, "kinds", Named("kinds", kinds))

    return rename


def test_another_release_writes_it_anew_and_the_feed_tells_of_nothing_else(site, renamed):
    rebuild()
    head = Change.objects.order_by("-sequence").first().sequence
    assert not is_outdated()

    renamed(gettext_lazy("Recipe for others"))
    assert is_outdated()
    bring_up_to_date()

    assert not is_outdated()
    assert "Recipe for others" in Register.objects.get(name="kinds", locale="en").body
    news = Change.objects.filter(sequence__gt=head)
    assert {(each.entity, each.key) for each in news} == {("register", "kinds")}
