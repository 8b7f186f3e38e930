"""Answers from the catalogue, as bytes: nothing here knows of HTTP, and nothing is rendered.

A question is refused with ``QuestionRefused``, which names the part and what is allowed there. What
is not there is None. ``known`` are the ETags a reader has: such an answer comes without body.
"""

from integra_cms.delivery.reading.answers import Answer
from integra_cms.delivery.reading.cards import cards_of
from integra_cms.delivery.reading.details import detail, detail_by, find
from integra_cms.delivery.reading.exceptions import (
    CursorError,
    FeedAhead,
    FeedCompacted,
    FeedError,
    QuestionRefused,
)
from integra_cms.delivery.reading.exporting import export
from integra_cms.delivery.reading.facets import FacetCount
from integra_cms.delivery.reading.feed import FeedEntry, FeedPage, changes, feed_page
from integra_cms.delivery.reading.lists import Hit, Listing, latest, list_answer, listing
from integra_cms.delivery.reading.questions import LARGEST_PAGE, SORTS, VIEWS, ListQuestion
from integra_cms.delivery.reading.registers import media, register
from integra_cms.delivery.reading.suggestions import suggest

__all__ = [
    "LARGEST_PAGE",
    "SORTS",
    "VIEWS",
    "Answer",
    "CursorError",
    "FacetCount",
    "FeedAhead",
    "FeedCompacted",
    "FeedEntry",
    "FeedError",
    "FeedPage",
    "Hit",
    "ListQuestion",
    "Listing",
    "QuestionRefused",
    "cards_of",
    "changes",
    "detail",
    "detail_by",
    "export",
    "feed_page",
    "find",
    "latest",
    "list_answer",
    "listing",
    "media",
    "register",
    "suggest",
]
