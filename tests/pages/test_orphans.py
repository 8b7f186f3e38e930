"""Pages whose plugin is switched off: readable for visitors and editors, and not lost."""

from __future__ import annotations

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.urls import reverse
from wagtail.log_actions import log
from wagtail.models import Page, PageViewRestriction, Revision
from wagtail.models.specific import SpecificMixin

from integra_cms.pages.exceptions import ModelGone
from integra_cms.pages.models import MethodPage
from integra_cms.pages.orphans import is_orphan, latest_texts, published_texts
from integra_cms.project.models import User
from tests.pages.factories import MethodPageFactory, plugin_off


@pytest.fixture
def orphan(site) -> Page:
    """A live page with a newer draft, of a plugin that is gone."""
    page = MethodPageFactory(
        title="Story circle",
        summary="Neighbours tell stories.",
        parent=site["en"].library,
        steps=[("step", {"title": "Invite", "text": "<p>Ask <b>everybody</b>.</p><p>Wait.</p>"})],
    )
    page.save_revision().publish()
    page.summary = "Only a draft."
    page.save_revision()
    return plugin_off(page)


@pytest.fixture
def leftover_row(orphan) -> None:
    """The plugin's table is still there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TABLE gone_storypage "
            "(page_ptr_id integer PRIMARY KEY REFERENCES wagtailcore_page (id))"
        )
        cursor.execute("INSERT INTO gone_storypage VALUES (%s)", [orphan.pk])


def test_a_page_without_model_is_an_orphan(orphan, site):
    assert is_orphan(orphan)
    assert not is_orphan(site["en"].home)


def test_texts_come_from_the_revisions(orphan):
    published = {stored.path.split(".")[0]: stored for stored in published_texts(orphan)}
    latest = [stored.text for stored in latest_texts(orphan)]

    assert published["summary"].text == "Neighbours tell stories."
    assert "Only a draft." in latest
    assert "Neighbours tell stories." not in latest


def test_codes_and_ids_are_no_texts(orphan):
    texts = [stored.text for stored in published_texts(orphan)]

    assert "Invite" in texts
    assert not {"step", "LicenseRef-Unknown".lower(), str(orphan.translation_key)} & set(texts)


def test_paragraphs_stay_apart_and_formatting_goes(orphan):
    (step,) = [stored for stored in published_texts(orphan) if "everybody" in stored.text]

    assert step.paragraphs == ["Ask everybody.", "Wait."]


def test_visitors_go_on_reading_what_was_published(orphan, client):
    response = client.get(orphan.url)

    html = response.content.decode()
    assert response.status_code == 200
    assert '<html lang="en">' in html
    assert "Neighbours tell stories." in html
    assert "Only a draft." not in html


def test_a_restricted_page_stays_restricted(orphan, client):
    PageViewRestriction.objects.create(page=orphan, restriction_type="login")

    assert client.get(orphan.url).status_code == 302


def test_pages_without_any_revision_show_their_title(site, client):
    page = plugin_off(MethodPageFactory(title="Bare", parent=site["en"].library))

    html = client.get(page.url).content.decode()

    assert "<h1>Bare</h1>" in html


@pytest.mark.parametrize(
    "name",
    ["edit", "view_draft", "copy", "move", "workflow_history", "history", "add_subpage", "usage"],
)
def test_editors_see_what_is_stored_where_wagtail_would_need_the_model(orphan, admin_client, name):
    response = admin_client.get(reverse(f"wagtailadmin_pages:{name}", args=[orphan.pk]))

    html = response.content.decode()
    assert response.status_code == 200
    assert "Only a draft." in html
    assert "gone.storypage" in html
    assert "INSTALLED_APPS" in html


@pytest.mark.parametrize("name", ["delete", "unpublish", "set_privacy"])
def test_what_needs_no_model_works(orphan, admin_client, name):
    response = admin_client.get(reverse(f"wagtailadmin_pages:{name}", args=[orphan.pk]))

    assert response.status_code == 200


@pytest.mark.parametrize("below", [False, True])
def test_the_explorer_shows_orphans(orphan, admin_client, below):
    page = orphan if below else orphan.get_parent()

    response = admin_client.get(reverse("wagtailadmin_explore", args=[page.pk]))

    assert response.status_code == 200
    assert "Story circle" in response.content.decode()


def test_the_home_screen_shows_orphans(orphan, admin_client, admin_user):
    log(instance=orphan, action="wagtail.edit", user=admin_user)

    response = admin_client.get(reverse("wagtailadmin_home"))

    assert "Story circle" in response.content.decode()


def test_wagtail_still_says_that_an_orphan_has_no_class(orphan):
    assert SpecificMixin.__dict__["specific_class"].func(orphan) is None


def test_nothing_can_be_put_under_an_orphan(orphan, method):
    assert not method.can_move_to(orphan)
    assert not MethodPage.can_create_at(orphan)


def test_other_pages_keep_their_views(site, admin_client):
    root = Page.get_first_root_node()

    assert admin_client.get(reverse("wagtailadmin_explore", args=[root.pk])).status_code == 200
    assert admin_client.get(reverse("wagtailadmin_pages:edit", args=[site["en"].home.pk])).context[
        "form"
    ]


def test_a_stored_page_is_not_shown_to_everybody(orphan, client):
    user = User.objects.create_user("somebody@example.org", password="secret")
    from django.contrib.auth.models import Permission

    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)

    response = client.get(reverse("wagtailadmin_pages:edit", args=[orphan.pk]))

    assert response.status_code == 302


def test_it_can_be_taken_offline(orphan, admin_client):
    admin_client.post(reverse("wagtailadmin_pages:unpublish", args=[orphan.pk]))

    assert not Page.objects.get(pk=orphan.pk).live


def test_without_a_leftover_row_it_can_be_deleted(orphan, admin_client):
    admin_client.post(reverse("wagtailadmin_pages:delete", args=[orphan.pk]))

    assert not Page.objects.filter(pk=orphan.pk).exists()


@pytest.mark.usefixtures("leftover_row")
@pytest.mark.parametrize("above", [False, True])
def test_the_admin_says_why_it_is_not_deleted(orphan, admin_client, above):
    page = orphan.get_parent() if above else orphan
    url = reverse("wagtailadmin_pages:delete", args=[page.pk])

    response = admin_client.post(url, follow=True)

    assert Page.objects.filter(pk=orphan.pk).exists()
    assert "belongs to a plugin that is switched off" in response.content.decode()


@pytest.mark.usefixtures("leftover_row")
def test_deleting_in_bulk_is_refused_too(orphan, admin_client):
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "delete"])

    admin_client.post(f"{url}?id={orphan.pk}")

    assert Page.objects.filter(pk=orphan.pk).exists()


@pytest.mark.usefixtures("leftover_row")
def test_no_other_way_of_deleting_leaves_a_broken_row(orphan):
    with pytest.raises(ModelGone, match=r"gone\.storypage"), transaction.atomic():
        orphan.get_parent().delete()

    assert Page.objects.filter(pk=orphan.pk).exists()


def test_with_its_plugin_it_comes_back_as_it_was(orphan):
    back = ContentType.objects.get_for_model(MethodPage)
    Revision.objects.for_instance(orphan).update(content_type=back)
    Page.objects.filter(pk=orphan.pk).update(content_type=back)

    page = Page.objects.get(pk=orphan.pk).specific

    assert page.summary == "Neighbours tell stories."
    assert page.edition.is_source
    assert page.get_latest_revision_as_object().summary == "Only a draft."
