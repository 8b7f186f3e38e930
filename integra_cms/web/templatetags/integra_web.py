"""Template tags of the front end."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.translation import get_language

from integra_cms.languages.formats import country_name, format_duration, format_money, format_period
from integra_cms.languages.locales import direction
from integra_cms.media.licences import get_licence
from integra_cms.vocabularies import terms as vocabulary_terms
from integra_cms.web.batch import batch_for
from integra_cms.web.cards import Card
from integra_cms.web.chrome import Chrome, chrome_for
from integra_cms.web.library import Library, library
from integra_cms.web.lists import all_cities, below, collected

if TYPE_CHECKING:
    from django.template.base import NodeList, Parser, Token
    from django.utils.safestring import SafeString

    from integra_cms.pages.models import CollectionPage

register = template.Library()


class BatchNode(template.Node):
    """Renders its content inside a batch."""

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist

    def render(self, context: template.Context) -> SafeString:
        """The content, with links and pictures of the page looked up once."""
        page = context.get("page")
        if page is None:
            return self.nodelist.render(context)
        with batch_for(page) as batch, context.push(integra_chosen=batch.chosen):
            return self.nodelist.render(context)


@register.tag
def batch(parser: Parser, token: Token) -> BatchNode:
    """``{% batch %}…{% endbatch %}``: see :mod:`integra_cms.web.batch`."""
    nodelist = parser.parse(("endbatch",))
    parser.delete_first_token()
    return BatchNode(nodelist)


@register.simple_tag(takes_context=True)
def chrome(context: template.Context) -> Chrome:
    """Navigation, languages and project for the page being rendered."""
    return chrome_for(context["page"], context.get("request"))


@register.simple_tag(takes_context=True)
def library_listing(context: template.Context) -> Library:
    """The library as the address of the page asks for it."""
    return library(context["page"].locale.language_code, context["request"].GET)


@register.simple_tag(takes_context=True)
def city_listing(context: template.Context) -> list[Card]:
    """All cities, in the order of the alphabet and in no other."""
    return all_cities(context["page"].locale.language_code)


@register.simple_tag(takes_context=True)
def children_listing(context: template.Context) -> list[Card]:
    """What lies directly below the page, in any locale, each in its best edition."""
    page = context["page"]
    return below(page, page.locale.language_code)


@register.simple_tag(name="collected")
def collected_listing(collection: CollectionPage) -> list[Card]:
    """What is in a collection, each in its best edition for the collection's language."""
    return collected(collection, collection.locale.language_code)


@register.simple_tag(takes_context=True)
def localised(context: template.Context, texts: Any) -> SafeString | str:
    """A text that is kept in several languages, marked when it is in another one."""
    if not texts:
        return ""
    text = texts.get_for(get_language() or "")
    if text.locale == get_language() or not text:
        return text.text
    return format_html(
        '<span lang="{}" dir="{}">{}</span>', text.locale, direction(text.locale), text.text
    )


@register.simple_tag
def terms(vocabulary: str, codes: list[str] | str | None) -> SafeString | str:
    """Labels of terms, with commas between them."""
    if not codes:
        return ""
    wanted = [codes] if isinstance(codes, str) else codes
    locale = get_language() or ""
    labels = [vocabulary_terms.label(vocabulary, code, locale) for code in wanted]
    return format_html_join(
        ", ",
        '<span lang="{}">{}</span>',
        [(label.locale, label.text) for label in labels],
    )


@register.filter
def text_direction(code: str) -> str:
    """``ltr`` or ``rtl``."""
    return direction(code)


@register.filter
def country(code: str) -> str:
    """The name of a country in the language of the reader."""
    return country_name(code, get_language() or "en")


@register.filter
def licence(code: str) -> Any:
    """What is known of a licence."""
    return get_licence(code)


@register.filter
def duration(iso: str) -> str:
    """A duration in ISO 8601 as the reader's language writes it."""
    return format_duration(iso, get_language() or "en")


@register.simple_tag
def money(amount: Any, currency: str) -> str:
    """An amount as the reader's language writes it."""
    return format_money(amount, currency, get_language() or "en")


@register.simple_tag
def months(start: str, end: str) -> str:
    """A period in months as the reader's language writes it."""
    return format_period(start, end, get_language() or "en")
