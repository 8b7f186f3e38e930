"""Links to pages, files and other sites."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from integra_cms.blocks import groups
from integra_cms.blocks.choosers import DocumentBlock, PageBlock
from integra_cms.blocks.codes import UrlBlock
from integra_cms.blocks.list import ListBlock
from integra_cms.blocks.schemas import Listed, MediaReference, PageReference, Schema
from integra_cms.blocks.struct import StructBlock, StructValue
from integra_cms.blocks.wording import CharBlock, TextBlock

TARGETS = ("page", "document", "url")


class LinkData(Schema):
    label: str
    page: PageReference | None
    document: MediaReference | None
    url: str


class ListedLinkData(Listed, LinkData):
    """A link in a list."""


class LinkListData(Schema):
    title: str
    links: list[ListedLinkData]


class ResourceData(Schema):
    page: PageReference | None
    note: str


class LinkBlock(StructBlock):
    """A link with exactly one target."""

    label = CharBlock(
        label=_("Text of the link"),
        max_length=200,
        help_text=_("It should make sense by itself: not “here”, but what one finds there."),
    )
    page = PageBlock(label=_("Page of this site"), required=False)
    document = DocumentBlock(label=_("File"), required=False)
    url = UrlBlock(label=_("Address on another site"), required=False)

    schema = LinkData

    def problems(self, value: StructValue) -> dict[str, ValidationError]:
        given = [name for name in TARGETS if value[name]]
        if len(given) > 1:
            text = _(
                "A link leads to one place. Keep a page, a file or an address; clear the rest."
            )
            return {given[-1]: ValidationError(text, code="link_target_ambiguous")}
        if not given and not self.is_deferred_validation:
            text = _("Choose where the link leads: a page, a file or an address.")
            return {"url": ValidationError(text, code="link_target_missing")}
        return {}

    class Meta:
        icon = "link"
        group = groups.LINKS
        label = _("Link")
        description = _("A link to a page of this site, a file or another site.")
        template = "integra_cms/blocks/link.html"
        preview_value = {
            "label": "Contacts of all municipal offices",
            "page": None,
            "document": None,
            "url": "https://city.example.org/offices",
        }


class LinkListBlock(StructBlock):
    """Several links under one title."""

    title = CharBlock(label=_("Title"), required=False, max_length=200)
    links = ListBlock(LinkBlock(), label=_("Links"), min_num=1)

    schema = LinkListData

    class Meta:
        icon = "list-ul"
        group = groups.LINKS
        label = _("List of links")
        description = _("Several links under one title.")
        template = "integra_cms/blocks/link_list.html"
        preview_value = {
            "title": "Where to get help",
            "links": [
                {"label": "Language courses", "url": "https://city.example.org/courses"},
                {"label": "Advice on housing", "url": "https://city.example.org/housing"},
            ],
        }


class ResourceBlock(StructBlock):
    """A resource of the library, shown inside another page."""

    page = PageBlock(
        label=_("Resource"),
        help_text=_("Readers get it in their language where there is a translation."),
    )
    note = TextBlock(
        label=_("Note"),
        required=False,
        rows=2,
        help_text=_("Why it is mentioned here, or how it was used."),
    )

    schema = ResourceData

    class Meta:
        icon = "doc-full-inverse"
        group = groups.LINKS
        label = _("Resource")
        description = _("A method, checklist, practice or other resource of the library.")
        template = "integra_cms/blocks/resource.html"
        preview_value = {"page": None, "note": "We used it to prepare the first round table."}
