"""Files to download."""

from django.utils.translation import gettext_lazy as _

from integra_cms.blocks import groups
from integra_cms.blocks.choosers import DocumentBlock
from integra_cms.blocks.codes import BooleanBlock, IntegerBlock, LanguageBlock
from integra_cms.blocks.schemas import MediaReference, Schema
from integra_cms.blocks.struct import StructBlock
from integra_cms.blocks.wording import CharBlock, TextBlock


class FileData(Schema):
    document: MediaReference | None
    title: str
    language: str
    pages: int | None
    minutes: int | None
    accessible: bool
    note: str


class FileBlock(StructBlock):
    """A file of the media library, with what one should know before downloading it."""

    document = DocumentBlock(label=_("File"))
    title = CharBlock(label=_("Title"), max_length=200)
    language = LanguageBlock(
        label=_("Language of the file"),
        help_text=_("As a tag, for example bg, uk, ar. It may be another one than this page's."),
    )
    pages = IntegerBlock(label=_("Number of pages"), required=False, min_value=1)
    minutes = IntegerBlock(label=_("Minutes"), required=False, min_value=1)
    accessible = BooleanBlock(
        label=_("Accessible"),
        help_text=_("Tick it only if it was checked: headings, reading order, descriptions."),
    )
    note = TextBlock(label=_("Note"), required=False, rows=2)

    schema = FileData

    class Meta:
        icon = "download"
        group = groups.FILES
        label = _("File")
        description = _("A file to download, with its language and size.")
        template = "integra_cms/blocks/file.html"
        preview_value = {
            "document": None,
            "title": "Checklist to print (A4)",
            "language": "uk",
            "pages": 4,
            "minutes": None,
            "accessible": True,
            "note": "Black and white is enough.",
        }
