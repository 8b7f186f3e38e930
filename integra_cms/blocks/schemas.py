"""What schemas of API forms have in common. The schema of each block stands beside the block."""

from typing import Annotated
from uuid import UUID

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

Code = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]*$")]
PartialDate = Annotated[str, StringConstraints(pattern=r"^([12][0-9]{3}(-(0[1-9]|1[0-2]))?)?$")]
Html = Annotated[str, Field(description="Rich text: paragraphs, lists, bold, italic, links.")]


class Schema(BaseModel):
    """The base of all: a key that is not in the schema is an error."""

    model_config = ConfigDict(extra="forbid", use_enum_values=True)


class Listed(Schema):
    """An item of a list, with its id: the same in every language."""

    id: str


class PageReference(Schema):
    """A page: the resource it is an edition of."""

    resource: UUID


class MediaReference(Schema):
    """A file of the media library."""

    media: UUID


class ImageReference(MediaReference):
    """A picture of the media library, with its size in pixels."""

    width: int
    height: int
