from integra_cms.plugins import Finding, Kind, ReadinessRule, Vocabulary

MEETING_PLACE = Kind(
    name="meeting_place",
    model="neighbours.MeetingPlacePage",
    label="Meeting place",
    label_plural="Meeting places",
    icon="group",
    template="neighbours/meeting_place.html",
    facets=("venue",),
    document="tests.plugins.neighbours.models.MeetingPlaceData",
)

VENUE = Vocabulary(code="venue", label="Venues", help_text="Where neighbours meet.")


def opening_times(page):
    if not page.opening_times:
        yield Finding("opening_times_missing", "Say when it is open.", "opening_times")


HAS_OPENING_TIMES = ReadinessRule(
    "has_opening_times", "Opening times", opening_times, kinds=("meeting_place",)
)
