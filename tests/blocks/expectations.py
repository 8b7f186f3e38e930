"""What the blocks of the toolkit promise, written by hand: which parts are text, which required."""

from __future__ import annotations

TEXT_OF_EVIDENCE = {"claim", "unit", "source_name"}

TRANSLATED = {
    "paragraph": {""},
    "heading": {"text"},
    "quote": {"text", "attribution"},
    "callout": {"title", "text"},
    "picture": {"alt_text", "caption"},
    "audio": {"title", "transcript"},
    "video": {"title", "transcript"},
    "external_media": {"title", "transcript"},
    "link": {"label"},
    "link_list": {"title", "links.label"},
    "resource": {"note"},
    "step": {"title", "text", "duration", "who", "materials", "tip"},
    "role": {"name", "duties", "number"},
    "supply": {"name", "quantity"},
    "section": {
        "title",
        "introduction",
        "items.statement",
        "items.help",
        "items.evidence_type",
    },
    "evidence": TEXT_OF_EVIDENCE,
    "driver": {"name", "indicators"},
    "scenario": {
        "title",
        "narrative",
        "axis_a",
        "axis_b",
        "plausibility",
        "effects.text",
        "early_signs.text",
        "opportunities",
        "risks",
    },
    "intervention": {
        "title",
        "description",
        "actor",
        "funding",
        "indicator",
        "baseline",
        "target",
        *(f"evidence.{name}" for name in TEXT_OF_EVIDENCE),
    },
    "figure_set": {
        "title",
        "text_alternative",
        "figures.label",
        "figures.unit",
        "figures.source_name",
    },
    "file": {"title", "note"},
}
"""Paths of all text in each block; a block that is text by itself has the empty path."""

REQUIRED = {
    "paragraph": set(),
    "heading": {"text", "level"},
    "quote": {"text"},
    "callout": {"tone", "text"},
    "picture": {"image"},
    "audio": {"recording", "title", "transcript"},
    "video": {"film", "title", "transcript"},
    "external_media": {"url", "medium", "title"},
    "link": {"label"},
    "link_list": {"links"},
    "resource": {"page"},
    "step": {"title", "text"},
    "role": {"name"},
    "supply": {"name", "use"},
    "section": {"code", "title", "items"},
    "evidence": {"claim", "source_name"},
    "driver": {"code", "name", "dimension", "scope"},
    "scenario": {"code", "title", "narrative"},
    "intervention": {"code", "title", "description", "actor", "actor_type"},
    "figure_set": {"title", "text_alternative", "figures"},
    "file": {"document", "title", "language"},
}

ONE_OF = {"picture": {"alt_text"}, "link": {"url"}}
"""Fields that may be empty only if another one is not."""
