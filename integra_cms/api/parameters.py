"""The parameters of operations: their types and limits, and what they mean for reading."""

from collections.abc import Iterable
from typing import Annotated, ClassVar, Literal
from uuid import UUID

from django.conf import settings
from pydantic import AwareDatetime, BaseModel, Field, StringConstraints

from integra_cms.api.problems import parameter_problem
from integra_cms.delivery.chains import DEFAULT_CHAIN, SOURCE, chains
from integra_cms.delivery.reading import feed
from integra_cms.delivery.reading.questions import LARGEST_PAGE
from integra_cms.delivery.search.questions import MOST_CHARACTERS
from integra_cms.languages.exceptions import UnknownLocale
from integra_cms.languages.locales import aliases, locale_codes, resolve_locale

NONE = "none"
"""As ``fallback``: nothing but the asked locale will do."""

MOST_STEPS = 10

STEPS_LENGTH = MOST_STEPS * 36

LONGEST_CODE = 64

CODE = r"^[A-Za-z0-9][A-Za-z0-9._-]*$"

LocaleTag = Annotated[
    str,
    StringConstraints(max_length=35),
    Field(
        description="The language that is asked for. Aliases and region tags are understood "
        "(`bg-BG` is `bg`). Without it, the default language of the site."
    ),
]
Chain = Annotated[
    str,
    StringConstraints(max_length=100),
    Field(
        description="What is served where there is no edition in the asked language: the name "
        "of a declared chain, or `none`."
    ),
]
Steps = Annotated[
    str,
    StringConstraints(max_length=STEPS_LENGTH),
    Field(
        description="What is served where there is no edition in the asked language: the name "
        "of a declared chain, `none`, or locales to try in turn, such as `cs,en`; `source` is "
        "the source edition."
    ),
]
Codes = Annotated[
    list[Annotated[str, StringConstraints(max_length=LONGEST_CODE, pattern=CODE)]],
    Field(max_length=50),
]
Form = Annotated[
    Literal["json", "jsonld"],
    Field(
        description="`jsonld`: in the words of schema.org. Without it, what the request accepts: "
        "`Accept: application/ld+json` gives JSON-LD."
    ),
]
Identifier = Annotated[UUID, Field(description="The UUID of the resource or file.")]


class LocaleParameters(BaseModel):
    """A question in a language."""

    locale: LocaleTag | None = None

    @property
    def asked(self) -> str:
        """The locale of the site that is meant.

        Raises:
            Problem: It stands for none of them.
        """
        if self.locale is None:
            return settings.LANGUAGE_CODE
        try:
            return resolve_locale(self.locale)
        except UnknownLocale:
            raise parameter_problem("locale", self.locale, listed(locale_values())) from None


class DetailParameters(LocaleParameters):
    fallback: Steps | None = None
    format: Form | None = None

    @property
    def steps(self) -> list[str]:
        """The locales of a chain made up by whoever asks; none where it names a declared chain.

        Raises:
            Problem: It is neither a declared chain nor a list of locales.
        """
        if self.fallback is None or self.fallback in (NONE, *chains()):
            return []
        steps = []
        for step in self.fallback.split(",")[: MOST_STEPS + 1]:
            try:
                steps.append(SOURCE if step.strip() == SOURCE else resolve_locale(step))
            except UnknownLocale:
                locales = listed((*locale_codes(), SOURCE))
                allowed = f"{listed(fallback_values())}, or some of: {locales}"
                raise parameter_problem("fallback", self.fallback, allowed) from None
        if len(steps) > MOST_STEPS:
            raise parameter_problem("fallback", self.fallback, f"at most {MOST_STEPS} locales")
        return steps


class FindParameters(BaseModel):
    path: Annotated[
        str,
        StringConstraints(min_length=1, max_length=2000),
        Field(description="An address of the site without host: `/bg/library/photovoice/`."),
    ]
    format: Form | None = None


class ListParameters(LocaleParameters):
    takes_facets: ClassVar[bool] = True

    fallback: Chain | None = None
    kind: Annotated[
        Codes,
        Field(description="Only of these kinds. Structural pages are listed where they are named."),
    ] = []
    city: Annotated[Codes, Field(description="Only from the sections of these cities.")] = []
    updated_since: Annotated[
        AwareDatetime | None,
        Field(description="Only what changed then or later; with a time zone."),
    ] = None
    q: Annotated[
        str,
        StringConstraints(max_length=MOST_CHARACTERS),
        Field(description="Words to search for, in any of their forms, with or without accents."),
    ] = ""
    sort: Annotated[
        Literal["title", "date", "relevance"] | None,
        Field(
            description="`title`: in the order of the asked language; `date`: what changed last "
            "comes first; `relevance`: with `q` only, and then the default."
        ),
    ] = None
    view: Annotated[
        Literal["card", "full"],
        Field(description="What is shown of each: a card, or its whole document."),
    ] = "card"
    limit: Annotated[int, Field(ge=1, le=LARGEST_PAGE, description="How many at a time.")] = 20
    cursor: Annotated[
        str | None,
        StringConstraints(max_length=4000),
        Field(description="`next` of the page before; all else but `limit` must stay the same."),
    ] = None
    total: Annotated[bool, Field(description="Count all that fits.")] = False
    facets: Annotated[bool, Field(description="Count what each code of each facet gives.")] = False


class FeedParameters(BaseModel):
    after: Annotated[
        int,
        Field(
            ge=0, le=2**63 - 1, description="The number after which to read on; 0: from the start."
        ),
    ] = 0
    limit: Annotated[
        int,
        Field(
            ge=1,
            le=feed.LARGEST_PAGE,
            description=f"How many at a time; {feed.LARGEST_FULL_PAGE} at most with `full`.",
        ),
    ] = 100
    full: Annotated[bool, Field(description="Say of everything that was put what it is now.")] = (
        False
    )


class ExportParameters(BaseModel):
    locale: Annotated[
        list[LocaleTag],
        Field(max_length=50, description="Only editions in these languages; none: in all."),
    ] = []
    kind: Annotated[Codes, Field(description="Only editions of these kinds; none: of all.")] = []

    @property
    def locales(self) -> list[str]:
        """The locales of the site that are meant.

        Raises:
            Problem: One stands for none of them.
        """
        return [LocaleParameters(locale=locale).asked for locale in self.locale]


class SuggestParameters(LocaleParameters):
    q: Annotated[
        str,
        StringConstraints(min_length=1, max_length=100),
        Field(description="The beginning of a word, with or without accents."),
    ]
    limit: Annotated[int, Field(ge=1, le=20, description="How many at most.")] = 8


def strictness(fallback: str | None) -> tuple[str, bool]:
    """The declared chain, and whether nothing but the asked locale will do."""
    if fallback == NONE:
        return DEFAULT_CHAIN, True
    return DEFAULT_CHAIN if fallback is None else fallback, False


def fallback_values() -> list[str]:
    """What ``fallback`` can be on lists."""
    return [*chains(), NONE]


def locale_values() -> list[str]:
    """What ``locale`` can be, region tags apart."""
    return [*locale_codes(), *aliases()]


def listed(values: Iterable[str]) -> str:
    """Values in one line."""
    return ", ".join(values)
