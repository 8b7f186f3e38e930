"""Policies that compute rights from memberships, in addition to what groups give.

They plug into Wagtail's policy registry, so every view that asks a policy is covered. What a
person may do is computed once for as long as the user object lives, usually one request. Each
policy keeps its own cache on the user: Wagtail's stock policies, which other packages still
instantiate, must neither find ours nor leave theirs to us.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib.auth import get_user_model
from django.db.models import Q, QuerySet
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, Page, PagePermissionTester
from wagtail.permission_policies.collections import (
    CollectionManagementPermissionPolicy,
    CollectionOwnershipPermissionPolicy,
)
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtailmedia.models import get_media_model

from integra_cms.pages.models import Edition
from integra_cms.sections.grants import PageGrant, collection_grants, page_grants
from integra_cms.sections.models import Membership
from integra_cms.sections.roles import ABILITIES, Role

if TYPE_CHECKING:
    from collections.abc import Iterable


IS_SOURCE = "integra_is_source"
"""The annotation that says whether a page is the source edition of its resource."""


class SectionPagePolicy(PagePermissionPolicy):
    """Pages: memberships give rights on sections, the library or the whole site."""

    permission_cache_name = "_integra_page_permissions"
    _explorable_root_instance_cache_name = "_integra_explorable_root"

    def get_all_permissions_for_user(self, user: Any) -> list[Any]:
        """Group permissions and grants from memberships, in one list."""
        return [*super().get_all_permissions_for_user(user), *page_grants(user)]

    def tester(self, user: Any, page: Page) -> PagePermissionTester:
        """What ``page.permissions_for_user()`` of toolkit pages answers with."""
        return SectionPageTester(user, page)

    def user_has_any_permission_for_instance(
        self, user: Any, actions: Iterable[str], instance: Page
    ) -> bool:
        """As in Wagtail, minus what a membership does not reach (see :func:`reaches`)."""
        decided = self._base_user_has_permission(user)
        if decided is not None:
            return decided
        wanted = self._get_permission_codenames(actions)
        given = set()
        for grant in self.get_cached_permissions_for_user(user):
            if instance.path.startswith(grant.page.path) and reaches(grant, instance):
                given.add(grant.permission.codename)
                if grant.permission.codename == "add_page" and instance.owner_id == user.pk:
                    given.add("change_page")
        return bool(wanted & given)

    def users_with_any_permission(
        self, actions: Iterable[str], include_superusers: bool = True
    ) -> QuerySet[Any]:
        """Everybody who has one of the rights anywhere."""
        by_group = super().users_with_any_permission(actions, include_superusers)
        roles = _roles_with(set(actions))
        return _either(by_group, Membership.objects.filter(role__in=roles))

    def users_with_any_permission_for_instance(
        self, actions: Iterable[str], instance: Page, include_superusers: bool = True
    ) -> QuerySet[Any]:
        """Everybody who has one of the rights on this very page."""
        by_group = super().users_with_any_permission_for_instance(
            actions, instance, include_superusers
        )
        return _either(by_group, self._memberships_reaching(set(actions), instance))

    def _memberships_reaching(self, actions: set[str], page: Page) -> QuerySet[Membership]:
        """Memberships whose role allows one of the actions where the page lies."""
        roles = _roles_with(actions)
        if edition_is_source(page):
            roles -= {Role.TRANSLATOR}
        ancestors = page.get_ancestors(inclusive=True)
        library = any(ancestor.cached_content_type.model == "librarypage" for ancestor in ancestors)
        whole_network = Q(city__isnull=True)
        if not library:
            whole_network &= ~Q(role=Role.LIBRARIAN)
        section = Q(city__resource__in=[ancestor.translation_key for ancestor in ancestors])
        return Membership.objects.filter(whole_network | section, role__in=roles).filter(
            Q(locale__isnull=True) | Q(locale=page.locale_id)
        )


class SectionPageTester(PagePermissionTester):
    """Wagtail's tester, for pages of the toolkit."""

    def __init__(self, user: Any, page: Page) -> None:
        super().__init__(user, page)
        self.is_section_root = False
        if not user.is_active or user.is_superuser:
            return
        grants = [
            grant
            for grant in self.permission_policy.get_cached_permissions_for_user(user)
            if page.path.startswith(grant.page.path)
        ]
        self.permissions = {
            grant.permission.codename.removesuffix("_page")
            for grant in grants
            if reaches(grant, page)
        }
        self.only_translates = bool(grants) and all(
            getattr(grant, "translations_only", False) for grant in grants
        )
        self.is_section_root = any(
            getattr(grant, "is_section_root", False) and grant.page_id == page.pk
            for grant in grants
        )

    def can_edit(self) -> bool:
        """A workflow task cannot open a source edition to somebody who only translates."""
        if not super().can_edit():
            return False
        return not (
            getattr(self, "only_translates", False)
            and "change" not in self.permissions
            and edition_is_source(self.page)
        )

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """The front page of a section stands as long as the city; translators delete nothing."""
        if self.is_section_root or getattr(self, "only_translates", False):
            return False
        return super().can_delete(ignore_bulk)

    def can_move(self) -> bool:
        """As for deleting."""
        if self.is_section_root or getattr(self, "only_translates", False):
            return False
        return super().can_move()

    def can_copy(self) -> bool:
        """Copying makes a new source edition, which translators do not."""
        return not getattr(self, "only_translates", False) and super().can_copy()


