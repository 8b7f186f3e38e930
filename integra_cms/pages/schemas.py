"""What schemas of documents have in common. The schema of each page model stands beside it.

A schema describes the ``fields`` of a document: what editors wrote into a page, apart from what
every document has outside of them. Text, addresses, dates and durations that nobody filled in
are ``""``; terms, choices, numbers, days and references are null.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from integra_cms.blocks.schemas import Code, Html, ImageReference, Schema


@dataclass(frozen=True)
class StreamOf:
    """Says of a list that it holds the blocks of a named stream, those of plugins included.

    Which these are is known when all apps are ready: ``stream_types.typed`` puts their types in.
    """

    stream: str


PartialDate = Annotated[
    str,
    StringConstraints(pattern=r"^([0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?$"),
    Field(description="A year, a month or a day, as precisely as it is known; empty: unknown."),
]
Day = Annotated[
    str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), Field(description="A day.")
]
Duration = Annotated[
    str,
    StringConstraints(pattern=r"^(P[0-9YMWDTHS.,]+)?$"),
    Field(description="How long it takes, as ISO 8601 writes it: PT2H15M, P4W; empty: unknown."),
]
DecimalText = Annotated[
    str,
    StringConstraints(pattern=r"^-?[0-9]+(\.[0-9]+)?$"),
    Field(description="A number, as text so that none is rounded."),
]
Country = Annotated[
    str, StringConstraints(pattern=r"^([A-Z]{2})?$"), Field(description="ISO 3166-1 code.")
]
Currency = Annotated[
    str, StringConstraints(pattern=r"^[A-Z]{3}$"), Field(description="ISO 4217 code.")
]
LanguageTag = Annotated[str, Field(description="BCP 47 tag, such as “ar” or “zh-Hant”.")]
ReferenceCode = Annotated[
    str,
    StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:-]*$"),
    Field(description="A code of another list."),
]


class TextData(Schema):
    """A text that need not be in the language that was asked for: it says which one it is in."""

    text: str
    locale: LanguageTag


class OrganisationData(Schema):
    """An organisation that a page names."""

    code: Code
    name: TextData
    short_name: str
    url: str


class PageData(Schema):
    """What every page of the toolkit says."""

    summary: str
    body: Annotated[list[Any], StreamOf("body")]
    seo_title: str
    search_description: str


class ResourceData(PageData):
    """What every resource says, of whatever kind."""

    stages: list[Code]
    areas: list[Code]
    issues: list[Code]
    target_groups: list[Code]
    place_types: list[Code]
    cities: list[Code]
    aims: list[Code]
    files: Annotated[list[Any], StreamOf("files")]
    links: Annotated[list[Any], StreamOf("links")]
    related: Annotated[list[Any], StreamOf("related")]


__all__ = [
    "Code",
    "Country",
    "Currency",
    "Day",
    "DecimalText",
    "Duration",
    "Html",
    "ImageReference",
    "LanguageTag",
    "OrganisationData",
    "PageData",
    "PartialDate",
    "ReferenceCode",
    "ResourceData",
    "Schema",
    "StreamOf",
    "TextData",
]
