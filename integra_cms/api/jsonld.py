"""Documents in the words of schema.org, for search engines and catalogues of learning material."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from django.utils.html import strip_tags

CONTEXT = "https://schema.org"

TYPES: Mapping[str, str | list[str]] = {
    "method": ["HowTo", "LearningResource"],
    "checklist": "LearningResource",
    "good_practice": "Article",
    "agenda": "CreativeWork",
    "infographic": "Dataset",
    "campaign_tool": "CreativeWork",
    "collection": "Collection",
    "home": "WebPage",
    "library": "CollectionPage",
    "cities": "CollectionPage",
    "city": "AboutPage",
    "section": "WebPage",
    "news": "NewsArticle",
}
"""By kind; a kind of a plugin that is not named here is a ``CreativeWork``."""

Absolute = Callable[[str], str]


def jsonld(
    label: Mapping[str, Any], document: Mapping[str, Any], *, page: Absolute, file: Absolute
) -> dict[str, Any]:
    """A document as JSON-LD. What it does not know is left out, never guessed.

    Args:
        label: Which edition it is.
        document: As the API serves it.
        page: Makes the absolute address of a path of the site.
        file: Makes the absolute address of a file of the API.
    """
    credit = document["credit"] or {}
    found = {
        "@context": CONTEXT,
        "@type": TYPES.get(document["kind"], "CreativeWork"),
        "@id": f"urn:uuid:{document['id']}",
        "url": page(document["path"]),
        "name": document["title"],
        "description": document["fields"].get("summary"),
        "inLanguage": document["locale"],
        "datePublished": document["published_at"],
        "dateModified": label["updated_at"],
        "version": document["version"],
        "keywords": document["keywords"],
        "license": licence_of(document["licence"]),
        "creditText": credit.get("credit_line"),
        "creator": organisation(credit.get("rights_holder")),
        "copyrightHolder": organisation(credit.get("rights_holder")),
        "sameAs": credit.get("source_url"),
        "funding": funding(document["funding"]),
        "isBasedOn": origin(document["lineage"]),
        "about": terms(document["terms"]),
        "image": pictures(document["media"], file),
        "workTranslation": translations(label, document["id"]),
    }
    if document["kind"] == "method":
        found["step"] = steps(document["fields"].get("steps", []))
    return {name: value for name, value in found.items() if value not in (None, "", [], {})}


def licence_of(licence: Mapping[str, Any] | None) -> str | dict[str, str] | None:
    """Where a licence stands; one that stands nowhere is named."""
    if licence is None:
        return None
    return licence["uri"] or {"@type": "CreativeWork", "name": licence["label"]}


def organisation(name: str | None) -> dict[str, str] | None:
    """Whoever holds the rights. The catalogue knows cities and partners, not single people."""
    return {"@type": "Organization", "name": name} if name else None


def funding(given: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """The project that paid for it, with the funder's own words."""
    if given is None:
        return None
    texts = {
        "description": given["statement"],
        "disambiguatingDescription": given["disclaimer"],
    }
    return {
        "@type": "Grant",
        "identifier": given["project"],
        **{
            name: in_its_language(each["text"], each["locale"])
            for name, each in texts.items()
            if each["text"]
        },
    }


def in_its_language(text: str, locale: str) -> dict[str, str]:
    """A text that need not be in the language of the document."""
    return {"@value": text, "@language": locale}


def origin(lineage: Mapping[str, Any] | None) -> str | None:
    """What it was adopted from."""
    if lineage is None:
        return None
    resource = lineage["resource"]
    return lineage["url"] or (f"urn:uuid:{resource}" if resource else None)


def terms(given: Mapping[str, Mapping[str, Mapping[str, str]]]) -> list[dict[str, Any]]:
    """The terms it is about, each in the list it belongs to."""
    return [
        {
            "@type": "DefinedTerm",
            "termCode": code,
            "name": in_its_language(term["label"], term["locale"]),
            "inDefinedTermSet": {"@type": "DefinedTermSet", "identifier": vocabulary},
        }
        for vocabulary, codes in given.items()
        for code, term in codes.items()
    ]


def pictures(media: Mapping[str, Mapping[str, Any]], file: Absolute) -> list[dict[str, Any]]:
    """The pictures it shows, each with its own licence and credit."""
    found = []
    for shown in media.values():
        if shown["type"] == "image":
            described = {
                "@type": "ImageObject",
                "contentUrl": file(shown["file"]),
                "caption": shown["alt"],
                "encodingFormat": shown["mime"],
                "width": shown["width"],
                "height": shown["height"],
                "license": licence_of(shown["licence"]),
                "creditText": shown["credit"]["credit_line"],
            }
            found.append({name: value for name, value in described.items() if value})
    return found


def translations(label: Mapping[str, Any], resource: str) -> list[dict[str, str]]:
    """The editions in other languages."""
    return [
        {"@type": "CreativeWork", "@id": f"urn:uuid:{resource}", "inLanguage": edition["locale"]}
        for edition in label["editions"]
        if edition["locale"] != label["served"]
    ]


def steps(blocks: list[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The steps of a method, in their order."""
    found = []
    for position, block in enumerate(blocks, start=1):
        value = block["value"]
        step = {
            "@type": "HowToStep",
            "position": position,
            "name": value.get("title"),
            "text": re.sub(r"\s+", " ", strip_tags(value.get("text", ""))).strip(),
        }
        found.append({name: given for name, given in step.items() if given})
    return found
