"""The Atom feed, as RFC 4287 wants it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any
from uuid import UUID
from xml.etree.ElementTree import Element, fromstring

import pytest

from integra_cms.delivery.canonical import canonical
from integra_cms.delivery.models import Document
from tests.delivery.reading.factories import LONG_AGO, Resource, publish

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
CC_BY = "CC BY 4.0 (credit). https://creativecommons.org/licenses/by/4.0/"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


@pytest.fixture
def feed(api) -> Callable[..., Element]:
    def get(**query: Any) -> Element:
        response = api("feed.atom", **query)
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        return fromstring(response.content)  # noqa: S314 - it is ours

    return get


def put(editions: dict[str, str], *, minutes: int = 0, **card: Any) -> UUID:
    """A resource with its card as rendering makes it."""
    resource = publish(Resource(editions, updated_at=LONG_AGO + timedelta(minutes=minutes)))[0]
    for document in Document.objects.filter(resource=resource):
        document.card = canonical(
            {
                "id": str(resource),
                "title": document.title,
                "summary": f"About {document.title}.",
                "path": document.path,
                "licence": "CC-BY-4.0",
                "credit": "© City of Sofia",
                "published_at": "2026-01-01T12:00:00Z",
                **card,
            }
        )
        document.save()
    return resource


def text(element: Element, name: str) -> str | None:
    return element.findtext(ATOM + name)


def links(element: Element) -> dict[str | None, str | None]:
    return {link.get("rel"): link.get("href") for link in element.findall(f"{ATOM}link")}


def entries(feed: Element) -> list[Element]:
    return feed.findall(f"{ATOM}entry")


def test_feed_and_entries_have_all_that_is_required(feed):
    resource = put({"en": "Photovoice"}, minutes=5)

    found = feed(locale="en")

    (entry,) = entries(found)
    for element in (found, entry):
        assert str(text(element, "id")).startswith("urn:uuid:")
        assert text(element, "title")
        assert text(element, "updated") == "2026-01-01T12:05:00Z"
        assert element.findtext(f"{ATOM}author/{ATOM}name")
    assert text(entry, "published") == "2026-01-01T12:00:00Z"
    assert text(entry, "summary") == "About Photovoice."
    assert entry.find(f"{ATOM}category").get("term") == "method"
    assert links(found) == {
        "self": "http://testserver/api/v1/feed.atom?locale=en",
        "alternate": "http://testserver/en/",
    }
    assert links(entry) == {"alternate": f"http://testserver/en/library/{resource}/"}


def test_what_changed_last_comes_first_and_dates_the_feed(feed):
    put({"en": "Older"}, minutes=1)
    put({"en": "Newer"}, minutes=2)

    found = feed()

    assert [text(entry, "title") for entry in entries(found)] == ["Newer", "Older"]
    assert text(found, "updated") == "2026-01-01T12:02:00Z"


def test_an_entry_in_another_language_says_so(feed):
    put({"en": "Walk", "bg": "Разходка"}, minutes=2)
    put({"en": "Garden"}, minutes=1)

    found = feed(locale="bg")

    assert found.get(LANGUAGE) == "bg"
    assert [(entry.get(LANGUAGE), text(entry, "title")) for entry in entries(found)] == [
        ("bg", "Разходка"),
        ("en", "Garden"),
    ]
    assert [link.get("hreflang") for link in found.iter(f"{ATOM}link") if link.get("hreflang")] == [
        "bg",
        "bg",
        "en",
    ]


def test_an_edition_keeps_its_id_in_every_feed_and_each_edition_has_its_own(feed):
    put({"en": "Walk", "bg": "Разходка"})

    ids = {locale: text(entries(feed(locale=locale))[0], "id") for locale in ("en", "cs", "bg")}

    assert ids["en"] == ids["cs"] != ids["bg"]
    assert len({text(feed(locale=locale), "id") for locale in ids}) == 3


@pytest.mark.parametrize(
    ("card", "rights"),
    [
        ({}, f"© City of Sofia. {CC_BY}"),
        ({"credit": None}, CC_BY),
        ({"licence": None}, "© City of Sofia"),
        ({"licence": None, "credit": None}, None),
    ],
)
def test_rights_name_credit_and_licence(feed, card, rights):
    put({"en": "Walk"}, **card)

    assert text(entries(feed())[0], "rights") == rights


def test_markup_does_no_harm(feed):
    put({"en": "A & <b>B</b>"})

    assert text(entries(feed())[0], "title") == "A & <b>B</b>"


@pytest.mark.parametrize("place", ["title", "summary", "credit"])
def test_what_xml_cannot_hold_is_taken_out(feed, place):
    refused = "".join(map(chr, {*range(0x20), 0xFFFE, 0xFFFF} - set(map(ord, "\t\n\r"))))
    kept = "\t\n \x85\ud7ff\ue000\ufffd\U0001f333\U0010ffff"
    put({"en": "Walk"}, **{place: f"A{refused}B{kept}C", "licence": None})

    (entry,) = entries(feed())

    element = {"title": "title", "summary": "summary", "credit": "rights"}[place]
    assert text(entry, element) == f"AB{kept}C"


def test_text_of_the_site_holds_what_xml_can(feed, settings):
    settings.WAGTAIL_SITE_NAME = "Our\uffff\x1b site"

    assert text(feed(), "title") == "Our site"


def test_an_empty_feed_is_a_feed(feed):
    found = feed(locale="bg")

    assert entries(found) == []
    assert text(found, "updated")


def test_a_known_feed_is_not_sent_again(api):
    put({"en": "Walk"})
    etag = api("feed.atom")["ETag"]

    assert api("feed.atom", headers={"If-None-Match": etag}).status_code == 304
