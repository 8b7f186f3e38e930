"""What answers hold, as models: labels, cards, documents of every kind, lists.

Documents are composed when they are asked for, from the schemas that kinds and pages declare.
"""

from functools import lru_cache
from typing import Annotated, Any, Literal, Union
from uuid import UUID

from pydantic import AwareDatetime, BaseModel, Field, RootModel, create_model

from integra_cms.blocks.schemas import Code, Schema
from integra_cms.pages.documents import DocumentType, document_types
from integra_cms.pages.editions import Freshness, Origin
from integra_cms.pages.schemas import LanguageTag, TextData
from integra_cms.pages.stream_types import typed

Locale = Annotated[LanguageTag, Field(description="A locale of the site, as a BCP 47 tag.")]
Path = Annotated[str, Field(description="An address on the site, without host.")]
FilePath = Annotated[str, Field(description="An address relative to the root of this API.")]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the file.")]


class EditionState(Schema):
    """One edition that can be served."""

    locale: Locale
    origin: Origin
    freshness: Freshness


class Label(Schema):
    """Which language an answer is in, and how far its text can be trusted."""

    asked: Locale
    served: Locale
    fallback: Annotated[bool, Field(description="It is in another language than asked for.")]
    origin: Origin
    freshness: Freshness
    updated_at: Annotated[AwareDatetime, Field(description="When the content last changed.")]
    editions: list[EditionState]


class LicenceData(Schema):
    """A licence and what it allows."""

    code: Annotated[str, Field(description="SPDX identifier or LicenseRef-….")]
    label: str
    uri: str | None
    may_rehost: bool
    may_adapt: bool
    commercial: bool
    share_alike: bool
    needs_credit: bool


class CreditData(Schema):
    """Whose a file is, and who says so; null where nobody said it."""

    rights_holder: str | None
    credit_line: str | None
    source_url: str | None
    licence_note: str | None


class ResourceCredit(Schema):
    """Whose a resource is, and where it was taken from; empty where nobody said it."""

    rights_holder: str
    credit_line: str
    source_url: str
    licence_note: str
    provenance: str


class Funding(Schema):
    """The project that paid for it, and what its funder wants to be shown."""

    project: Code
    statement: TextData
    disclaimer: TextData
    official: Annotated[bool, Field(description="The funder's own words, no free translation.")]


class Lineage(Schema):
    """What it was adopted from; ``url`` is empty where that is a resource of this site."""

    resource: UUID
    locale: Locale
    version: str
    licence: str
    url: str
    digest: str


class TermLabel(Schema):
    """What a code is called."""

    label: str
    locale: LanguageTag


class LinkTarget(Schema):
    """A public page that a document leads to, in the edition that belongs to its language."""

    kind: str
    locale: Locale
    title: str
    path: Path


class LinkedMedia(Schema):
    """A file that a document shows or leads to."""

    type: Literal["image", "document", "recording"]
    title: str
    alt: str | None
    width: int | None
    height: int | None
    sha256: Sha256
    file: FilePath
    language: LanguageTag | None
    mime: str
    bytes: int | None
    duration: float | None
    licence: LicenceData
    credit: CreditData


class DocumentHead(Schema):
    """What documents of all kinds have; ``fields`` differ by kind."""

    id: Annotated[UUID, Field(description="The resource: the same in every language.")]
    locale: Locale
    title: str
    path: Path
    city: Annotated[Code | None, Field(description="The city in whose section it stands.")]
    parent: UUID | None
    published_at: AwareDatetime
    version: str
    example: Annotated[bool, Field(description="Invented to show how the toolkit works.")]
    keywords: list[str]
    licence: LicenceData | None
    credit: ResourceCredit | None
    funding: Funding | None
    lineage: Lineage | None
    terms: Annotated[
        dict[str, dict[str, TermLabel]],
        Field(description="Vocabulary, then code: what every term in it is called."),
    ]
    links: Annotated[
        dict[UUID, LinkTarget], Field(description="Every public page it leads to, by resource.")
    ]
    media: Annotated[
        dict[UUID, LinkedMedia], Field(description="Every public file it shows or leads to.")
    ]


class CardImage(Schema):
    """The picture of a card."""

    media: UUID
    width: int
    height: int
    alt: str | None
    sha256: Sha256


class Card(Schema):
    """What lists show of a document."""

    id: UUID
    kind: str
    locale: Locale
    title: str
    summary: str
    path: Path
    city: Code | None
    licence: str | None
    credit: str | None
    funding: Code | None
    version: str
    example: bool
    image: CardImage | None
    published_at: AwareDatetime
    terms: Annotated[dict[str, list[str]], Field(description="Facet: the codes it has.")]


class Excerpt(Schema):
    """Where the words that were searched for stand."""

    html: Annotated[str, Field(description="Plain text with <mark> around what was found.")]


class FacetCount(Schema):
    """How many resources a code would give."""

    code: str
    count: int


class CardItem(Schema):
    """A resource in a list, in short."""

    label: Label
    card: Card
    excerpt: Excerpt | None = None


class ListAnswer(Schema):
    """A page of a list."""

    items: list[Any]
    next: Annotated[str | None, Field(description="The cursor of the next page; null: the last.")]
    total: int | None = None
    facets: dict[str, list[FacetCount]] | None = None


def document_models() -> dict[str, type[DocumentHead]]:
    """The documents of every kind and structural page, by kind, with plugins' blocks in them."""
    return {
        name: _document(document_type, typed(document_type.schema))
        for name, document_type in document_types().items()
    }


def document_model() -> type[BaseModel]:
    """A document of any kind; ``kind`` says which."""
    return _any_document(tuple(document_models().values()))


def detail_model() -> type[BaseModel]:
    """The answer to whoever asks for one resource."""
    return _detail(document_model())


def list_model() -> type[BaseModel]:
    """The answer to whoever asks for many: cards, or whole documents on request."""
    return _list(document_model())


@lru_cache(maxsize=256)
def _document(document_type: DocumentType, fields: type[BaseModel]) -> type[DocumentHead]:
    name = "".join(part.capitalize() for part in document_type.name.split("_"))
    more: dict[str, Any] = {"kind": Literal[document_type.name], "fields": fields}
    return create_model(
        f"{name}Document",
        __base__=DocumentHead,
        __doc__=f"A document of the kind {document_type.name}.",
        __module__=document_type.model.__module__,
        **more,
    )


@lru_cache(maxsize=8)
def _any_document(models: tuple[type[DocumentHead], ...]) -> type[BaseModel]:
    union: Any = Annotated[Union[models], Field(discriminator="kind")]  # noqa: UP007 - from a list
    return create_model("Document", __base__=RootModel[union], __module__=__name__)


@lru_cache(maxsize=8)
def _detail(document: type[BaseModel]) -> type[BaseModel]:
    return create_model(
        "DetailAnswer",
        __base__=Schema,
        __doc__="One resource, in the best edition for the language asked for.",
        __module__=__name__,
        label=(Label, ...),
        document=(document, ...),
    )


@lru_cache(maxsize=8)
def _list(document: type[BaseModel]) -> type[BaseModel]:
    item = create_model(
        "DocumentItem",
        __base__=Schema,
        __doc__="A resource in a list, as a whole.",
        __module__=__name__,
        label=(Label, ...),
        document=(document, ...),
        excerpt=(Excerpt | None, None),
    )
    items: Any = list[CardItem | item]  # type: ignore[valid-type]
    return create_model(
        "ListAnswer",
        __base__=ListAnswer,
        __doc__=ListAnswer.__doc__,
        __module__=__name__,
        items=(items, ...),
    )
