"""Numbers, dates and languages in the templates of blocks, as the active language writes them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django import template
from django.utils.translation import get_language

from integra_cms.languages import formats, locales

register = template.Library()


@register.simple_tag(takes_context=True)
def chosen(context: template.Context, page: Any) -> Any:
    """What readers get of a chosen page: an object with ``page``, ``locale``, ``foreign``, or None.

    Whoever renders a page may pass a function ``integra_chosen`` in the context, which finds the
    edition in the language of the page. Without it the page itself is shown, if it is live.
    """
    if not page:
        return None
    if find := context.get("integra_chosen"):
        return find(page)
    return {"page": page, "foreign": False} if page.live else None


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
