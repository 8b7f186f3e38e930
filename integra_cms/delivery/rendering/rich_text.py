"""Rich text for readers: links lead to what is public, and nothing in it can be run.

Only the tags that editors have come out, without attributes. A link gets its attributes anew.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html import escape, unescape

from integra_cms.delivery.rendering.gathering import is_number

SIMPLE = "p|b|i|br|br ?/|li|ul|ol|strong|em|h[2-6]|hr|hr ?/|blockquote|code|sup|sub|s"
"""Tags as the editor writes them."""

BLOCK_KEYS = tuple(
    (f"<{tag} data-block-key=", re.compile(rf'<{tag} data-block-key="[^"<>]*">'), f"<{tag}>")
    for tag in ("p", "li")
)
"""What the editor leaves in nearly every tag, taken out without looking at each."""

UNUSUAL = re.compile(
    rf"<(?!/?(?:{SIMPLE})>)"
    r"(?:(?P<script>script|style)\b.*?(?:</(?P=script)[^>]*>|\Z)"
    r"|!--.*?(?:-->|\Z)"
    r"|(?P<close>/?)(?P<tag>[a-z][a-z0-9]*)(?P<attributes>[^>]*)(?:>|\Z)"
    r"|[!?/][^>]*(?:>|\Z)"
    r"|)",
    re.IGNORECASE | re.DOTALL,
)
TAGS = frozenset(
    {"p", "b", "i", "br", "li", "ul", "ol", "strong", "em", "h2", "h3", "h4", "h5", "h6", "hr",
     "blockquote", "code", "sup", "sub", "s"}
)  # fmt: skip
ENTITY = re.compile(r"<(?:a|embed)\b[^>]*>", re.IGNORECASE)
ATTRIBUTE = re.compile(r"""([a-z-]+)\s*=\s*"([^"]*)\"""", re.IGNORECASE)
HREF = re.compile(r"(?:https?://|mailto:|tel:|#|/(?![/\\]))", re.IGNORECASE)
ENDS_OF_BLOCKS = ("</p>", "</li>", "<br/>", "<br>", "<hr/>", "</blockquote>")
END_OF_HEADING = re.compile(r"</h\d>")
TAG = re.compile(r"<[a-z/!][^>]*>", re.IGNORECASE)

Opening = Callable[[str, int], str | None]
"""The tag for a link or picture, by type and primary key; None: there is nothing to show."""


def links(html: str) -> Iterator[tuple[str, int]]:
    """Type (``page``, ``document``, ``image``) and primary key of what a text refers to."""
    for tag in ENTITY.findall(html):
        attributes = _attributes(tag)
        sort = attributes.get("linktype") or attributes.get("embedtype")
        key = attributes.get("id", "")
        if sort in ("page", "document", "image") and is_number(key):
            yield sort, int(key)


def resolved(html: str, opening: Opening) -> str:
    """The text as readers get it; ``opening`` knows where its links lead."""
    for beginning, pattern, bare in BLOCK_KEYS:
        if beginning in html:
            html = pattern.sub(bare, html)
    open_links: list[bool] = []

    def change(match: re.Match[str]) -> str:
        tag = (match["tag"] or "").lower()
        if not tag:
            return "&lt;" if match[0] == "<" else ""
        if tag == "a":
            return _link(match, open_links, opening)
        if tag == "embed":
            return _embed(match["attributes"], opening)
        return f"<{match['close']}{tag}>" if tag in TAGS else ""

    changed = UNUSUAL.sub(change, html)
    return changed + "</a>" * sum(open_links)


def plain(html: str) -> str:
    """The words alone, for search."""
    if "<" in html:
        for end in ENDS_OF_BLOCKS:
            html = html.replace(end, " ")
        if "</h" in html:
            html = END_OF_HEADING.sub(" ", html)
        html = TAG.sub("", html)
    if "&" in html:
        html = unescape(html)
    return " ".join(html.split())


def _link(match: re.Match[str], open_links: list[bool], opening: Opening) -> str:
    """A closing tag closes what its opening tag became: nothing, if that led nowhere."""
    if match["close"]:
        return "</a>" if open_links and open_links.pop() else ""
    tag = _opening_tag(_attributes(match["attributes"]), opening)
    inside_another = any(open_links)
    open_links.append(bool(tag) and not inside_another)
    return (tag or "") if not inside_another else ""


def _opening_tag(attributes: dict[str, str], opening: Opening) -> str | None:
    sort = attributes.get("linktype")
    if sort is not None:
        key = attributes.get("id", "")
        return opening(sort, int(key)) if is_number(key) else None
    href = unescape(attributes.get("href", "")).strip()
    return f'<a href="{escape(href)}">' if HREF.match(href) else None


def _embed(attributes_text: str, opening: Opening) -> str:
    """A picture, or a link to what is on another site."""
    attributes = _attributes(attributes_text)
    if attributes.get("embedtype") == "image":
        key = attributes.get("id", "")
        picture = opening("image", int(key)) if is_number(key) else None
        alt = escape(unescape(attributes.get("alt", "")))
        return f'{picture} alt="{alt}">' if picture else ""
    href = unescape(attributes.get("url", "")).strip()
    if attributes.get("embedtype") == "media" and HREF.match(href):
        return f'<a href="{escape(href)}">{escape(href)}</a>'
    return ""


def _attributes(tag: str) -> dict[str, str]:
    return {name.lower(): value for name, value in ATTRIBUTE.findall(tag)}
