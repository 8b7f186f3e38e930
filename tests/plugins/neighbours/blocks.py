from integra_cms.blocks import ListBlock, StructBlock, groups
from integra_cms.blocks.codes import CodeBlock
from integra_cms.blocks.schemas import Code, Listed, Schema
from integra_cms.blocks.wording import CharBlock, TextBlock


class HostData(Schema):
    name: str


class ListedHostData(HostData, Listed):
    """A host with the id of its place in the list."""


class OpeningTimeData(Schema):
    day: Code
    note: str
    hosts: list[ListedHostData]


class NeighbourTipData(Schema):
    text: str
    code: Code


class HostBlock(StructBlock):
    name = CharBlock(label="Name of the team")

    schema = HostData

    class Meta:
        icon = "user"
        label = "Host"
        description = "A team that opens the door."
        group = groups.TEXT
        template = "neighbours/host.html"
        preview_value = {"name": "Team of the library"}


class OpeningTimeBlock(StructBlock):
    """When a meeting place is open."""

    day = CodeBlock(label="Day")
    note = CharBlock(label="Note", required=False)
    hosts = ListBlock(HostBlock(), label="Hosts", default=[])

    schema = OpeningTimeData

    class Meta:
        icon = "date"
        label = "Opening time"
        description = "A day on which it is open."
        group = groups.TEXT
        template = "neighbours/opening_time.html"
        preview_value = {
            "day": "monday",
            "note": "Also in the evening.",
            "hosts": [{"name": "Team of the library"}],
        }


class NeighbourTipBlock(StructBlock):
    """A tip from one neighbour to another, in any body."""

    text = TextBlock(label="Tip")
    code = CodeBlock(label="Code")

    schema = NeighbourTipData

    class Meta:
        icon = "comment"
        label = "Tip from a neighbour"
        description = "Something neighbours tell each other."
        group = groups.TEXT
        template = "neighbours/neighbour_tip.html"
        preview_value = {"text": "The library has a quiet room.", "code": "quiet-room"}
