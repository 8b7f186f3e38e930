"""The kinds of resources that the toolkit brings along."""

from integra_cms.pages.kinds.declared import (
    AGENDA,
    CAMPAIGN_TOOL,
    CHECKLIST,
    COLLECTION,
    GOOD_PRACTICE,
    INFOGRAPHIC,
    METHOD,
)

__all__ = [
    "AGENDA",
    "CAMPAIGN_TOOL",
    "CHECKLIST",
    "COLLECTION",
    "GOOD_PRACTICE",
    "INFOGRAPHIC",
    "METHOD",
]
