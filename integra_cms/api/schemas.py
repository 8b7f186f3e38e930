"""What answers hold that are no documents: the feed, files, suggestions, errors."""

from http import HTTPStatus
from typing import Annotated, Any, Literal
from uuid import UUID

from pydantic import AwareDatetime, ConfigDict, Field, create_model

from integra_cms.api.problems import CODES
from integra_cms.blocks.schemas import Schema
from integra_cms.delivery.models import Change
from integra_cms.delivery.schemas import (
    CreditData,
    FilePath,
    Label,
    LicenceData,
    Locale,
    Path,
    Sha256,
    document_model,
)


class ParameterErrorData(Schema):
    """One parameter that cannot be used."""

    parameter: str
    message: str
    allowed: Annotated[str, Field(description="What could stand there, in words.")]


class ProblemBase(Schema):
    """An error, as RFC 9457 writes it."""

    type: Literal["about:blank"]
    detail: Annotated[str, Field(description="What happened and what to do, for people.")]
    errors: Annotated[
        list[ParameterErrorData], Field(description="The parameters it is about; often none.")
    ]


class Suggestion(Schema):
    """A resource whose title continues what was typed."""

    resource: UUID
    title: str
    locale: Locale
    path: Path
    kind: str


class SuggestAnswer(Schema):
    """Titles for a box to choose from."""

    asked: Locale
    items: list[Suggestion]


class FocalPoint(Schema):
    """What a picture is about, as parts of its width and height."""

    x: Annotated[float, Field(ge=0, le=1)]
    y: Annotated[float, Field(ge=0, le=1)]


class RenditionData(Schema):
    """A picture in another size and format."""

    preset: str
    format: Literal["avif", "webp", "jpeg"]
    width: int
    height: int
    bytes: int
    file: FilePath


class MediaAnswer(Schema):
    """A file that something public shows or leads to."""

    id: UUID
    type: Literal["image", "document", "recording"]
    title: str
    alt: str | None
    language: str | None
    contains_text: Annotated[bool, Field(description="Words can be read in the picture.")]
    width: int | None
    height: int | None
    duration: Annotated[float | None, Field(description="Seconds.")]
    focal_point: FocalPoint | None
    mime: str
    bytes: int | None
    sha256: Sha256
    file: FilePath
    licence: LicenceData
    credit: CreditData
    version: Annotated[str | None, Field(description="Stands in addresses of renditions.")]
    renditions: list[RenditionData]
    renditions_pending: Annotated[bool, Field(description="Some are still to be made.")]


class Put(Schema):
    """What a thing is now; which of these it has depends on ``entity``."""

    label: Label | None = None
    document: Any = None
    media: MediaAnswer | None = None
    register_: Annotated[dict[str, Any] | None, Field(alias="register")] = None


class ChangeData(Put):
    """One entry of the feed."""

    sequence: int
    at: AwareDatetime
    entity: Literal["edition", "media", "register"]
    key: Annotated[str, Field(description="The UUID of the resource or file, or a name.")]
    locale: str
    kind: str
    action: Literal["put", "remove"]
    reason: Annotated[
        Literal[("", *Change.Reason.values)],  # type: ignore[valid-type] # the model says them
        Field(description="Why it was removed; empty for what was put."),
    ]
    digest: str


class ChangesAnswer(Schema):
    """Some changes in their order."""

    changes: list[ChangeData]
    next: Annotated[int, Field(description="Ask for what comes after this number next.")]
    head: Annotated[int, Field(description="The latest number; equal to `next` when all is read.")]
    horizon: Annotated[int, Field(description="Changes up to this number are not kept any more.")]


class ExportHead(Schema):
    """The first line of an export."""

    cursor: Annotated[int, Field(description="Follow the feed from this number.")]
    registers: int
    media: int
    documents: int


class ExportLine(Put):
    """One thing that is served, as the feed says it."""

    entity: Literal["edition", "media", "register"]
    key: str
    locale: str
    kind: str
    digest: str


class JsonLd(Schema):
    """A document in the words of schema.org."""

    model_config = ConfigDict(extra="allow")

    context: Annotated[Literal["https://schema.org"], Field(alias="@context")]
    type: Annotated[str | list[str], Field(alias="@type")]
    id: Annotated[str, Field(alias="@id")]
    name: str
    inLanguage: str


def changes_model() -> type[Schema]:
    """The feed, with documents of every kind."""
    document: Any = document_model() | None
    change = create_model(
        "ChangeData",
        __base__=ChangeData,
        __doc__=ChangeData.__doc__,
        __module__=__name__,
        document=(document, None),
    )
    return create_model(
        "ChangesAnswer",
        __base__=ChangesAnswer,
        __doc__=ChangesAnswer.__doc__,
        __module__=__name__,
        changes=(list[change], ...),  # type: ignore[valid-type]
    )


def export_line_model() -> type[Schema]:
    """A line of the export, with documents of every kind."""
    document: Any = document_model() | None
    return create_model(
        "ExportLine",
        __base__=ExportLine,
        __doc__=ExportLine.__doc__,
        __module__=__name__,
        document=(document, None),
    )


class DraftLabel(Label):
    """Which language a draft is in, and how far its text can be trusted."""

    draft: Annotated[Literal[True], Field(description="It is not published as it is here.")]


def preview_model() -> type[Schema]:
    """A draft of any kind."""
    document: Any = document_model()
    return create_model(
        "PreviewAnswer",
        __base__=Schema,
        __doc__="One page as somebody is writing it; it may lack what a document must have.",
        __module__=__name__,
        label=(DraftLabel, ...),
        document=(document, ...),
    )


def problem_models() -> dict[int, type[Schema]]:
    """The errors there are, by status: each has codes of its own."""
    by_status: dict[int, list[str]] = {}
    for code, status in CODES.items():
        by_status.setdefault(status, []).append(code)
    return {status: _problem(status, tuple(codes)) for status, codes in by_status.items()}


def _problem(status: int, codes: tuple[str, ...]) -> type[Schema]:
    phrase = HTTPStatus(status).phrase
    fields: dict[str, Any] = {
        "status": Literal[status],
        "title": Literal[phrase],
        "code": Literal[codes],
    }
    return create_model(
        f"Problem{status}",
        __base__=ProblemBase,
        __doc__=f"{phrase}.",
        __module__=__name__,
        **fields,
    )
