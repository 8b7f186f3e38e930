"""Changing XML where it stands: everything that is not changed keeps its bytes.

A parser that writes XML again would rename prefixes, which Office programs then refuse.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Set
from dataclasses import dataclass, field
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.saxutils import escape, quoteattr

import defusedxml.sax
from defusedxml import DefusedXmlException
from django.utils.translation import gettext as _

from integra_cms.media.cleaning.errors import Unreadable

_TOKEN = re.compile(
    r"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"""
    r"""|<(?P<close>/?)(?P<name>[^\s/>]+)(?P<rest>(?:[^"'>]|"[^"]*"|'[^']*')*)>""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"""(?P<space>\s+)(?P<name>[^\s=]+)\s*=\s*(?P<value>"[^"]*"|'[^']*')""")

# Given element, attribute and value: the new value, or None when the attribute goes.
AttributeRule = Callable[[str, str, str], str | None]


@dataclass(frozen=True, slots=True)
class Rules:
    """What is changed; elements by local name, those in ``texts`` by either name."""

    attribute: AttributeRule
    dropped: Set[str] = frozenset()
    texts: Mapping[str, str] = field(default_factory=dict)


def check(content: bytes, handler: ContentHandler | None = None) -> None:
    """Read XML without building anything; ``handler`` hears names with their namespaces.

    Raises:
        Unreadable: It is not well-formed, or declares a document type or entities.
    """
    parser = defusedxml.sax.make_parser()
    parser.forbid_dtd = True
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(handler or ContentHandler())
    try:
        parser.parse(io.BytesIO(content))
    except (DefusedXmlException, ValueError, SAXException) as error:
        raise Unreadable(
            _("A part of this document is damaged. Save it anew in its program and try again.")
        ) from error


def local(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def rewrite(content: bytes, rules: Rules) -> bytes:
    """XML with ``rules`` applied; comments go.

    Raises:
        Unreadable: It is not well-formed, or not in Unicode.
    """
    check(content)
    encoding = "utf-16" if content[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8"
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(
            _("A part of this document is not in Unicode. Save it anew and try again.")
        ) from error
    return "".join(_rewritten(text, rules)).encode(encoding)


def _rewritten(text: str, rules: Rules) -> list[str]:
    out: list[str] = []
    at = 0
    for token in _TOKEN.finditer(text):
        if token.start() < at:  # inside an element whose content does not come through
            continue
        out.append(text[at : token.start()])
        at = token.end()
        name = token["name"]
        if name is None:
            out.append("" if token[0].startswith("<!--") else token[0])
            continue
        opens = not token["close"] and not token["rest"].endswith("/")
        new_text = rules.texts.get(name, rules.texts.get(local(name)))
        if local(name) in rules.dropped:
            at = _end_of(text, name, at)[1] if opens else at
            continue
        out.append(token[0] if token["close"] else _tag(token, rules))
        if new_text is not None and opens:
            out.append(escape(new_text))
            at = _end_of(text, name, at)[0]
    out.append(text[at:])
    return out


def _end_of(text: str, name: str, at: int) -> tuple[int, int]:
    """Where the end tag of the element ``name``, opened before ``at``, begins and ends."""
    depth = 1
    for token in _TOKEN.finditer(text, at):
        if token["name"] != name:
            continue
        if token["close"]:
            depth -= 1
        elif not token["rest"].endswith("/"):
            depth += 1
        if depth == 0:
            return token.start(), token.end()
    return len(text), len(text)  # cannot be: the text was read by a parser before


def _tag(token: re.Match[str], rules: Rules) -> str:
    element = local(token["name"])

    def changed(found: re.Match[str]) -> str:
        name, value = found["name"], found["value"][1:-1]
        if name.startswith("xmlns"):
            return found[0]
        new = rules.attribute(element, local(name), value)
        if new == value:
            return found[0]
        return "" if new is None else f"{found['space']}{name}={quoteattr(new)}"

    return f"<{token['name']}{_ATTRIBUTE.sub(changed, token['rest'])}>"
