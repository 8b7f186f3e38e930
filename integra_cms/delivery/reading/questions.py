"""Questions to the catalogue: what can be asked, and what is refused before anything is read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property

from django.utils.translation import gettext as _

from integra_cms.delivery import search
from integra_cms.delivery.canonical import canonical, timestamp
from integra_cms.delivery.chains import DEFAULT_CHAIN, SOURCE, chains, scope
from integra_cms.delivery.reading.database import is_storable
from integra_cms.delivery.reading.exceptions import QuestionRefused
from integra_cms.languages.locales import locale_codes
from integra_cms.pages.documents import document_types
from integra_cms.plugins import contributions

SORTS = ("title", "date", "relevance")
VIEWS = ("card", "full")
LARGEST_PAGE = 100
MOST_VALUES = 50


@dataclass(frozen=True, kw_only=True)
class ListQuestion:
    """Which resources, in which order, how many, and how much of each.

    Codes of one facet are alternatives; a resource must have one of each facet named. Kinds and
    cities are alternatives too.

    Attributes:
        asked: The locale of whoever asks.
        chain: The declared fallback chain.
        strict: Leave out what is not in the asked locale.
        updated_since: Only what changed then or later.
        q: Words to search for; empty: no search.
        sort: One of ``SORTS``; None: relevance where words are searched for, title otherwise.
        view: One of ``VIEWS``: a card of each, or its whole document.
        cursor: Where the page before ended.
        with_total: Count all that fits.
        with_facets: Count what each code would give.

    Raises:
        QuestionRefused: It cannot be answered; names the part and what is allowed there.
    """

    asked: str
    chain: str = DEFAULT_CHAIN
    strict: bool = False
    kinds: tuple[str, ...] = ()
    cities: tuple[str, ...] = ()
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    updated_since: datetime | None = None
    q: str = ""
    sort: str | None = None
    view: str = "card"
    limit: int = 20
    cursor: str | None = None
    with_total: bool = False
    with_facets: bool = False

    def __post_init__(self) -> None:
        checked_scope(self.asked, self.chain)
        self._check_texts()
        self._check_order()
        self._check_page()
        checked_kinds(self.kinds)
        if self.facets:
            known = facet_names()
            for name in self.facets:
                _check_choice("facet", name, known)
        if self.searches:
            try:
                self.words  # noqa: B018 - read now, so that it is refused at once
            except search.SearchQuestionError as error:
                raise QuestionRefused("q", str(error)) from error

    def _check_order(self) -> None:
        if self.sort is not None:
            _check_choice("sort", self.sort, SORTS)
        if self.sort == "relevance" and not self.searches:
            raise QuestionRefused(
                "sort",
                _("Nothing can be relevant where no words are searched for. Add “q”, or sort by "
                  "title or date."),
                ("title", "date"),
            )  # fmt: skip

    def _check_page(self) -> None:
        _check_choice("view", self.view, VIEWS)
        if not 1 <= self.limit <= LARGEST_PAGE:
            raise QuestionRefused(
                "limit",
                _("A page of %(limit)s is not possible. Ask for 1 to %(largest)s at a time.")
                % {"limit": str(self.limit)[:20], "largest": LARGEST_PAGE},
            )
        if self.updated_since is not None:
            _check_moment(self.updated_since)

    def _check_texts(self) -> None:
        lists: dict[str, Sequence[str]] = {"kind": self.kinds, "city": self.cities, **self.facets}
        for name, values in {**lists, "q": [self.q]}.items():
            if len(values) > MOST_VALUES:
                raise QuestionRefused(
                    name,
                    _("%(count)s values of “%(name)s” are too many. Name at most %(most)s.")
                    % {"count": len(values), "name": name, "most": MOST_VALUES},
                )
            if not all(is_storable(value) for value in values):
                raise QuestionRefused(
                    name,
                    _("“%(name)s” has characters that no text has. Write it in UTF-8, without "
                      "null characters.")
                    % {"name": name},
                )  # fmt: skip

    @cached_property
    def scope(self) -> str:
        return scope(self.asked, self.chain)

    @property
    def order(self) -> str:
        """The sort, with the default filled in."""
        return self.sort or ("relevance" if self.searches else "title")

    @cached_property
    def searches(self) -> bool:
        return bool(self.q.strip())

    @cached_property
    def words(self) -> search.Question:
        """What is searched for, as each language reads it in which an answer may be written."""
        return search.parse(self.q, self.asked, () if self.strict else chains()[self.chain])

    @cached_property
    def has_structural_kinds(self) -> bool:
        """It names a kind that lists leave out unless they are asked for it."""
        return any(kind not in contributions.kinds for kind in self.kinds)

    @cached_property
    def fingerprint(self) -> str:
        """All that decides which entries follow one another, as text."""
        return canonical(
            [
                self.scope,
                self.strict,
                sorted(set(self.kinds)),
                sorted(set(self.cities)),
                {name: sorted(set(codes)) for name, codes in self.facets.items() if codes},
                timestamp(self.updated_since) if self.updated_since else None,
                self.q.strip(),
                self.order,
                self.view,
            ]
        )


def _check_moment(moment: datetime) -> None:
    if moment.tzinfo is None:
        raise QuestionRefused(
            "updated_since",
            _("“%(moment)s” has no time zone. Write one, such as 2026-01-31T10:00:00Z.")
            % {"moment": moment.isoformat()},
        )
    try:
        moment.astimezone(UTC)
    except OverflowError as error:
        raise QuestionRefused(
            "updated_since",
            _("“%(moment)s” lies outside of all years in UTC. Name another moment.")
            % {"moment": moment.isoformat()},
        ) from error


def checked_scope(asked: str, chain: str) -> str:
    """The name of what a chain gives to those who ask for a locale.

    Raises:
        QuestionRefused: There is no such locale or no such chain.
    """
    _check_choice("locale", asked, locale_codes())
    _check_choice("fallback", chain, chains())
    return scope(asked, chain)


def checked_steps(steps: Sequence[str]) -> None:
    """A chain that was made up by whoever asks.

    Raises:
        QuestionRefused: It names something that is neither a locale nor ``source``.
    """
    allowed = (*locale_codes(), SOURCE)
    for step in steps:
        _check_choice("fallback", step, allowed)


def checked_kinds(kinds: Iterable[str]) -> None:
    """Looks whether there are such kinds, of resources or of structural pages.

    Raises:
        QuestionRefused: There is no such kind.
    """
    for kind in kinds:
        if kind not in contributions.kinds:
            _check_choice("kind", kind, document_types())


def facet_names() -> tuple[str, ...]:
    """What lists can be filtered by: the facets of all kinds there are."""
    return tuple(
        dict.fromkeys(name for kind in contributions.kinds.values() for name in kind.facets)
    )


def _check_choice(parameter: str, value: str, allowed: Iterable[str]) -> None:
    if value not in allowed:
        allowed = tuple(allowed)
        raise QuestionRefused(
            parameter,
            _("“%(value)s” is no possible value of “%(parameter)s”. Use one of: %(allowed)s.")
            % {
                "value": value[:100],
                "parameter": parameter,
                "allowed": ", ".join(allowed),
            },
            allowed,
        )
