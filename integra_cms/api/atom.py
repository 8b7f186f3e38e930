"""The library as an Atom feed (RFC 4287): what changed last, for feed readers."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from django.conf import settings
from django.utils import translation

from integra_cms.delivery.canonical import timestamp
from integra_cms.delivery.reading.lists import Hit
from integra_cms.media.licences import LICENCES

NAMESPACE = "http://www.w3.org/2005/Atom"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Control characters, halves of pairs and what is no character: no escape makes them allowed."""

EMPTY_SINCE = "1970-01-01T00:00:00Z"
"""A feed without entries must have a date, too."""


def atom(hits: Sequence[Hit], *, locale: str, address: str, page: Callable[[str], str]) -> bytes:
    """A feed document.

    Args:
        hits: What it tells of, newest first.
        locale: The language that was asked for; each entry says its own.
        address: Where the feed itself stands.
        page: Makes the absolute address of a path of the site.
    """
    feed = Element("feed", {"xmlns": NAMESPACE, LANGUAGE: locale})
    _text(feed, "id", uuid5(NAMESPACE_URL, address).urn)
    _text(feed, "title", str(settings.WAGTAIL_SITE_NAME))
    _text(feed, "updated", timestamp(hits[0].updated_at) if hits else EMPTY_SINCE)
    _text(SubElement(feed, "author"), "name", str(settings.WAGTAIL_SITE_NAME))
    SubElement(feed, "link", {"rel": "self", "href": address, "type": "application/atom+xml"})
    SubElement(feed, "link", {"rel": "alternate", "href": page(f"/{locale}/"), "hreflang": locale})
    for hit in hits:
        _entry(feed, hit, json.loads(hit.content), page)
    indent(feed)
    written: str = tostring(feed, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{written}'.encode()


def _entry(
    feed: Element, hit: Hit, card: Mapping[str, str | None], page: Callable[[str], str]
) -> None:
    entry = SubElement(feed, "entry", {LANGUAGE: hit.served})
    _text(entry, "id", uuid5(hit.resource, hit.served).urn)
    _text(entry, "title", card["title"])
    _text(entry, "updated", timestamp(hit.updated_at))
    _text(entry, "published", card["published_at"])
    SubElement(
        entry,
        "link",
        {"rel": "alternate", "href": page(card["path"] or "/"), "hreflang": hit.served},
    )
    SubElement(entry, "category", {"term": hit.kind})
    if card["credit"]:
        _text(SubElement(entry, "author"), "name", card["credit"])
    with translation.override(hit.served):
        rights = _rights(card)
    if rights:
        _text(entry, "rights", rights)
    _text(entry, "summary", card["summary"] or card["title"])


def _rights(card: Mapping[str, str | None]) -> str:
    licence = LICENCES.get(card["licence"]) if card["licence"] else None
    words = (card["credit"], str(licence.label) if licence else None, licence and licence.uri)
    return ". ".join(str(each) for each in words if each)


def _text(parent: Element, name: str, text: str | None) -> None:
    SubElement(parent, name).text = _printable(text or "")


def _printable(text: str) -> str:
    """Without what XML cannot hold."""
    return NOT_IN_XML.sub("", text)
