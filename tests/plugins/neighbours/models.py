from __future__ import annotations

from typing import Annotated, Any

from integra_cms.blocks.fields import StreamField
from integra_cms.pages.base import BaseResourcePage
from integra_cms.pages.schemas import Code, ResourceData, StreamOf
from integra_cms.vocabularies.fields import TermCodeField


class MeetingPlaceData(ResourceData):
    """A place where neighbours meet."""

    venue: Code | None
    opening_times: Annotated[list[Any], StreamOf("opening_times")]


class MeetingPlacePage(BaseResourcePage):
    """A place where neighbours meet."""

    venue = TermCodeField("venue", vocabulary="venue", blank=True)
    opening_times = StreamField(stream="opening_times", blank=True)

    content_panels = [*BaseResourcePage.content_panels, "venue", "opening_times"]

    class Meta:
        verbose_name = "meeting place"
