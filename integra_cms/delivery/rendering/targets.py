"""The pages that documents lead to, for a whole batch in two queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page

from integra_cms.delivery.canonical import canonical, digest
from integra_cms.delivery.chains import DEFAULT_CHAIN, chains, choose
from integra_cms.delivery.rendering.gathering import Key
from integra_cms.delivery.rendering.places import Addresses, Restrictions


@dataclass(frozen=True)
class Target:
    """One public edition that others can lead to."""

    kind: str
    locale: str
    title: str
    path: str

    def form(self) -> dict[str, str]:
        """As documents tell about it."""
        return {"kind": self.kind, "locale": self.locale, "title": self.title, "path": self.path}

    @cached_property
    def seen(self) -> str:
        """The digest of that; many documents of a batch lead to the same few pages."""
        return digest(canonical(self.form()))


class Targets:
    """What some references to pages lead to.

    Attributes:
        resources: Reference → the resource it is about, public or not.
    """

    def __init__(
        self,
        keys: Collection[Key],
        names: Mapping[int, str],
        addresses: Addresses,
        restrictions: Restrictions,
    ) -> None:
        self.resources: dict[Key, str] = {}
        self.chain: Sequence[str] = chains()[DEFAULT_CHAIN]
        self._editions: dict[str, dict[str, Target]] = defaultdict(dict)
        self._sources: dict[str, str] = {}
        self._chosen: dict[tuple[str, str], Target | None] = {}
        for rows in _editions(keys):
            self._read(rows, keys, names, addresses, restrictions)

    def best(self, resource: str, locale: str) -> Target | None:
        """The edition that belongs to a document in some locale; None if none is public."""
        asked = (resource, locale)
        if asked not in self._chosen:
            self._chosen[asked] = choose(
                self._editions.get(resource, {}), locale, self.chain, self._sources.get(resource)
            )
        return self._chosen[asked]

    def _read(
        self,
        rows: QuerySet[Page],
        keys: Collection[Key],
        names: Mapping[int, str],
        addresses: Addresses,
        restrictions: Restrictions,
    ) -> None:
        found = rows.values_list(
            "pk", "translation_key", "live", "alias_of_id", "locale__language_code", "title",
            "path", "url_path", "content_type_id", "edition__is_source",
        )  # fmt: skip
        for pk, uuid, live, alias_of, locale, title, tree_path, url_path, kind, is_source in found:
            resource = str(uuid)
            self.resources |= {key: resource for key in (pk, resource) if key in keys}
            is_served = live and alias_of is None and kind in names
            path = addresses.of(url_path) if is_served else None
            if path is None or restrictions.cover(tree_path):
                continue
            self._editions[resource][locale] = Target(names[kind], locale, title, path)
            if is_source:
                self._sources[resource] = locale


def _editions(keys: Collection[Key]) -> Iterator[QuerySet[Page]]:
    """All editions of what is referred to by primary key, and by UUID."""
    numbers = {key for key in keys if isinstance(key, int)}
    uuids = {key for key in keys if isinstance(key, str) and is_uuid(key)}
    if numbers:
        named = Page.objects.order_by().filter(pk__in=numbers).values("translation_key")
        yield Page.objects.order_by().filter(translation_key__in=named)
    if uuids:
        yield Page.objects.order_by().filter(translation_key__in=uuids)


def is_uuid(text: str) -> bool:
    """Whether a text is the usual form of a UUID."""
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def content_types(models: Mapping[str, type[Any]]) -> dict[int, str]:
    """Content type → what the documents of its page model are called."""
    found = ContentType.objects.get_for_models(*models.values())
    return {found[model].pk: name for name, model in models.items()}
