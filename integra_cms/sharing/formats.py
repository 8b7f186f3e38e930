"""The JSON files of a pack, as schemas; the order of fields here is the order in the files.

Unknown keys are refused. A key that may be left out is left out when it is empty; values that
this software takes as defaults are written, so that a pack does not change its meaning with them.
"""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Literal
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_unicode_slug
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from integra_cms.languages.locales import aliases, is_valid_tag, locale_codes


def is_uuid(value: Any) -> bool:
    """Whether it is a UUID as packs write it."""
    try:
        return isinstance(value, str) and str(UUID(value)) == value
    except ValueError:
        return False


def _uuid(value: str) -> str:
    canonical = str(UUID(value))
    if value != canonical:
        raise ValueError(f"write the UUID as {canonical}")
    return value


def _decimal(value: str) -> str:
    try:
        number = Decimal(value)
    except InvalidOperation:
        raise ValueError("not a decimal number") from None
    if not number.is_finite() or not is_writable(number):
        raise ValueError("not a decimal number that can be kept")
    return decimal_text(number)


def is_writable(number: Decimal) -> bool:
    """Whether its text is short; ``1e999999999`` would fill the memory."""
    return abs(number.adjusted()) <= 30


def decimal_text(number: Decimal) -> str:
    """A number without zeros that say nothing: ``2000`` for ``2000.0000``."""
    return format(number.normalize(), "f")


def _day(value: str) -> str:
    return date.fromisoformat(value).isoformat()


def _code(value: str) -> str:
    if not value or not value[0].isalnum() or not set(value) <= CODE_CHARACTERS:
        raise ValueError("a code consists of Latin letters, digits, full stops, hyphens and _")
    return value


CODE_CHARACTERS = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-")


def _slug(value: str) -> str:
    try:
        validate_unicode_slug(value)
    except ValidationError:
        raise ValueError("a slug consists of letters, digits, hyphens and _") from None
    return value


def _locale(value: str, info: ValidationInfo) -> str:
    """A locale of the site, or what stands for one."""
    known = aliases()
    if value in known:
        if info.context:
            info.context["aliases"].add((value, known[value]))
        return known[value]
    if value not in locale_codes():
        raise ValueError(
            f"“{value}” is not a locale of this site, which has {', '.join(locale_codes())}"
        )
    return value


def _tag(value: str, info: ValidationInfo) -> str:
    """Any language, for texts that may stay where no site shows them."""
    if value in aliases():
        return _locale(value, info)
    if not is_valid_tag(value):
        raise ValueError(f"“{value}” is not a language tag")
    return value


def _each_locale_once(texts: Any) -> Any:
    """Two keys that stand for one locale: keeping one of them would lose a text."""
    known, seen = aliases(), dict[str, str]()
    for code in texts if isinstance(texts, dict) else ():
        locale = known.get(code, code)
        if (other := seen.setdefault(locale, code)) != code:
            raise ValueError(
                f"“{other}” and “{code}” both stand for the locale “{locale}”; keep one of them"
            )
    return texts


def _in_site_order(texts: dict[str, str]) -> dict[str, str]:
    # Databases do not keep the order of keys.
    order = {code: number for number, code in enumerate(locale_codes())}
    locales = sorted(texts, key=lambda locale: (order.get(locale, len(order)), locale))
    return {locale: texts[locale] for locale in locales if texts[locale].strip()}


Uuid = Annotated[str, AfterValidator(_uuid)]
Code = Annotated[str, AfterValidator(_code)]
DecimalText = Annotated[str, AfterValidator(_decimal)]
Day = Annotated[str, AfterValidator(_day)]
Keyword = Annotated[str, Field(min_length=1, max_length=100)]
Title = Annotated[str, Field(min_length=1, max_length=255)]
Slug = Annotated[str, Field(max_length=255), AfterValidator(_slug)]
Locale = Annotated[str, AfterValidator(_locale)]
Tag = Annotated[str, AfterValidator(_tag)]
Texts = Annotated[
    dict[Tag, str], BeforeValidator(_each_locale_once), AfterValidator(_in_site_order)
]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


def is_empty(value: Any) -> bool:
    """Whether a value says nothing. Zero says something."""
    return value is None or value is False or value in ("", [], {})


class Form(BaseModel):
    """The base of all files and their parts."""

    model_config = ConfigDict(extra="forbid", strict=True, validate_default=False)

    def as_json(self) -> dict[str, Any]:
        """As it stands in the file: keys in order, without what is empty."""
        form: dict[str, Any] = {}
        for name, field in type(self).model_fields.items():
            value = getattr(self, name)
            if isinstance(value, list):
                value = [each.as_json() if isinstance(each, Form) else each for each in value]
            if field.is_required() or not is_empty(value) or not is_empty(field.default):
                form[name] = value
        return form


