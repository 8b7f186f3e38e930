"""Pages whose model is gone, because the plugin it belongs to is switched off.

Wagtail reads them as bare pages without content. What they said is in their revisions: they stay
readable for visitors and editors, and come back to life with their plugin.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils.functional import cached_property
from django.utils.html import strip_tags
from wagtail.models import Page, Revision

from integra_cms.pages.exceptions import ModelGone
from integra_cms.pages.lineage import BOOKKEEPING

CODE = re.compile(r"[a-z0-9_.:/+@-]*|https?://\S*")
"""Stored strings that are no text for people."""

END_OF_PARAGRAPH = re.compile(r"</(?:p|li|h\d|blockquote)>|<br\s*/?>")


@dataclass(frozen=True)
class StoredText:
    """One text in the stored content of a page.

    Attributes:
        path: Field and, inside streams, ids and names of what it is in.
        text: Without formatting; paragraphs are lines.
    """

    path: str
    text: str

    @property
    def paragraphs(self) -> list[str]:
        return [line.strip() for line in self.text.splitlines() if line.strip()]


def is_orphan(page: Page) -> bool:
    """Whether the model of a page is gone."""
    return page.cached_content_type.model_class() is None


def read_orphans_as_bare_pages() -> None:
    """Makes Wagtail treat orphans as the bare pages it reads them as; called once when ready.

    It says that an orphan has no class at all, and then breaks wherever it asks that class
    something: in the explorer, on the home screen, when it unpublishes or saves.
    """
    specific_class = cached_property(lambda page: page.cached_content_type.model_class() or Page)
    specific_class.__set_name__(Page, "specific_class")
    Page.specific_class = specific_class


def orphan_types() -> list[ContentType]:
    """Content types of pages whose model is gone."""
    used = Page.objects.order_by().values("content_type").distinct()
    return [kind for kind in ContentType.objects.filter(pk__in=used) if kind.model_class() is None]


def model_name(page: Page) -> str:
    """What the model of a page was called: ``app_label.model``."""
    kind = page.cached_content_type
    return f"{kind.app_label}.{kind.model}"


def published_texts(page: Page) -> list[StoredText]:
    """What visitors saw last, from the revision that is live; drafts are not looked at."""
    revision = page.live_revision
    return list(_texts(revision.content)) if revision else []


def latest_texts(page: Page) -> list[StoredText]:
    """What editors wrote last."""
    revision = Revision.objects.for_instance(page).order_by("-created_at", "-pk").first()
    return list(_texts(revision.content)) if revision else []


def refuse_deletion(pages: Iterable[Page]) -> None:
    """Deleting an orphan would leave a row behind that points to a page that is no more.

    Raises:
        ModelGone: There is such a row.
    """
    for page in pages:
        if is_orphan(page) and _has_leftover_row(page):
            raise ModelGone(
                f"“{page.title}” cannot be deleted: its model {model_name(page)} belongs to a "
                f"plugin that is switched off, and the plugin's table still holds its content. "
                f"Switch the plugin on and delete the page then, or unpublish the page. To give "
                f"up the plugin for ever, run its migrations back to zero while it is on."
            )


def orphans_in(page: Page) -> Iterator[Page]:
    """Orphans among a page and all below it."""
    kinds = orphan_types()
    if kinds:
        yield from page.get_descendants(inclusive=True).filter(content_type__in=kinds)


def _texts(content: Mapping[str, Any]) -> Iterator[StoredText]:
    for name, value in content.items():
        if name not in BOOKKEEPING and name != "title":
            yield from _texts_in(_parsed(value), name)


def _texts_in(value: Any, path: str) -> Iterator[StoredText]:
    if isinstance(value, str):
        plain = strip_tags(END_OF_PARAGRAPH.sub(r"\g<0>\n", value))
        text = unescape(plain).strip()
        if text and not CODE.fullmatch(text):
            yield StoredText(path, text)
    elif isinstance(value, list):
        for place, item in enumerate(value):
            stored = isinstance(item, dict) and {"type", "value"} <= item.keys()
            step = (item.get("id") if stored else None) or place
            yield from _texts_in(item["value"] if stored else item, f"{path}.{step}")
    elif isinstance(value, dict):
        for name, child in value.items():
            yield from _texts_in(child, f"{path}.{name}")


def _parsed(value: Any) -> Any:
    """Revisions hold streams as JSON text."""
    if isinstance(value, str) and value.startswith(("[", "{")):
        try:
            return json.loads(value)
        except ValueError:
            return value
    return value


def _has_leftover_row(page: Page) -> bool:
    """Whether a table that no model knows has a row that extends the page."""
    known = set(connection.introspection.django_table_names())
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table in known:
                continue
            relations = connection.introspection.get_relations(cursor, table)
            if relations.get("page_ptr_id", ("", ""))[1] != Page._meta.db_table:
                continue
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"SELECT 1 FROM {quoted} WHERE page_ptr_id = %s", [page.pk])  # noqa: S608 - the name comes from the database
            if cursor.fetchone():
                return True
    return False
