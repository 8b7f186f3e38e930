"""Pictures, sound and film."""

from typing import Any
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from integra_cms.blocks import groups
from integra_cms.blocks.choosers import AudioBlock as AudioChooser
from integra_cms.blocks.choosers import DocumentBlock, ImageBlock
from integra_cms.blocks.choosers import VideoBlock as VideoChooser
from integra_cms.blocks.codes import (
    BooleanBlock,
    ChoiceBlock,
    IntegerBlock,
    UrlBlock,
    valid_secure_url,
)
from integra_cms.blocks.enums import Medium
from integra_cms.blocks.schemas import Html, ImageReference, MediaReference, Schema
from integra_cms.blocks.struct import StructBlock, StructValue
from integra_cms.blocks.wording import CharBlock, RichTextBlock

TRANSCRIPT_HELP = _(
    "Everything that is said, and what can be heard or seen besides, for those who cannot "
    "hear it or would rather read."
)


class PictureData(Schema):
    image: ImageReference | None
    alt_text: str
    decorative: bool
    caption: str


class AudioData(Schema):
    recording: MediaReference | None
    title: str
    transcript: Html


class VideoData(Schema):
    film: MediaReference | None
    title: str
    transcript: Html
    captions: MediaReference | None


class ExternalMediaData(Schema):
    url: str
    medium: Medium
    title: str
    transcript: Html
    poster: ImageReference | None
    duration_minutes: int | None


class PictureBlock(StructBlock):
    """A picture, with what it shows in words."""

    image = ImageBlock(label=_("Picture"))
    alt_text = CharBlock(
        label=_("What the picture shows"),
        required=False,
        max_length=300,
        help_text=_(
            "For people who cannot see it: what matters in this picture, in one or two sentences."
        ),
    )
    decorative = BooleanBlock(
        label=_("Only decoration"),
        help_text=_("Tick this if nothing is lost when the picture is not seen."),
    )
    caption = CharBlock(label=_("Caption"), required=False, max_length=300)

    schema = PictureData

    def problems(self, value: StructValue) -> dict[str, ValidationError]:
        if value["alt_text"] and value["decorative"]:
            text = _("A picture that is only decoration has no description. Remove one of the two.")
            return {"alt_text": ValidationError(text, code="alt_text_ambiguous")}
        if not (value["alt_text"] or value["decorative"] or self.is_deferred_validation):
            text = _("Describe what the picture shows, or tick “Only decoration”.")
            return {"alt_text": ValidationError(text, code="alt_text_missing")}
        return {}

    class Meta:
        icon = "image"
        group = groups.MEDIA
        label = _("Picture")
        description = _("A picture with a description and a caption.")
        template = "integra_cms/blocks/picture.html"
        preview_value = {
            "image": None,
            "alt_text": "People with clipboards look at the sign of a municipal office.",
            "decorative": False,
            "caption": "First stop of the walk",
        }


class AudioBlock(StructBlock):
    """A sound recording, with its words to read."""

    recording = AudioChooser(label=_("Recording"))
    title = CharBlock(label=_("Title"), max_length=200)
    transcript = RichTextBlock(label=_("Transcript"), help_text=TRANSCRIPT_HELP)

    schema = AudioData

    class Meta:
        icon = "media"
        group = groups.MEDIA
        label = _("Sound")
        description = _("A recording from the media library with its transcript.")
        template = "integra_cms/blocks/audio.html"
        preview_value = {
            "recording": None,
            "title": "Three voices on arriving",
            "transcript": "<p>“At first I only knew the way to work.”</p>",
        }


class VideoBlock(StructBlock):
    """A film, with its words to read."""

    film = VideoChooser(label=_("Film"))
    title = CharBlock(label=_("Title"), max_length=200)
    transcript = RichTextBlock(label=_("Transcript"), help_text=TRANSCRIPT_HELP)
    captions = DocumentBlock(
        label=_("Captions"),
        required=False,
        help_text=_("A file in the format WebVTT (.vtt), in the language of this page."),
    )

    schema = VideoData

    def problems(self, value: StructValue) -> dict[str, ValidationError]:
        captions = value["captions"]
        if captions is None or captions.filename.lower().endswith(".vtt"):
            return {}
        error = ValidationError(
            _("“%(name)s” is not a file in the format WebVTT (.vtt). Choose another one."),
            code="captions_format",
            params={"name": captions.filename},
        )
        return {"captions": error}

    class Meta:
        icon = "media"
        group = groups.MEDIA
        label = _("Film")
        description = _("A film from the media library with transcript and captions.")
        template = "integra_cms/blocks/video.html"
        preview_value = {
            "film": None,
            "title": "A walk in six minutes",
            "transcript": "<p>Seven people meet in front of the town hall.</p>",
            "captions": None,
        }


class ExternalMediaValue(StructValue):
    """Sound or film on another site."""

    @property
    def host(self) -> str:
        """Where the link leads: people should know before they click."""
        return urlsplit(self["url"]).hostname or ""


class ExternalMediaBlock(StructBlock):
    """A film or recording on another site: nothing is loaded from there before a click."""

    url = UrlBlock(
        label=_("Address"),
        validators=[valid_secure_url],
        help_text=_("The page of the film or recording, starting with https://."),
    )
    medium = ChoiceBlock(label=_("Kind"), choices=Medium.choices)
    title = CharBlock(label=_("Title"), max_length=200)
    transcript = RichTextBlock(label=_("Transcript"), required=False, help_text=TRANSCRIPT_HELP)
    poster = ImageBlock(
        label=_("Still picture"),
        required=False,
        help_text=_("A picture from our own media library. None is taken from the other site."),
    )
    duration_minutes = IntegerBlock(
        label=_("Duration in minutes"), required=False, min_value=1, max_value=1000
    )

    schema = ExternalMediaData

    class Meta:
        icon = "link-external"
        group = groups.MEDIA
        label = _("Film or sound on another site")
        description = _("A button that leads to another site. Nothing is loaded before a click.")
        template = "integra_cms/blocks/external_media.html"
        value_class = ExternalMediaValue
        preview_value: dict[str, Any] = {
            "url": "https://video.example.org/walk",
            "medium": "video",
            "title": "A walk in six minutes",
            "transcript": "",
            "poster": None,
            "duration_minutes": 6,
        }
