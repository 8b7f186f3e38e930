"""What a page was copied from, and a fingerprint of what it said then."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from django.core.serializers.json import DjangoJSONEncoder
from wagtail.models import Page

if TYPE_CHECKING:
    from integra_cms.pages.base import BaseToolkitPage

CONTENT_OF_PAGE = frozenset({"title", "seo_title", "search_description"})
"""Fields of Wagtail's page that are content; its others say where and in which state it is."""

BOOKKEEPING = (frozenset(field.name for field in Page._meta.concrete_fields) - CONTENT_OF_PAGE) | {
    "pk",
    "page_ptr",
    "wagtail_admin_comments",
    "content_version",
}


def content_of(page: BaseToolkitPage) -> dict[str, Any]:
    """What a page says, without its place in the tree, its state and its keys."""
    data = page.serializable_data()
    keywords = sorted(page.keywords.names()) if hasattr(page, "keywords") else []
    content = {
        name: _parsed(value)
        for name, value in data.items()
        if name not in BOOKKEEPING and name != "keyword_items"
    }
    return {**content, "keywords": keywords}


def content_digest(page: BaseToolkitPage) -> str:
    """SHA-256 of what a page says: equal for equal content, wherever it stands."""
    canonical = json.dumps(
        content_of(page),
        sort_keys=True,
        ensure_ascii=False,
        separators=(",", ":"),
        cls=DjangoJSONEncoder,
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def lineage_of(page: BaseToolkitPage) -> dict[str, Any]:
    """What the record of a copy keeps about the page it was made from.

    The address is empty: the page is on this site, and its resource is enough to find it.
    """
    return {
        "resource": str(page.translation_key),
        "locale": page.locale.language_code,
        "version": getattr(page, "version", ""),
        "licence": getattr(page, "licence", ""),
        "url": "",
        "digest": content_digest(page),
    }


def _parsed(value: Any) -> Any:
    """Streams are serialised as JSON inside JSON; the order of keys in there says nothing."""
    if isinstance(value, str) and value.startswith("["):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value