class PackForm(Form):
    """``data/pack.json``: what the pack is, and what a site must have to load it."""

    # The version of everything in this module.
    format: Literal[1]
    name: Annotated[str, Field(max_length=100), AfterValidator(_code)]
    title: str
    date: Day | None = None
    locales: list[Locale]
    content_version: int = Field(ge=0)
    needs: list[str] = []


class TermForm(Form):
    """One entry of a vocabulary."""

    code: Code
    labels: Texts
    abbreviations: Texts = {}
    descriptions: Texts = {}
    uri: str = ""
    broader: str = ""
    reviewed: list[Tag] = []
    retired: bool = False


class VocabularyForm(Form):
    """``data/vocabularies/<code>.json``: the order of the terms is theirs in the vocabulary."""

    vocabulary: Code
    terms: list[TermForm]


class OrganisationForm(Form):
    """``data/organisations/<code>.json``."""

    code: Code
    names: Texts
    short_name: str = ""
    aliases: list[str] = []
    type: str
    country: str
    seat: str = ""
    url: str = ""
    contact_url: str = ""
    logo: Uuid | None = None
    logo_alts: Texts = {}
    logo_permission: bool = False


class NetworkForm(Form):
    """``data/networks/<code>.json``."""

    code: Code
    names: Texts
    descriptions: Texts = {}
    kind: str = "network"
    level: str
    date: str = ""
    url: str = ""
    members: list[Code] = []


class PartnerForm(Form):
    """The part an organisation plays in a project or a city."""

    organisation: Code
    role: str = ""


class StatisticForm(Form):
    """A number of a project, with its date and its source."""

    code: Code
    labels: Texts
    qualifier: str = ""
    value: DecimalText
    units: Texts = {}
    as_of: str
    source_name: str
    source_url: str = ""


class ProjectForm(Form):
    """``data/projects/<code>.json``."""

    code: Code
    titles: Texts
    acronym: str = ""
    goals: Texts = {}
    chain_of_work: Texts = {}
    networks: Texts = {}
    competence: Texts = {}
    advocacy: Texts = {}
    aims: list[Code] = []
    countries: list[str] = []
    funding_statements: Texts = {}
    disclaimers: Texts = {}
    unofficial: list[Tag] = []
    emblem: str = "integra_cms/eu-emblem.svg"
    start_month: str = ""
    end_month: str = ""
    budget_total: DecimalText | None = None
    budget_eu: DecimalText | None = None
    currency: str = "EUR"
    grant_id: str = ""
    contract_wording: str = ""
    url: str = ""
    partners: list[PartnerForm] = []
    statistics: list[StatisticForm] = []
    notes: list[str] = []


class LauForm(Form):
    """The code of a local administrative unit, with the year of the list it is from."""

    code: str
    year: int | None = None


class CityFigureForm(Form):
    """A number about a city, with year, geographic level and source."""

    code: Code
    labels: Texts
    value: DecimalText
    unit: str = ""
    year: int
    level: str
    source_name: str
    source_url: str = ""


class CityForm(Form):
    """``data/cities/<code>.json``; its front page is a page of the kind ``city``."""

    code: Code
    uuid: Uuid
    resource: Uuid
    names: Texts
    native_name: str = ""
    aliases: list[str] = []
    country: str = ""
    subdivision: str = ""
    nuts_code: str = ""
    nuts_edition: str = ""
    lau: list[LauForm] = []
    geonames_id: int | None = None
    latitude: DecimalText | None = None
    longitude: DecimalText | None = None
    official_languages: list[Tag] = []
    locales: list[Locale]
    is_example: bool = False
    notes: list[str] = []
    partners: list[PartnerForm] = []
    figures: list[CityFigureForm] = []


class MediaForm(Form):
    """``data/media/<uuid>.json``; the file itself is ``data/media/files/<sha256>.<format>``."""

    uuid: Uuid
    type: Literal["image", "document", "audio", "video"]
    title: Title
    description: str = ""
    sha256: Sha256
    format: str = Field(pattern=r"^[a-z0-9]{1,8}$")
    language: str = ""
    contains_text: bool = False
    duration: float | None = None
    width: int | None = None
    height: int | None = None
    city: str = ""
    licence: str = ""
    rights_holder: str = ""
    credit_line: str = ""
    source_url: str = ""
    licence_note: str = ""
    tags: list[Keyword] = []


class PageForm(Form):
    """``data/pages/<kind>/<slug of the source>/<locale>.json``: one edition.

    ``fields`` are those of the page model, in its order. ``unconfirmed`` says where the edition
    does not follow its source: path → for each piece of text, the hash of the source text it was
    translated from, or null for none.
    """

    kind: Code
    resource: Uuid
    locale: Locale
    parent: Uuid | None
    origin: Literal["source", "human", "draft", "machine"]
    title: Title
    slug: Slug
    draft: bool = False
    fields: dict[str, Any] = {}
    keywords: list[Keyword] = []
    unconfirmed: dict[str, list[str | None]] = {}
    lineage: dict[str, Any] | None = None
