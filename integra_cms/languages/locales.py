"""Which locales the site has, and what any language is called and how it is written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from django.conf import settings
from django.utils.translation import gettext as _

from integra_cms.conf import integra_settings
from integra_cms.languages.exceptions import InvalidTag, UnknownLocale

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Literal

# Languages that CLDR files under another tag.
CLDR_TAGS = {"prs": "fa-AF"}

# Plain "en" is American in CLDR; this is a European project in British English.
CLDR_LOCALES = {"en": "en-GB"}

RIGHT_TO_LEFT_SCRIPTS = frozenset(
    {"Adlm", "Arab", "Aran", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"}
)

EU_LANGUAGE_URI = "http://publications.europa.eu/resource/authority/language/"

# The official languages of the Union, as its Publications Office codes them.
EU_LANGUAGES = {
    "bg": "BUL", "cs": "CES", "da": "DAN", "de": "DEU", "el": "ELL", "en": "ENG",
    "es": "SPA", "et": "EST", "fi": "FIN", "fr": "FRA", "ga": "GLE", "hr": "HRV",
    "hu": "HUN", "it": "ITA", "lt": "LIT", "lv": "LAV", "mt": "MLT", "nl": "NLD",
    "pl": "POL", "pt": "POR", "ro": "RON", "sk": "SLK", "sl": "SLV", "sv": "SWE",
}  # fmt: skip

TAG = re.compile(
    r"""
    (?:[a-z]{2,3}(?:-[a-z]{3}){0,3}|[a-z]{4,8})   # language, extended language
    (?:-(?P<script>[a-z]{4}))?
    (?:-(?P<region>[a-z]{2}|[0-9]{3}))?
    (?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)
    (?P<extensions>(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*)
    (?:-x(?:-[a-z0-9]{1,8})+)?                    # private use
    | x(?:-[a-z0-9]{1,8})+
    """,
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)


class Subtags(NamedTuple):
    language: str
    script: str
    region: str


def locale_codes() -> tuple[str, ...]:
    """The site's locales in the order of ``settings.LANGUAGES``: ``("en", "bg", …)``."""
    return tuple(code for code, name in settings.LANGUAGES)


def aliases() -> Mapping[str, str]:
    """Codes that mean a locale of the site: ``{"sl": "sk"}``.

    An alias that is itself a locale of the site, or that leads to none, is left out.
    """
    codes = locale_codes()
    return {
        alias: code
        for alias, code in integra_settings.LOCALE_ALIASES.items()
        if alias not in codes and code in codes
    }


def resolve_locale(code: str) -> str:
    """The locale of the site that a code stands for: ``bg-BG``, ``BG`` and ``bg`` are ``bg``.

    Upper or lower case, underscore or hyphen do not matter. A region that the site does not
    tell apart is left out, then aliases are followed.

    Raises:
        UnknownLocale: The code stands for none of them; the message lists those there are.
    """
    if code in locale_codes():
        return code
    codes = {own.lower(): own for own in locale_codes()}
    means = codes | {alias.lower(): own for alias, own in aliases().items()}
    asked = code.strip().replace("_", "-").lower()
    for candidate in (asked, asked.partition("-")[0]):
        if candidate in means:
            return means[candidate]
    raise UnknownLocale(
        _("“%(code)s” is not a locale of this site. Use one of: %(codes)s.")
        % {"code": code, "codes": ", ".join(codes.values())}
    )


def is_valid_tag(tag: str) -> bool:
    """Whether a text is a well-formed BCP 47 language tag, such as ``bg``, ``prs``, ``zh-Hant``.

    It says nothing about whether such a language exists. The irregular tags of the time before
    BCP 47 (``i-klingon``) are refused.
    """
    match = TAG.fullmatch(tag)
    if match is None:
        return False
    variants = (match["variants"] or "").lower().split("-")[1:]
    singletons = re.findall(r"-([a-z0-9])(?=-)", (match["extensions"] or "").lower())
    return len(set(variants)) == len(variants) and len(set(singletons)) == len(singletons)


def native_name(code: str) -> str:
    """What a language calls itself: ``български``, ``العربية``; its tag where CLDR has no name.

    Raises:
        InvalidTag: The code is not a BCP 47 tag.
    """
    return name_in(code, code)


def name_in(code: str, locale: str) -> str:
    """What a language is called in a locale: ``name_in("uk", "cs")`` is ``ukrajinština``.

    Any BCP 47 tag will do, of either. Where CLDR has no name the tag itself is the answer: a tag
    is honest, an English name among Czech ones is not.

    Raises:
        InvalidTag: One of the two is not a BCP 47 tag.
    """
    language, script, region = _subtags(code)
    babel_locale = cldr_locale(locale)
    if babel_locale is None:
        return code
    names = babel_locale.languages
    for known, rest in (
        (f"{language}_{script}", [babel_locale.territories.get(region, region)]),
        (f"{language}_{region}", [babel_locale.scripts.get(script, script)]),
        (
            language,
            [
                babel_locale.scripts.get(script, script),
                babel_locale.territories.get(region, region),
            ],
        ),
    ):
        if known in names:
            details = ", ".join(filter(None, rest))
            return f"{names[known]} ({details})" if details else str(names[known])
    return code


def direction(code: str) -> Literal["ltr", "rtl"]:
    """Which way a language is written: by the script in its tag, else by its usual script.

    Raises:
        InvalidTag: The code is not a BCP 47 tag.
    """
    language, script, region = _subtags(code)
    if not script:
        likely: Mapping[str, str] = get_global("likely_subtags")
        usual = likely.get(f"{language}_{region}") or likely.get(language, "")
        script = next((part for part in usual.split("_") if len(part) == 4), "")
    return "rtl" if script in RIGHT_TO_LEFT_SCRIPTS else "ltr"


def eu_language_uri(code: str) -> str | None:
    """The address of a language in the Union's authority table; None for a language outside it.

    Raises:
        InvalidTag: The code is not a BCP 47 tag.
    """
    authority_code = EU_LANGUAGES.get(_subtags(code).language)
    return EU_LANGUAGE_URI + authority_code if authority_code else None


@lru_cache(maxsize=128)
def cldr_locale(code: str) -> Locale | None:
    """Babel's locale for a BCP 47 tag; None where CLDR has no data for the language.

    Raises:
        InvalidTag: The code is not a BCP 47 tag.
    """
    language, script, region = _subtags(CLDR_LOCALES.get(code, code))
    try:
        return Locale.parse("_".join(filter(None, (language, script, region))))
    except (UnknownLocaleError, ValueError):
        return None


def _subtags(tag: str) -> Subtags:
    match = TAG.fullmatch(CLDR_TAGS.get(tag.lower(), tag))
    if match is None:
        raise InvalidTag(
            _("“%(tag)s” is not a language tag. Write one such as “bg” or “zh-Hant”.")
            % {"tag": tag}
        )
    return Subtags(
        language=match[0].partition("-")[0].lower(),
        script=(match["script"] or "").title(),
        region=(match["region"] or "").upper(),
    )
