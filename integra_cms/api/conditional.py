"""Entity tags: what a client already has is not sent again.

An answer that is compressed has other bytes, so its strong tag is another: ``"…-gz"``. Both forms
stand for the same content when a client asks whether it changed.
"""

from __future__ import annotations

import re

GZIP_SUFFIX = "-gz"

ANY = "*"

TAG = re.compile(r'(?:W/)?"([\x21\x23-\x7e\x80-\xff]*)"')


def quoted(tag: str) -> str:
    """A tag as headers carry it."""
    return f'"{tag}"'


def known_tags(header: str) -> frozenset[str]:
    """The tags of an ``If-None-Match`` header, bare; ``*`` stands for any.

    Weak and compressed forms count as the tag itself, as RFC 9110 compares them here. What is no
    tag is left out: then the full answer is sent, which is always right.
    """
    if header.strip() == ANY:
        return frozenset((ANY,))
    return frozenset(tag.removesuffix(GZIP_SUFFIX) for tag in TAG.findall(header))


def is_known(tag: str, known: frozenset[str]) -> bool:
    """Whether the client has it already."""
    return tag in known or ANY in known
