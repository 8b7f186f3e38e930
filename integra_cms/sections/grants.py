"""What the memberships of one person come down to: rights at places of a tree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from wagtail.models import Collection, Page

from integra_cms.pages.models import HomePage, LibraryPage
from integra_cms.sections.models import Membership
from integra_cms.sections.roles import ABILITIES, Role

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Right:
    """Stands where Wagtail expects a permission: policies only ask for its codename."""

    codename: str


@dataclass(frozen=True)
class PageGrant:
    """One action on a page and all below it.

    It has the attributes that Wagtail reads from a ``GroupPagePermission`` and, unlike an unsaved
    one, it can be put into a set. ``translations_only`` narrows it to editions that are no source.
    """

    page: Page
    permission: Right
    translations_only: bool = False
    is_section_root: bool = False

    @property
    def page_id(self) -> int:
        return self.page.pk


@dataclass(frozen=True)
class CollectionGrant:
    """One action on a collection and all below it."""

    collection: Collection
    permission: Right

    @property
    def collection_id(self) -> int:
        return self.collection.pk


def memberships_of(user: Any) -> list[Membership]:
    """The memberships of a person, read once for as long as this user object lives."""
    if not user.is_active or user.is_anonymous or user.is_superuser:
        return []
    if not hasattr(user, "_integra_memberships"):
        user._integra_memberships = list(
            Membership.objects.filter(user=user).select_related("city", "city__collection")
        )
    return user._integra_memberships


def page_grants(user: Any) -> list[PageGrant]:
    """Rights on pages: one query for the roots of all sections the person works in."""
    memberships = memberships_of(user)
    if not memberships:
        return []
    roots = _roots(memberships)
    return [
        PageGrant(
            page=page,
            permission=Right(f"{action}_page"),
            translations_only=membership.role == Role.TRANSLATOR,
            is_section_root=membership.city_id is not None,
        )
        for membership in memberships
        for page in roots
        if _is_root_for(page, membership)
        for action in sorted(ABILITIES[membership.role].pages)
    ]


def collection_grants(user: Any, model_name: str) -> list[CollectionGrant]:
    """Rights on what lies in collections.

    Args:
        user: The person.
        model_name: ``"image"``, ``"document"`` or ``"media"``; ``"collection"`` for collections
            themselves.
    """
    memberships = memberships_of(user)
    if not memberships:
        return []
    root = Collection.get_first_root_node() if any(m.city is None for m in memberships) else None
    grants = []
    for membership in memberships:
        abilities = ABILITIES[membership.role]
        collection = membership.city.collection if membership.city else root
        actions = abilities.collections if model_name == "collection" else abilities.files
        grants.extend(
            CollectionGrant(collection, Right(f"{action}_{model_name}"))
            for action in sorted(actions)
        )
    return grants


def _roots(memberships: Iterable[Membership]) -> list[Page]:
    wanted = Q(pk__in=())
    cities = {membership.city.resource for membership in memberships if membership.city}
    if cities:
        wanted |= Q(translation_key__in=cities)
    roles = {membership.role for membership in memberships if membership.city is None}
    if Role.LIBRARIAN in roles:
        wanted |= Q(pk__in=LibraryPage.objects.values("pk"))
    if roles - {Role.LIBRARIAN}:
        wanted |= Q(pk__in=HomePage.objects.values("pk"))
    return list(Page.objects.filter(wanted).order_by("path"))


def _is_root_for(page: Page, membership: Membership) -> bool:
    if membership.locale_id is not None and page.locale_id != membership.locale_id:
        return False
    if membership.city:
        return page.translation_key == membership.city.resource
    wanted = LibraryPage if membership.role == Role.LIBRARIAN else HomePage
    return page.cached_content_type.model_class() is wanted
