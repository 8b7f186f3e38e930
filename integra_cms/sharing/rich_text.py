"""Rich text in packs: only what an editor of the site could have written, with links by UUID."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from html.parser import HTMLParser

from django.utils.translation import gettext as _

BLOCKS = frozenset({"p", "h2", "h3", "h4", "h5", "h6", "blockquote", "li"})
VOID = frozenset({"br", "hr"})

TAGS_OF_FEATURES = {
    "bold": {"b", "strong"},
    "italic": {"i", "em"},
    "link": {"a"},
    "document-link": {"a"},
    "ol": {"ol", "li"},
    "ul": {"ul", "li"},
    "h2": {"h2"},
    "h3": {"h3"},
    "h4": {"h4"},
    "h5": {"h5"},
    "h6": {"h6"},
    "hr": {"hr"},
    "blockquote": {"blockquote"},
    "code": {"code"},
    "superscript": {"sup"},
    "subscript": {"sub"},
    "strikethrough": {"s"},
}

PLAIN_TAG = re.compile(r'<[a-z][a-z0-9]*(?:\s+[a-z-]+="[^"<>]*")*\s*/?>')
LINK = re.compile(r"<a\b[^>]*>")
HREF = re.compile(r"(?:https?://|mailto:|tel:|#|/(?!/))", re.IGNORECASE)
LINK_TYPES = {"page": "resource", "document": "media"}
GONE = "00000000-0000-0000-0000-000000000000"
"""What a link leads to whose target is no longer there."""

Problem = tuple[str, str]
"""Code and text."""


def problems(html: str, features: list[str]) -> list[Problem]:
    """What of a rich text no editor with these features could have written."""
    checker = _Checker(features)
    checker.feed(html)
    checker.close()
    return checker.finish()


def references(html: str) -> Iterator[tuple[str, str]]:
    """Type (``page``, ``document``) and UUID of everything the text links to."""
    for link in LINK.findall(html):
        kind = _attribute(link, "linktype")
        if kind in LINK_TYPES:
            target = _attribute(link, LINK_TYPES[kind])
            if target and target != GONE:
                yield kind, target


def to_stored(html: str, find: Callable[[str, str], int | None]) -> str:
    """Links by primary key; ``find(type, uuid)`` says which, None for what is not there."""

    def replaced(kind: str, link: str) -> str:
        uuid = _attribute(link, LINK_TYPES[kind]) or GONE
        key = (None if uuid == GONE else find(kind, uuid)) or 0
        return _with_attribute(link, LINK_TYPES[kind], "id", str(key))

    return _links_replaced(html, replaced)


def to_authored(html: str, find: Callable[[str, int], str | None]) -> str:
    """Links by UUID; ``find(type, primary key)`` says which, None for what is not there."""

    def replaced(kind: str, link: str) -> str:
        key = _attribute(link, "id") or "0"
        uuid = find(kind, int(key)) if key.isdigit() else None
        return _with_attribute(link, "id", LINK_TYPES[kind], uuid or GONE)

    return _links_replaced(html, replaced)


def _links_replaced(html: str, replaced: Callable[[str, str], str]) -> str:
    def change(match: re.Match[str]) -> str:
        kind = _attribute(match[0], "linktype")
        return replaced(kind, match[0]) if kind in LINK_TYPES else match[0]

    return LINK.sub(change, html)


def _attribute(tag: str, name: str) -> str | None:
    match = re.search(rf'\s{name}="([^"]*)"', tag)
    return match[1] if match else None


def _with_attribute(tag: str, old: str, new: str, value: str) -> str:
    return re.sub(rf'(\s){old}="[^"]*"', rf'\g<1>{new}="{value}"', tag)


class _Checker(HTMLParser):
    """Goes through a text and notes what does not belong there."""

    def __init__(self, features: list[str]) -> None:
        super().__init__(convert_charrefs=False)
        self.features = features
        self.allowed = {"p", "br"}.union(*(TAGS_OF_FEATURES.get(f, ()) for f in features))
        self.open: list[str] = []
        self.found: list[Problem] = []

    def finish(self) -> list[Problem]:
        if self.open:
            self._note(
                "html_unclosed", _("the tag <%(tag)s> is not closed.") % {"tag": self.open[-1]}
            )
        return self.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._check_form(tag, attrs)
        self._check_tag(tag, dict(attrs))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._check_form(tag, attrs)
        self._check_tag(tag, dict(attrs))
        if tag not in VOID:
            self._note("html_unclosed", _("the tag <%(tag)s/> holds nothing.") % {"tag": tag})

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1] == tag:
            self.open.pop()
        else:
            self._note("html_unclosed", _("the tag </%(tag)s> closes nothing here.") % {"tag": tag})

    def handle_data(self, data: str) -> None:
        if "<" in data:
            self._note("html_malformed", _("there is a “<” that begins no tag; write &lt;."))

    def handle_comment(self, data: str) -> None:
        self._note("html_not_allowed", _("comments are not allowed in text."))

    def handle_decl(self, decl: str) -> None:
        self._note("html_not_allowed", _("“<!%(text)s>” is not allowed.") % {"text": decl[:40]})

    def unknown_decl(self, data: str) -> None:
        self.handle_decl(data)

    def handle_pi(self, data: str) -> None:
        self.handle_decl(data)

    def _check_form(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """One way to write a tag: links are found in the text by it."""
        text = self.get_starttag_text() or ""
        names = [name for name, _value in attrs]
        if not PLAIN_TAG.fullmatch(text) or len(set(names)) < len(names):
            self._note(
                "html_malformed",
                _("write “%(tag)s” in small letters, each attribute once and in double quotes.")
                % {"tag": text[:80]},
            )

    def _check_tag(self, tag: str, attributes: dict[str, str | None]) -> None:
        if tag not in self.allowed:
            self._note(
                "html_not_allowed",
                _("the tag <%(tag)s> is not allowed; this text may have: %(allowed)s.")
                % {"tag": tag, "allowed": ", ".join(sorted(self.allowed))},
            )
        elif tag == "a":
            self._check_link(attributes)
        else:
            self._check_attributes(
                tag, attributes, (BLOCKS & {tag} and {"data-block-key"}) or set()
            )

    def _check_link(self, attributes: dict[str, str | None]) -> None:
        kind = attributes.get("linktype")
        feature = "document-link" if kind == "document" else "link"
        if feature not in self.features:
            self._note("html_not_allowed", _("links of this kind are not allowed in this text."))
        elif kind in LINK_TYPES:
            self._check_attributes("a", attributes, {"linktype", LINK_TYPES[kind]})
            if not attributes.get(LINK_TYPES[kind]):
                self._note(
                    "link_without_target",
                    _("a link to a %(kind)s needs “%(attribute)s”.")
                    % {"kind": kind, "attribute": LINK_TYPES[kind]},
                )
        elif kind is None:
            self._check_attributes("a", attributes, {"href"})
            self._check_href(attributes.get("href") or "")
        else:
            self._note("html_not_allowed", _("“%(kind)s” is no type of link.") % {"kind": kind})

    def _check_href(self, href: str) -> None:
        if not HREF.match(href):
            self._note(
                "link_scheme",
                _(
                    "the link “%(href)s” is not allowed; links begin with https://, http://, "
                    "mailto: or tel:."
                )
                % {"href": href[:80]},
            )

    def _check_attributes(
        self, tag: str, attributes: dict[str, str | None], allowed: set[str]
    ) -> None:
        for name in attributes:
            if name not in allowed:
                self._note(
                    "html_not_allowed",
                    _("the attribute “%(name)s” of <%(tag)s> is not allowed.")
                    % {"name": name, "tag": tag},
                )

    def _note(self, code: str, text: str) -> None:
        if (code, text) not in self.found:
            self.found.append((code, text))
