"""Small sites, drawn at random: what is in them, what happens to them, and what is asked."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from tests.delivery.truth.wording import LOCALES

ORIGINS = ("human", "draft", "machine")

MOST_RESOURCES = 3


@dataclass(frozen=True)
class EditionPlan:
    """One edition as it is at first.

    Attributes:
        origin: Of a translation; the first edition of a resource is its source.
        pieces: How many of its texts there are, are missing, and are outdated.
    """

    locale: str
    live: bool
    origin: str
    pieces: tuple[int, int, int]


@dataclass(frozen=True)
class ResourcePlan:
    """One resource as it is at first; it leads to those that are named by their places."""

    kind: str
    editions: tuple[EditionPlan, ...]
    leads_to: tuple[int, ...]
    pictured: bool


@dataclass(frozen=True)
class Event:
    """Something that happens.

    Attributes:
        edition: Counts through all editions there are then: to that one, if it is to one.
        locale: Of what is new, of a label, or of a library.
    """

    name: str
    edition: int
    locale: str
    pieces: tuple[int, int, int]
    origin: str


@dataclass(frozen=True)
class Plan:
    """A site, its declared chains, what happens, and which chains readers make up."""

    chains: dict[str, list[str]]
    made_up: tuple[tuple[str, ...], ...]
    resources: tuple[ResourcePlan, ...]
    term_locales: frozenset[str]
    statement_locales: frozenset[str]
    disclaimer_locales: frozenset[str]
    events: tuple[Event, ...]


EVENTS = (
    "publish", "publish", "write", "publish the draft", "unpublish", "delete", "translate",
    "translate", "change the source", "hide", "hide all", "show", "compare", "compare", "label",
    "fund", "drain a bit", "drain", "look",
)  # fmt: skip

locales = st.sampled_from(LOCALES)
some_locales = st.frozensets(locales)
steps = st.lists(st.sampled_from((*LOCALES, "source")), min_size=1, max_size=3, unique=True)
pieces = st.tuples(st.integers(0, 2), st.integers(0, 1), st.integers(0, 1)).map(
    lambda found: (sum(found), found[1], found[2])
)
edition_plans = st.builds(
    EditionPlan,
    locale=locales,
    live=st.sampled_from((True, True, True, False)),
    origin=st.sampled_from(ORIGINS),
    pieces=pieces,
)
resource_plans = st.builds(
    ResourcePlan,
    kind=st.sampled_from(("method", "method", "section")),
    editions=st.lists(
        edition_plans, min_size=1, max_size=4, unique_by=lambda each: each.locale
    ).map(tuple),
    leads_to=st.frozensets(st.integers(0, MOST_RESOURCES - 1)).map(lambda found: (*sorted(found),)),
    pictured=st.booleans(),
)
events = st.builds(
    Event,
    name=st.sampled_from(EVENTS),
    edition=st.integers(0, 11),
    locale=locales,
    pieces=pieces,
    origin=st.sampled_from(ORIGINS),
)
plans = st.builds(
    Plan,
    chains=st.dictionaries(st.sampled_from(("default", "near", "strict")), steps, max_size=2),
    made_up=st.lists(steps.map(tuple), min_size=2, max_size=2).map(tuple),
    resources=st.lists(resource_plans, min_size=2, max_size=MOST_RESOURCES).map(tuple),
    term_locales=some_locales,
    statement_locales=some_locales,
    disclaimer_locales=some_locales,
    events=st.lists(events, min_size=8, max_size=14).map(tuple),
)
"""Locales that are tried come before none: a chain that is empty is the same as ``none``."""
