"""The library: what its address asks for, and what is shown in answer.

Parameters are called as in the API. What cannot be asked is left out and the reader is told so: an
address that somebody kept, shortened or made up still leads to a page one can go on from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from integra_cms.delivery.reading import Listing, ListQuestion, QuestionRefused, listing, suggest
from integra_cms.delivery.reading.questions import facet_names
from integra_cms.delivery.search import Suggestion
from integra_cms.delivery.search.questions import MOST_CHARACTERS
from integra_cms.languages.collation import sort_key
from integra_cms.languages.words import tokens
from integra_cms.plugins import contributions
from integra_cms.vocabularies.fields import CODE_LENGTH
from integra_cms.web.cards import Card, cards
from integra_cms.web.facets import KIND, Facet, facets

PER_PAGE = 20
MOST_SUGGESTIONS = 5
SHORTEST_BEGINNING = 3
"""Letters of a word that are enough to look for titles with a similar one."""

STRICT = "none"
"""As ``fallback``: leave out what is in another language."""


@dataclass(frozen=True)
class Wanted:
    """What an address asks for.

    Attributes:
        codes: What was chosen of kinds and facets, by the name of the parameter.
    """

    q: str = ""
    sort: str = ""
    strict: bool = False
    cursor: str | None = None
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def question(self, asked: str) -> ListQuestion:
        """The same as a question to the catalogue.

        Raises:
            QuestionRefused: It cannot be answered.
        """
        return ListQuestion(
            asked=asked,
            strict=self.strict,
            kinds=self.codes.get(KIND, ()),
            facets={name: codes for name, codes in self.codes.items() if name != KIND},
            q=self.q,
            sort=self.sort or None,
            limit=PER_PAGE,
            cursor=self.cursor,
            with_total=True,
            with_facets=True,
        )

    def without(self, parameter: str, code: str = "") -> Wanted:
        """All but one parameter, or but one code of it; from the first page."""
        match parameter:
            case "q":
                return replace(self, q="", cursor=None)
            case "sort":
                return replace(self, sort="", cursor=None)
            case "cursor":
                return replace(self, cursor=None)
            case "fallback":
                return replace(self, strict=False, cursor=None)
        kept = tuple(each for each in self.codes.get(parameter, ()) if code and each != code)
        return replace(self, codes={**self.codes, parameter: kept}, cursor=None)

    @property
    def address(self) -> str:
        """The address that asks for it, relative to the library."""
        pairs = [("q", self.q), ("sort", self.sort), ("fallback", STRICT if self.strict else "")]
        pairs += [(name, code) for name, codes in self.codes.items() for code in codes]
        pairs.append(("cursor", self.cursor or ""))
        return f"?{urlencode([pair for pair in pairs if pair[1]])}#results"


@dataclass(frozen=True)
class Chip:
    """Something chosen, with the address of the list without it."""

    facet: str
    label: str
    locale: str
    address: str


@dataclass(frozen=True)
class Library:
    """What the library shows.

    Attributes:
        wanted: What is answered; the address may have asked for more.
        problems: What was left out of what the address asked for, and why.
        typed: What stands in the search field.
    """

    locale: str
    wanted: Wanted
    found: Listing
    problems: Sequence[str]
    typed: str

    @cached_property
    def cards(self) -> list[Card]:
        return cards(self.found.hits, self.locale)

    @cached_property
    def facets(self) -> list[Facet]:
        return facets(self.found.facets, self.wanted.codes, self.locale)

    @property
    def total(self) -> int:
        return self.found.total or 0

    @property
    def next(self) -> str:
        """The address of the next page; empty on the last."""
        cursor = self.found.next_cursor
        return replace(self.wanted, cursor=cursor).address if cursor else ""

    @property
    def first(self) -> str:
        """The address of the first page; empty on the first."""
        return self.wanted.without("cursor").address if self.wanted.cursor else ""

    @cached_property
    def chips(self) -> list[Chip]:
        """Everything chosen."""
        chips = []
        if self.wanted.q:
            label = _("Searched for")
            chips.append(Chip(label, self.wanted.q, "", self.wanted.without("q").address))
        if self.wanted.strict:
            label = _("Only what is in this language")
            chips.append(Chip("", label, "", self.wanted.without("fallback").address))
        for facet in self.facets:
            for choice in facet.chosen:
                address = self.wanted.without(facet.name, choice.code).address
                chips.append(Chip(facet.label, choice.label.text, choice.label.locale, address))
        return chips

    @property
    def unknown(self) -> list[str]:
        """Codes in the address that nobody knows."""
        return [choice.code for facet in self.facets for choice in facet.chosen if not choice.known]

    @cached_property
    def suggestions(self) -> list[Suggestion]:
        """Titles that resemble what was searched for in vain, in the order of the alphabet."""
        found: dict[object, Suggestion] = {}
        for beginning in _beginnings(self.wanted.q):
            for each in suggest(beginning, asked=self.locale, limit=MOST_SUGGESTIONS):
                found.setdefault(each.resource, each)
        chosen = list(found.values())[:MOST_SUGGESTIONS]
        return sorted(chosen, key=lambda each: sort_key(each.title, self.locale))


def library(locale: str, parameters: QueryDict) -> Library:
    """What the library in some language shows for the parameters of an address."""
    problems: list[str] = []
    wanted = _wanted(parameters, problems)
    while True:
        try:
            found = listing(wanted.question(locale))
        except QuestionRefused as refused:
            remaining = wanted.without(refused.parameter)
            if remaining == wanted:
                raise
            problems.append(_problem(refused))
            wanted = remaining
        else:
            typed = parameters.get("q", "").strip()[:MOST_CHARACTERS]
            return Library(locale, wanted, found, problems, typed)


def _wanted(parameters: QueryDict, problems: list[str]) -> Wanted:
    chosen = {}
    for name in (KIND, *facet_names()):
        given = [code for code in dict.fromkeys(parameters.getlist(name)) if code]
        possible = tuple(code for code in given if _is_possible(name, code))
        if len(possible) < len(given):
            problems.append(_unknown_filter())
        if possible:
            chosen[name] = possible
    q = parameters.get("q", "").strip()
    sort = parameters.get("sort", "")
    return Wanted(
        q=q,
        sort="" if sort == "relevance" else sort,  # the default with words, else impossible
        strict=parameters.get("fallback") == STRICT,
        cursor=parameters.get("cursor") or None,
        codes=chosen,
    )


def _is_possible(name: str, code: str) -> bool:
    return code in contributions.kinds if name == KIND else len(code) <= CODE_LENGTH


def _problem(refused: QuestionRefused) -> str:
    match refused.parameter:
        case "q":
            return str(refused)
        case "cursor":
            return _("The further page you asked for belongs to another list. Here is the first.")
        case "sort":
            return _("The list cannot be put in the order you asked for.")
    return _unknown_filter()


def _unknown_filter() -> str:
    return _("The address has a filter that does not exist. It was left out.")


def _beginnings(q: str) -> Iterator[str]:
    """What may be right in words that were not found: the whole, else the longest one's start."""
    yield q
    if words := tokens(q):
        longest = max(words, key=len)
        yield longest[: max(SHORTEST_BEGINNING, len(longest) // 2)]
