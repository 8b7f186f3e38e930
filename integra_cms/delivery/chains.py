"""Which edition is served where a resource has none in the asked locale."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from django.conf import settings

from integra_cms.conf import integra_settings
from integra_cms.languages.locales import locale_codes

SOURCE = "source"
"""In a chain: the source edition, whatever its locale."""

DEFAULT_CHAIN = "default"

Edition = TypeVar("Edition")


def chains() -> Mapping[str, Sequence[str]]:
    """The declared chains by name: what is tried, in order, after the asked locale."""
    declared: Mapping[str, Sequence[str]] = integra_settings.FALLBACK_CHAINS or {}
    return {DEFAULT_CHAIN: (settings.LANGUAGE_CODE, SOURCE), **declared}


def scope(asked: str, chain: str = DEFAULT_CHAIN) -> str:
    """The name under which the map holds what one chain gives to those who ask for a locale."""
    return f"{chain}.{asked}"


def scopes() -> list[tuple[str, str, Sequence[str]]]:
    """All of them: (scope, asked locale, what is tried after it)."""
    return [
        (scope(asked, name), asked, chain)
        for name, chain in chains().items()
        for asked in locale_codes()
    ]


def choose(
    editions: Mapping[str, Edition], asked: str, chain: Iterable[str], source: str | None
) -> Edition | None:
    """The edition a chain leads to; None where it leads to none.

    Args:
        editions: Those that can be served, by locale.
        asked: The locale that was asked for; it comes before all others.
        chain: What to try then.
        source: The locale of the source edition, if that one can be served.
    """
    for step in (asked, *chain):
        locale = source if step == SOURCE else step
        if locale is not None and locale in editions:
            return editions[locale]
    return None