def reaches(grant: Any, page: Page) -> bool:
    """Whether a grant given for a part of the tree holds for this page inside it.

    Wagtail's own permissions always do. Translators' grants hold for editions that are not the
    source edition of their resource.
    """
    if not isinstance(grant, PageGrant) or not grant.translations_only:
        return True
    return not edition_is_source(page)


def edition_is_source(page: Page) -> bool:
    """Whether a page is the source edition; a page without edition record is its own source.

    Lists that show many pages annotate it, so that it costs no query for each of them.
    """
    if (annotated := page.__dict__.get(IS_SOURCE)) is not None:
        return annotated
    try:
        return page.edition.is_source
    except Edition.DoesNotExist:
        return True


class _CollectionGrants:
    """Adds grants from memberships to one of Wagtail's collection policies."""

    grants_for = ""

    def get_all_permissions_for_user(self, user: Any) -> list[Any]:
        """Group permissions and grants from memberships, in one list."""
        return [
            *super().get_all_permissions_for_user(user),
            *collection_grants(user, self.grants_for),
        ]

    def _users_with_perm_filter(
        self, actions: Iterable[str], collection: Collection | None = None
    ) -> Q:
        roles = {
            role
            for role, abilities in ABILITIES.items()
            if set(actions)
            & (abilities.collections if self.grants_for == "collection" else abilities.files)
        }
        memberships = Membership.objects.filter(role__in=roles)
        if collection is not None:
            memberships = memberships.filter(
                Q(city__isnull=True)
                | Q(city__collection__in=collection.get_ancestors(inclusive=True))
            )
        by_group = super()._users_with_perm_filter(actions, collection)
        return by_group | (Q(is_active=True) & Q(pk__in=memberships.values("user")))


class SectionFilePolicy(_CollectionGrants, CollectionOwnershipPermissionPolicy):
    """Images, documents and recordings: in the city's own collection.

    The views of wagtailmedia do not ask Wagtail's registry, so for recordings it is asked by our
    own code alone.
    """

    def __init__(self, model: type, auth_model: str, grants_for: str) -> None:
        super().__init__(model, auth_model=auth_model, owner_field_name="uploaded_by_user")
        self.grants_for = grants_for
        self.permission_cache_name = f"_integra_{grants_for}_permissions"


class SectionCollectionPolicy(_CollectionGrants, CollectionManagementPermissionPolicy):
    """Collections themselves: below the city's own."""

    grants_for = "collection"
    permission_cache_name = "_integra_collection_permissions"

    def _descendants_with_perm(self, user: Any, action: str) -> QuerySet[Collection]:
        """Collections below one for which the action is granted, but not that one itself."""
        wanted = Q(pk__in=())
        for grant in self._get_user_permission_objects_for_actions(user, [action]):
            wanted |= Q(path__startswith=grant.collection.path, depth__gt=grant.collection.depth)
        return Collection.objects.filter(wanted)


def _roles_with(actions: set[str]) -> set[str]:
    if "change" in actions:
        actions = actions | {"add"}  # who may add pages may change their own
    return {role for role, abilities in ABILITIES.items() if abilities.pages & actions}


def _either(users: QuerySet[Any], memberships: QuerySet[Membership]) -> QuerySet[Any]:
    everybody = get_user_model()._default_manager.filter(is_active=True)
    return everybody.filter(Q(pk__in=users.values("pk")) | Q(pk__in=memberships.values("user")))


def register_policies() -> None:
    """Makes Wagtail ask our policies.

    Files are registered for their exact class: the apps of Wagtail, ready after ours, register
    their own policy for the same model and would silently replace one that is not.
    """
    register_permission_policy(Page, SectionPagePolicy(Page))
    register_permission_policy(Collection, SectionCollectionPolicy(Collection))
    for model, auth_model, name in (
        (get_image_model(), "wagtailimages.Image", "image"),
        (get_document_model(), "wagtaildocs.Document", "document"),
        (get_media_model(), "wagtailmedia.Media", "media"),
    ):
        register_permission_policy(
            model, SectionFilePolicy(model, auth_model, name), exact_class=True
        )
