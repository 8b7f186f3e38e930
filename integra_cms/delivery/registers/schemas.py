"""What registers look like.

Texts say which language they are in: where there is none in the locale asked for, it is another.
"""

from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from integra_cms.blocks.schemas import Code, ImageReference, Schema
from integra_cms.pages.facets import Standard
from integra_cms.pages.schemas import (
    Country,
    Currency,
    DecimalText,
    LanguageTag,
    PartialDate,
    TextData,
)

Path = Annotated[str, Field(description="An address on the site, without host.")]
Month = Annotated[str, Field(pattern=r"^[0-9]{4}-[0-9]{2}$", description="Year and month.")]


class TermEntry(Schema):
    """A term of a vocabulary."""

    code: Code
    label: TextData
    abbreviation: TextData | None
    description: TextData | None
    uri: str
    broader: Code | None
    retired: Annotated[bool, Field(description="Older content has it; it is not offered any more.")]
    reviewed: Annotated[
        bool, Field(description="A native speaker has confirmed its texts in this language.")
    ]


class VocabularyEntry(Schema):
    """A list of terms, in the order in which people read them."""

    code: Code
    label: TextData
    ordered: Annotated[bool, Field(description="The order of the terms carries meaning.")]
    terms: list[TermEntry]


class VocabulariesBody(Schema):
    """All vocabularies with all their terms."""

    locale: LanguageTag
    vocabularies: list[VocabularyEntry]


class KindEntry(Schema):
    """A kind of resource, or of structural pages."""

    code: Code
    label: TextData
    label_plural: TextData
    icon: Annotated[
        str, Field(description="A name from Wagtail's icons; empty for structural pages.")
    ]
    structural: Annotated[
        bool, Field(description="No resources: pages that lists leave out unless they are asked.")
    ]
    facets: Annotated[
        list[str], Field(description="What its resources can be filtered by: names of facets.")
    ]


class FacetChoice(Schema):
    """A code of a facet that is no term."""

    code: str
    label: TextData


class FacetEntry(Schema):
    """What resources can be filtered by. One of the last three says what its codes mean."""

    name: Annotated[str, Field(description="The parameter of lists.")]
    label: TextData
    vocabularies: Annotated[
        list[Code], Field(description="Its codes are terms of these; mostly one or none.")
    ]
    choices: list[FacetChoice]
    standard: Annotated[
        Standard | None, Field(description="The list of others that its codes are from.")
    ]


class KindsBody(Schema):
    """All kinds and facets, in the order in which they are declared."""

    locale: LanguageTag
    kinds: list[KindEntry]
    facets: list[FacetEntry]


class ChoiceEntry(Schema):
    """A value as documents have it, and what it is called."""

    code: str | int
    label: TextData


class ChoicesBody(Schema):
    """The values of choices, in the order in which people read them."""

    locale: LanguageTag
    choices: Annotated[
        dict[str, list[ChoiceEntry]],
        Field(description="By the name of the component that is the type of the value."),
    ]


class Logo(ImageReference):
    """A logo whose owner has agreed to its being shown."""

    alt: TextData | None


class OrganisationEntry(Schema):
    """An organisation and the part it plays."""

    code: Code
    name: TextData
    short_name: str
    type: str
    country: Country
    seat: str
    url: str
    logo: Logo | None
    role: str


class Source(Schema):
    """Who says so."""

    name: str
    url: str


class NutsCode(Schema):
    """A code of the regions of the Union, which change by edition."""

    code: str
    edition: str


class LauCode(Schema):
    """A code of a local administrative unit, which change by year."""

    code: str
    year: int | None


class CityCodes(Schema):
    """What registers of places call a city."""

    subdivision: Annotated[str, Field(description="ISO 3166-2 code.")]
    nuts: NutsCode | None
    lau: list[LauCode]
    geonames: int | None


class Coordinates(Schema):
    """Where a city is, in degrees (WGS 84)."""

    latitude: DecimalText
    longitude: DecimalText


class CityFigure(Schema):
    """A number about a city. Numbers of other years, levels or sources are not comparable."""

    code: Code
    label: TextData
    value: DecimalText
    unit: str
    year: int
    level: str
    source: Source


class PageEntry(Schema):
    """A public page, in the edition that belongs to the locale."""

    resource: UUID
    kind: str
    locale: LanguageTag
    title: str
    path: Path


class CityEntry(Schema):
    """A city with a section of its own."""

    code: Code
    name: TextData
    names: Annotated[dict[str, str], Field(description="Its name, by locale.")]
    native_name: str
    country: Country
    official_languages: list[LanguageTag]
    codes: CityCodes
    coordinates: Coordinates | None
    locales: Annotated[list[LanguageTag], Field(description="The locales of its section.")]
    example: Annotated[bool, Field(description="Not a real city.")]
    partners: list[OrganisationEntry]
    figures: list[CityFigure]
    notes: Annotated[list[str], Field(description="Where its data are from, and whom to credit.")]
    page: PageEntry | None


class CitiesBody(Schema):
    """The cities by name, in the order of the alphabet."""

    locale: LanguageTag
    cities: list[CityEntry]


class AimEntry(Schema):
    """An aim of a project."""

    code: Code
    label: TextData


class FundingEntry(Schema):
    """What the funder wants to be shown."""

    statement: TextData | None
    disclaimer: TextData | None
    official: Annotated[bool, Field(description="The funder's own words, no free translation.")]
    emblem: Annotated[str, Field(description="Name of the funder's emblem, a static file.")]


class Period(Schema):
    """From the first month to the last one."""

    start: Month | None
    end: Month | None


class Budget(Schema):
    """Who pays how much."""

    currency: Currency
    total: DecimalText
    eu: DecimalText | None
    other: DecimalText | None
    eu_share: Annotated[
        DecimalText | None, Field(description="The part of the Union in per cent, computed.")
    ]


class Statistic(Schema):
    """A number with its date and its source; numbers of other dates stand beside it."""

    code: Code
    label: TextData
    qualifier: Literal["", "over", "about", "under"]
    value: DecimalText
    unit: TextData | None
    as_of: PartialDate
    source: Source


class ProjectEntry(Schema):
    """A funded project."""

    code: Code
    acronym: str
    title: TextData
    goal: TextData | None
    chain_of_work: TextData | None
    networks: TextData | None
    competence: TextData | None
    advocacy: TextData | None
    aims: list[AimEntry]
    countries: list[Country]
    funding: FundingEntry
    period: Period
    budget: Budget | None
    grant_id: str
    url: str
    partners: list[OrganisationEntry]
    statistics: list[Statistic]
    notes: Annotated[list[str], Field(description="What was corrected in the sources, and why.")]


class ProjectBody(Schema):
    """The projects that paid for what is here."""

    locale: LanguageTag
    projects: list[ProjectEntry]


class MenuEntry(PageEntry):
    """A page in a menu, with the pages right below it that are no resources."""

    children: list[PageEntry]


class MenusBody(Schema):
    """The main menu."""

    locale: LanguageTag
    home: PageEntry | None
    main: list[MenuEntry]


class Redirect(Schema):
    """One address that leads to another."""

    source: Annotated[
        str,
        Field(description="The old address, decoded, without a slash at the end."),
    ]
    target: Annotated[str, Field(description="A path of the site, or an address elsewhere.")]
    permanent: bool


class Prefix(Schema):
    """The beginning of addresses that stands for another one."""

    source: Path
    target: Path


class RedirectsBody(Schema):
    """Addresses that lead to others. ``prefixes`` are for locales that have two codes."""

    redirects: list[Redirect]
    prefixes: list[Prefix]
