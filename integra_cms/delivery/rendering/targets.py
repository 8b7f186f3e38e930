"""The pages that documents lead to, for a whole batch in two queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Page

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
        self.resources = _resources(keys)
        self.chain: Sequence[str] = chains()[DEFAULT_CHAIN]
        self._editions: dict[str, dict[str, Target]] = defaultdict(dict)
        self._sources: dict[str, str] = {}
        self._chosen: dict[tuple[str, str], Target | None] = {}
        if self.resources:
            self._read(names, addresses, restrictions)

    def best(self, resource: str, locale: str) -> Target | None:
        """The edition that belongs to a document in some locale; None if none is public."""
        asked = (resource, locale)
        if asked not in self._chosen:
            self._chosen[asked] = choose(
                self._editions.get(resource, {}), locale, self.chain, self._sources.get(resource)
            )
        return self._chosen[asked]

    def _read(
        self, names: Mapping[int, str], addresses: Addresses, restrictions: Restrictions
    ) -> None:
        wanted = set(self.resources.values())
        live = Page.objects.filter(translation_key__in=wanted, live=True, alias_of=None)
        rows = live.values_list(
            "translation_key", "locale__language_code", "title", "path", "url_path",
            "content_type_id", "edition__is_source",
        )  # fmt: skip
        for key, locale, title, tree_path, url_path, content_type, is_source in rows:
            path = addresses.of(url_path)
            if content_type not in names or path is None or restrictions.cover(tree_path):
                continue
            resource = str(key)
            self._editions[resource][locale] = Target(names[content_type], locale, title, path)
            if is_source:
                self._sources[resource] = locale


def _resources(keys: Collection[Key]) -> dict[Key, str]:
    """What the references are about, whatever became of it, as long as there is something."""
    numbers = {key for key in keys if isinstance(key, int)}
    uuids = {key for key in keys if isinstance(key, str) and is_uuid(key)}
    found: dict[Key, str] = {}
    if numbers:
        rows = Page.objects.filter(pk__in=numbers).values_list("pk", "translation_key")
        found |= {key: str(resource) for key, resource in rows}
    if uuids:
        there = Page.objects.filter(translation_key__in=uuids).values_list(
            "translation_key", flat=True
        )
        found |= {str(resource): str(resource) for resource in there}
    return found


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
