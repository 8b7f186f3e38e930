from integra_cms.blocks.fields import StreamField
from integra_cms.pages.base import BaseResourcePage
from integra_cms.vocabularies.fields import TermCodeField


class MeetingPlacePage(BaseResourcePage):
    """A place where neighbours meet."""

    venue = TermCodeField("venue", vocabulary="venue", blank=True)
    opening_times = StreamField(stream="opening_times", blank=True)

    content_panels = [*BaseResourcePage.content_panels, "venue", "opening_times"]

    class Meta:
        verbose_name = "meeting place"
