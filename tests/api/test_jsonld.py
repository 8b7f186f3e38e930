"""Documents in the words of schema.org."""

from __future__ import annotations

from typing import Any

import pytest

from integra_cms.api.jsonld import jsonld

RESOURCE = "3fa85f64-5717-4562-b3fc-2c963f66afa6"
ORIGIN = "b1d0f3a2-1111-4562-b3fc-2c963f66afa6"
LICENCE = {
    "code": "CC-BY-4.0",
    "label": "CC BY 4.0",
    "uri": "https://creativecommons.org/licenses/by/4.0/",
}
CREDIT = {
    "rights_holder": "City of Sofia",
    "credit_line": "© City of Sofia",
    "source_url": "https://sofia.example/walks",
}
FUNDING = {
    "project": "integra",
    "statement": {"text": "Financováno.", "locale": "cs"},
    "disclaimer": {"text": "The authors' views only.", "locale": "en"},
    "official": True,
}
LABEL = {
    "served": "cs",
    "updated_at": "2026-02-01T10:00:00Z",
    "editions": [{"locale": "cs"}, {"locale": "bg"}],
}


def document(**given: Any) -> dict[str, Any]:
    return {
        "id": RESOURCE,
        "kind": "checklist",
        "locale": "cs",
        "title": "Procházka",
        "path": "/cs/library/walk/",
        "published_at": "2026-01-31T10:00:00Z",
        "version": "1.2",
        "keywords": ["město"],
        "licence": LICENCE,
        "credit": CREDIT,
        "funding": FUNDING,
        "lineage": None,
        "fields": {"summary": "Jdeme spolu."},
        "terms": {},
        "media": {},
        **given,
    }


def written(**given: Any) -> dict[str, Any]:
    return jsonld(
        LABEL,
        document(**given),
        page=lambda path: f"https://site.example{path}",
        file=lambda path: f"https://site.example/api/v1/{path}",
    )


def test_it_says_what_it_is_where_it_is_and_in_which_language():
    found = written()

    assert found["@context"] == "https://schema.org"
    assert found["@type"] == "LearningResource"
    assert found["@id"] == f"urn:uuid:{RESOURCE}"
    assert found["url"] == "https://site.example/cs/library/walk/"
    assert (found["name"], found["description"]) == ("Procházka", "Jdeme spolu.")
    assert found["inLanguage"] == "cs"
    assert (found["datePublished"], found["dateModified"]) == (
        "2026-01-31T10:00:00Z",
        "2026-02-01T10:00:00Z",
    )
    assert found["workTranslation"] == [
        {"@type": "CreativeWork", "@id": f"urn:uuid:{RESOURCE}", "inLanguage": "bg"}
    ]


def test_a_kind_of_a_plugin_is_a_creative_work():
    assert written(kind="meeting_place")["@type"] == "CreativeWork"


def test_a_licence_is_its_address():
    assert written()["license"] == LICENCE["uri"]


def test_a_licence_without_address_is_named():
    found = written(licence={**LICENCE, "uri": None, "label": "All rights reserved"})

    assert found["license"] == {"@type": "CreativeWork", "name": "All rights reserved"}


def test_whoever_holds_the_rights_is_an_organisation():
    found = written()

    assert found["creator"] == {"@type": "Organization", "name": "City of Sofia"}
    assert found["copyrightHolder"] == found["creator"]
    assert found["creditText"] == "© City of Sofia"
    assert found["sameAs"] == "https://sofia.example/walks"


def test_funding_is_a_grant_in_the_words_and_languages_of_the_funder():
    assert written()["funding"] == {
        "@type": "Grant",
        "identifier": "integra",
        "description": {"@value": "Financováno.", "@language": "cs"},
        "disambiguatingDescription": {"@value": "The authors' views only.", "@language": "en"},
    }


@pytest.mark.parametrize(
    ("lineage", "expected"),
    [
        ({"url": "https://other.example/walk", "resource": ORIGIN}, "https://other.example/walk"),
        ({"url": "", "resource": ORIGIN}, f"urn:uuid:{ORIGIN}"),
    ],
)
def test_what_it_was_adopted_from_is_named(lineage, expected):
    assert written(lineage=lineage)["isBasedOn"] == expected


def test_terms_stand_in_their_vocabulary_and_each_says_its_language():
    found = written(
        terms={
            "stage": {
                "act": {"label": "Jednat", "locale": "cs"},
                "assess": {"label": "Assess", "locale": "en"},
            }
        }
    )

    stage = {"@type": "DefinedTermSet", "identifier": "stage"}
    assert found["about"] == [
        {
            "@type": "DefinedTerm",
            "termCode": "act",
            "name": {"@value": "Jednat", "@language": "cs"},
            "inDefinedTermSet": stage,
        },
        {
            "@type": "DefinedTerm",
            "termCode": "assess",
            "name": {"@value": "Assess", "@language": "en"},
            "inDefinedTermSet": stage,
        },
    ]


def test_pictures_have_licence_and_credit_of_their_own_and_files_are_no_pictures():
    picture = {
        "type": "image",
        "file": "media/files/a.jpg",
        "alt": "Street",
        "mime": "image/jpeg",
        "width": 48,
        "height": 32,
        "licence": {**LICENCE, "uri": None, "label": "By permission"},
        "credit": {"credit_line": "A. Photographer"},
    }

    found = written(media={"a": picture, "b": {"type": "document"}})

    assert found["image"] == [
        {
            "@type": "ImageObject",
            "contentUrl": "https://site.example/api/v1/media/files/a.jpg",
            "caption": "Street",
            "encodingFormat": "image/jpeg",
            "width": 48,
            "height": 32,
            "license": {"@type": "CreativeWork", "name": "By permission"},
            "creditText": "A. Photographer",
        }
    ]


def test_the_steps_of_a_method_are_plain_text_in_their_order():
    steps = [
        {"value": {"title": "Meet", "text": "<p>At the\n<b>square</b>.</p>"}},
        {"value": {"title": "", "text": "<p>Walk.</p>"}},
    ]

    found = written(kind="method", fields={"summary": "Jdeme.", "steps": steps})

    assert found["@type"] == ["HowTo", "LearningResource"]
    assert found["step"] == [
        {"@type": "HowToStep", "position": 1, "name": "Meet", "text": "At the square."},
        {"@type": "HowToStep", "position": 2, "text": "Walk."},
    ]


def test_what_is_not_known_is_left_out():
    found = written(
        licence=None, credit=None, funding=None, version="", keywords=[], fields={}, terms={}
    )

    assert set(found) == {
        "@context",
        "@type",
        "@id",
        "url",
        "name",
        "inLanguage",
        "datePublished",
        "dateModified",
        "workTranslation",
    }
