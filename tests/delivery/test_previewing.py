"""Links to drafts: whom they are given to, what they show, and when they end."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.models import ModelLogEntry, Page

from integra_cms.delivery.access import revoke_grant
from integra_cms.delivery.draining import drain
from integra_cms.delivery.models import CatalogueState, PreviewGrant
from integra_cms.delivery.previewing import (
    SALT,
    PreviewGone,
    find_preview_file,
    open_preview,
    read_preview,
)
from integra_cms.delivery.reading import detail
from integra_cms.pages.models import MethodPage
from integra_cms.sections.models import Membership
from integra_cms.sections.roles import Role
from tests.delivery.media import library
from tests.delivery.samples import picture_block
from tests.pages.factories import RESOURCE_FACTORIES, MethodPageFactory, locale, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def method(site) -> MethodPage:
    page = MethodPageFactory(parent=site["en"].library, title="Walks")
    drain()
    return page


@pytest.fixture
def person(django_user_model):
    """Somebody with one role in the whole network, in one locale or in all."""

    def make(role: str, code: str = "") -> Any:
        user = django_user_model.objects.create_user(f"{role}{code}@example.org", "secret")
        Membership.objects.create(user=user, role=role, locale=locale(code) if code else None)
        return user

    return make


def shown(token: str) -> dict[str, Any]:
    return json.loads(read_preview(token).body)


def test_what_is_not_saved_yet_is_shown(method, admin_user):
    method.title = "Walks at night"

    answer = shown(open_preview(method, user=admin_user))

    assert answer["document"]["title"] == "Walks at night"
    assert answer["document"]["id"] == str(method.translation_key)
    assert Page.objects.get(pk=method.pk).title == "Walks"


def test_nothing_public_changes(method, admin_user):
    before = detail(method.translation_key, asked="en").answer()
    number = CatalogueState.objects.get().sequence
    method.title = "Walks at night"

    open_preview(method, user=admin_user)
    drain()

    assert detail(method.translation_key, asked="en").answer() == before
    assert CatalogueState.objects.get().sequence == number


def test_the_label_says_that_it_is_a_draft_and_of_what(method, admin_user):
    page = translated(method, "bg")
    drain()

    label = shown(open_preview(page, user=admin_user))["label"]

    assert label.pop("updated_at")
    public = json.loads(detail(method.translation_key, asked="bg").answer().body)["label"]
    del public["updated_at"]
    assert label == {**public, "draft": True}
    assert label["origin"] == "draft"


def test_a_page_that_is_not_stored_is_its_own_source(site, admin_user):
    draft = MethodPage(title="New", slug="new", locale=locale("bg"), summary="", owner=admin_user)
    draft.depth = site["bg"].library.depth + 1
    draft.path = draft._get_path(site["bg"].library.path, draft.depth, 1)
    draft.set_url_path(site["bg"].library)

    answer = shown(open_preview(draft, user=admin_user))

    assert answer["document"]["title"] == "New"
    assert answer["document"]["path"] == "/bg/library/new/"
    published_at = datetime.fromisoformat(answer["document"]["published_at"])
    assert timezone.now() - published_at < timedelta(minutes=1)
    assert (answer["label"]["origin"], answer["label"]["served"]) == ("source", "bg")
    assert [each["locale"] for each in answer["label"]["editions"]] == ["bg"]


@pytest.mark.parametrize("factory", RESOURCE_FACTORIES)
def test_every_kind_can_be_shown(site, admin_user, factory):
    page = factory(parent=site["en"].library, title="Something")

    assert shown(open_preview(page, user=admin_user))["document"]["title"] == "Something"


def test_every_structural_page_can_be_shown(site, admin_user):
    for page in (site["cs"].home, site["cs"].library, site["cs"].cities):
        assert shown(open_preview(page, user=admin_user))["document"]["locale"] == "cs"


@pytest.mark.parametrize("role", [Role.EDITOR, Role.PUBLISHER, Role.LIBRARIAN])
def test_whoever_may_edit_a_page_may_show_it(method, person, role):
    assert open_preview(method, user=person(role))


def test_translators_show_their_language_and_no_source(method, person):
    page, other = translated(method, "bg"), translated(method, "cs")
    translator = person(Role.TRANSLATOR, "bg")

    assert open_preview(page, user=translator)
    for closed in (method, other):
        with pytest.raises(PermissionDenied):
            open_preview(closed, user=translator)


def test_nobody_else_may_show_anything(method, django_user_model):
    nobody = django_user_model.objects.create_user("nobody@example.org", "secret")

    with pytest.raises(PermissionDenied):
        open_preview(method, user=nobody)

    assert not PreviewGrant.objects.exists()


def test_a_page_that_is_not_stored_is_shown_by_whoever_may_add_it(site, person):
    library_page = site["bg"].library
    draft = MethodPage(title="New", slug="new", locale=locale("bg"), depth=library_page.depth + 1)
    draft.path = draft._get_path(library_page.path, draft.depth, 1)
    draft.set_url_path(library_page)

    assert open_preview(draft, user=person(Role.EDITOR, "bg"))
    with pytest.raises(PermissionDenied):
        open_preview(draft, user=person(Role.EDITOR, "cs"))


def test_a_link_of_one_language_shows_no_other(method, admin_user):
    page = translated(method, "bg")
    english, bulgarian = (open_preview(each, user=admin_user) for each in (method, page))

    assert shown(english)["document"]["locale"] == "en"
    assert shown(bulgarian)["document"]["locale"] == "bg"
    assert PreviewGrant.objects.count() == 2


def test_a_link_is_used_again_as_long_as_it_is_valid(method, admin_user):
    first = open_preview(method, user=admin_user)
    method.title = "Walks at night"

    open_preview(method, user=admin_user)

    assert shown(first)["document"]["title"] == "Walks at night"
    assert PreviewGrant.objects.count() == 1


def test_everybody_has_links_of_their_own(method, admin_user, person):
    theirs = open_preview(method, user=person(Role.EDITOR))
    method.title = "Walks at night"

    open_preview(method, user=admin_user)

    assert shown(theirs)["document"]["title"] == "Walks"


def test_a_link_ends_when_it_was_to_end(method, admin_user, settings):
    settings.INTEGRA = {"PREVIEW_MINUTES": 5}
    token = open_preview(method, user=admin_user)
    grant = PreviewGrant.objects.get()
    assert timedelta(minutes=4) < grant.expires_at - timezone.now() <= timedelta(minutes=5)

    grant.expires_at = timezone.now()
    grant.save()

    with pytest.raises(PreviewGone):
        read_preview(token)


def test_going_on_with_a_link_does_not_make_an_old_one_live_longer(method, admin_user):
    old = open_preview(method, user=admin_user, lifetime=timedelta(seconds=-1))
    PreviewGrant.objects.update(expires_at=timezone.now() + timedelta(minutes=1))

    with pytest.raises(PreviewGone):
        read_preview(old)


def test_a_revoked_link_opens_nothing_and_the_next_is_another(method, admin_user):
    token = open_preview(method, user=admin_user)
    revoke_grant(PreviewGrant.objects.get(), user=admin_user)

    again = open_preview(method, user=admin_user)

    assert shown(again)
    with pytest.raises(PreviewGone):
        read_preview(token)


def test_a_link_ends_with_its_page_and_with_its_maker(method, admin_user, person):
    of_page, maker = open_preview(method, user=admin_user), person(Role.EDITOR)
    of_maker = open_preview(method, user=maker)

    maker.is_active = False
    maker.save()
    with pytest.raises(PreviewGone):
        read_preview(of_maker)
    method.delete()
    with pytest.raises(PreviewGone):
        read_preview(of_page)


def test_what_is_no_link_is_refused_as_one_that_has_ended(method, admin_user):
    token = open_preview(method, user=admin_user, lifetime=timedelta(minutes=1))
    ended = open_preview(method, user=admin_user, lifetime=timedelta(minutes=-1))
    key = PreviewGrant.objects.get().pk
    end = int(timezone.now().timestamp()) + 60
    wrong = [
        ended,
        token[:-1] + ("A" if token[-1] != "A" else "B"),
        token.partition(":")[0],
        "",
        "x" * 200,
        signing.dumps([key.hex, end]),
        signing.dumps([UUID(int=0).hex, end], salt=SALT),
    ]

    messages = set()
    for each in wrong:
        with pytest.raises(PreviewGone) as refused:
            read_preview(each)
        messages.add(str(refused.value))

    assert len(messages) == 1


def test_the_log_tells_of_new_links_only(method, admin_user):
    open_preview(method, user=admin_user)
    open_preview(method, user=admin_user)

    assert ModelLogEntry.objects.filter(action="integra.preview.create").count() == 1


# ------------------------------------------------------------------ files


def with_picture(page: MethodPage, picture: Any) -> MethodPage:
    page.body = page._meta.get_field("body").to_python(
        json.dumps([{**picture_block(picture), "id": "11111111-1111-4111-8111-111111111111"}])
    )
    return page


def test_files_that_only_a_draft_shows_come_by_its_link(method, admin_user):
    picture = library.image()
    token = open_preview(with_picture(method, picture), user=admin_user)

    named = shown(token)["document"]["media"][str(picture.uuid)]
    stored = find_preview_file(token, picture.uuid)

    assert named["file"] == f"preview/{token}/media/{picture.uuid}"
    with stored.open() as sent, picture.file.open() as kept:
        assert sent.read() == kept.read()


def test_links_in_rich_text_lead_to_files_by_the_same_link(method, admin_user):
    plan = library.document()
    method.purpose = f'<p><a linktype="document" id="{plan.pk}">The plan</a></p>'
    token = open_preview(method, user=admin_user)

    purpose = shown(token)["document"]["fields"]["purpose"]

    assert f'href="preview/{token}/media/{plan.uuid}"' in purpose
    assert "media/files/" not in read_preview(token).body.decode()


def test_no_other_file_comes_by_a_link(method, admin_user):
    picture, other = library.image(), library.image()
    token = open_preview(with_picture(method, picture), user=admin_user)

    assert find_preview_file(token, other.uuid) is None


def test_a_file_that_was_closed_deleted_or_exchanged_since_does_not_come(method, admin_user):
    pictures = [library.image() for _ in range(3)]
    tokens = []
    for picture in pictures:
        tokens.append(open_preview(with_picture(method, picture), user=admin_user))
        PreviewGrant.objects.update(expires_at=timezone.now())
    PreviewGrant.objects.update(expires_at=timezone.now() + timedelta(minutes=1))

    pictures[0].collection = library.collection(private=True)
    pictures[0].save()
    type(pictures[1]).objects.filter(pk=pictures[1].pk).update(sha256="0" * 64)
    pictures[2].delete()

    for token, picture in zip(tokens, pictures, strict=True):
        assert find_preview_file(token, picture.uuid) is None


def test_a_file_for_some_readers_only_is_not_named(method, admin_user):
    closed = library.image(collection=library.collection(private=True))
    token = open_preview(with_picture(method, closed), user=admin_user)

    assert shown(token)["document"]["media"] == {}
    assert find_preview_file(token, closed.uuid) is None
