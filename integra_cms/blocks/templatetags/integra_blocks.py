"""Numbers, dates and languages in the templates of blocks, as the active language writes them."""

from __future__ import annotations

from decimal import Decimal

from django import template
from django.utils.translation import get_language

from integra_cms.languages import formats, locales

register = template.Library()


@register.filter
def number(value: Decimal | int) -> str:
    """A number with the separators of the active language."""
    return formats.format_number(value, get_language() or "en")


@register.filter
def partial_date(value: str) -> str:
    """A year, or a month and year, in words of the active language."""
    return formats.format_partial_date(value, get_language() or "en")


@register.filter
def language_name(tag: str) -> str:
    """What a language is called in the active one."""
    return locales.name_in(tag, get_language() or "en")
