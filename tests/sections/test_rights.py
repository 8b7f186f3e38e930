"""What each role may do, asked of Wagtail's policies and of its admin."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from wagtail.images import get_image_model
from wagtail.models import Collection, GroupPagePermission, Page
from wagtail.permission_policies.pages import PagePermissionPolicy
from wagtail.permissions import policy_registry

from integra_cms.sections.models import Membership
from integra_cms.sections.policies import SectionFilePolicy, SectionPagePolicy
from integra_cms.sections.roles import Role
from tests.pages.factories import locale, translated


def again(user):
    """The same person in another request: rights are kept on the user object."""
    return get_user_model().objects.get(pk=user.pk)


def may(user, page):
    return page.permissions_for_user(again(user))


def test_wagtail_asks_our_policies(db):
    assert isinstance(policy_registry.get_by_type(Page), SectionPagePolicy)
    assert isinstance(policy_registry.get_by_type(get_image_model()), SectionFilePolicy)


def test_an_editor_edits_their_city_in_all_its_languages(network, editor):
    for code in ("bg", "en"):
        rights = may(editor, network.front_page(network.sofia, code))

        assert rights.can_edit()
        assert rights.can_add_subpage()
        assert not rights.can_publish()


def test_an_editor_has_no_rights_elsewhere(network, editor):
    for page in (network.front_page(network.prague, "en"), network.method):
        rights = may(editor, page)

        assert not rights.can_edit()
        assert not rights.can_publish()
        assert not rights.can_add_subpage()


def test_a_membership_in_one_locale_reaches_no_other(network):
    person = network.person(Role.EDITOR, network.sofia, "bg")

    assert may(person, network.front_page(network.sofia, "bg")).can_edit()
    assert not may(person, network.front_page(network.sofia, "en")).can_edit()


def test_a_publisher_publishes_their_city(network, publisher):
    assert may(publisher, network.front_page(network.sofia, "bg")).can_publish()
    assert not may(publisher, network.front_page(network.prague, "cs")).can_publish()


def test_nobody_of_the_city_deletes_or_moves_its_front_page(network, publisher):
    rights = may(publisher, network.front_page(network.sofia, "bg"))

    assert not rights.can_delete()
    assert not rights.can_move()


def test_a_librarian_publishes_in_the_library_only(network, librarian):
    assert may(librarian, network.method).can_publish()
    assert not may(librarian, network.front_page(network.sofia, "en")).can_edit()


def test_a_translator_edits_translations_in_their_locale(network, translator):
    rights = may(translator, network.method_cs)

    assert rights.can_edit()
    assert not rights.can_publish()
    assert not rights.can_delete()
    assert not rights.can_copy()


def test_a_translator_touches_no_source_edition(network, translator):
    network.method_cs.edition.refresh_from_db()
    source_in_czech = network.front_page(network.prague, "cs")

    assert source_in_czech.edition.is_source
    assert not may(translator, source_in_czech).can_edit()
    assert not may(translator, network.method).can_edit()


def test_the_policy_and_the_tester_of_a_page_agree_on_translators(network, translator):
    policy = policy_registry.get_by_type(Page)
    source = network.front_page(network.prague, "cs")

    user = again(translator)
    assert policy.user_has_permission_for_instance(user, "change", network.method_cs)
    assert not policy.user_has_permission_for_instance(user, "change", source)


def test_people_can_be_asked_for_by_right(network, editor, publisher, librarian):
    policy = policy_registry.get_by_type(Page)
    page = network.front_page(network.sofia, "bg")

    publishers = policy.users_with_permission_for_instance("publish", page)
    editors = policy.users_with_permission_for_instance("change", page)

    assert publisher in publishers
    assert editor not in publishers
    assert {editor, publisher} <= set(editors)
    assert librarian not in editors
    assert librarian in policy.users_with_permission("publish")


def test_somebody_without_membership_may_nothing(network):
    nobody = get_user_model().objects.create_user("nobody@example.org", "secret")

    assert not may(nobody, network.front_page(network.sofia, "bg")).can_edit()
    assert not again(nobody).has_perm("wagtailadmin.access_admin")


def test_an_inactive_member_may_nothing(network, publisher):
    publisher.is_active = False
    publisher.save()

    assert not may(publisher, network.front_page(network.sofia, "bg")).can_publish()
    assert not again(publisher).has_perm("wagtailadmin.access_admin")


def test_ordinary_groups_keep_working_beside_memberships(network, editor):
    group = Group.objects.create(name="Friends of the library")
    GroupPagePermission.objects.create(
        group=group, page=network.method.get_parent(), permission_type="change"
    )
    editor.groups.add(group)

    assert may(editor, network.method).can_edit()
    assert may(editor, network.front_page(network.sofia, "bg")).can_edit()


def test_a_stock_policy_of_another_package_does_not_spoil_ours(network, editor):
    user = again(editor)
    PagePermissionPolicy().explorable_root_instance(user)

    assert policy_registry.get_by_type(Page).explorable_root_instance(user) is not None


def test_files_are_those_of_the_city(network, editor):
    policy = policy_registry.get_by_type(get_image_model())
    user = again(editor)

    assert list(policy.collections_user_has_permission_for(user, "add")) == [
        network.sofia.collection
    ]
    assert editor in policy.users_with_permission("add")


def test_rights_on_files_documents_and_collections_are_not_mixed_up(network):
    coordinator = again(network.person(Role.COORDINATOR, network.sofia))
    collections = policy_registry.get_by_type(Collection)
    images = policy_registry.get_by_type(get_image_model())
    images.user_has_permission(coordinator, "add")

    below = network.sofia.collection.add_child(name="Walks")

    assert list(collections.instances_user_has_permission_for(coordinator, "delete")) == [below]
    assert network.sofia.collection in collections.instances_user_has_permission_for(
        coordinator, "change"
    )
    assert network.prague.collection not in collections.instances_user_has_permission_for(
        coordinator, "change"
    )


def test_librarians_keep_the_vocabularies_and_editors_do_not(network, librarian, editor):
    assert again(librarian).has_perm("integra_vocabularies.change_term")
    assert not again(editor).has_perm("integra_vocabularies.change_term")
    assert not again(librarian).has_perm("auth.add_group")


def test_a_role_of_the_network_has_no_city(network):
    user = get_user_model().objects.create_user("x@example.org", "secret")

    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=user, role=Role.LIBRARIAN, city=network.sofia)


def test_a_membership_exists_once_also_without_city_and_locale(network, librarian):
    with pytest.raises(IntegrityError), transaction.atomic():
        Membership.objects.create(user=librarian, role=Role.LIBRARIAN)


def test_a_locale_that_the_city_does_not_use_is_refused(network):
    user = get_user_model().objects.create_user("x@example.org", "secret")
    membership = Membership(user=user, role=Role.EDITOR, city=network.sofia, locale=locale("cs"))

    with pytest.raises(ValidationError, match="has no section in"):
        membership.full_clean()


class TestAdmin:
    """The same, through the doors people use."""

    def test_an_editor_opens_and_saves_a_page_of_their_city(self, client, network, editor):
        client.force_login(editor)
        page = network.front_page(network.sofia, "bg")

        answer = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))

        assert answer.status_code == 200
        assert "София" in answer.content.decode()

    @pytest.mark.parametrize("name", ["edit", "delete", "copy", "move", "unpublish", "history"])
    def test_pages_of_another_city_are_closed(self, client, network, editor, name):
        client.force_login(editor)
        page = network.front_page(network.prague, "cs")

        answer = client.get(reverse(f"wagtailadmin_pages:{name}", args=[page.pk]))

        assert answer.status_code in {302, 403, 404}
        assert "Praha" not in answer.content.decode()

    def test_an_editor_cannot_publish_by_posting(self, client, network, editor):
        client.force_login(editor)
        page = network.front_page(network.sofia, "bg")

        client.post(
            reverse("wagtailadmin_pages:edit", args=[page.pk]),
            {
                "title": "София",
                "slug": page.slug,
                "summary": "",
                "body-count": "0",
                "action-publish": "1",
            },
        )

        page.refresh_from_db()
        assert not page.live

    def test_the_explorer_of_a_translator_costs_no_query_per_page(
        self, client, network, translator, django_assert_max_num_queries
    ):
        library = network.method_cs.get_parent()
        client.force_login(translator)
        url = reverse("wagtailadmin_explore", args=[library.pk])
        client.get(url)
        with django_assert_max_num_queries(100) as few:
            client.get(url)

        for number in range(5):
            method = network.method.copy(update_attrs={"title": f"M{number}", "slug": f"m{number}"})
            translated(method, "cs", slug=f"m{number}")
        with django_assert_max_num_queries(len(few)):
            client.get(url)

    def test_an_administrator_gives_a_role_and_an_editor_cannot(self, client, network, editor):
        url = reverse("integra_memberships:add")
        form = {"user": editor.pk, "city": network.prague.pk, "locale": "", "role": Role.EDITOR}

        client.force_login(editor)
        client.post(url, form)
        assert not editor.integra_memberships.filter(city=network.prague).exists()

        client.force_login(get_user_model().objects.create_superuser("admin@example.org", "secret"))
        client.post(url, form)
        assert editor.integra_memberships.filter(city=network.prague).exists()
