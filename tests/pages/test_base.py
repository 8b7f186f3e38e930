from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone
from wagtail.models import Page
from wagtail.permissions import policy_registry

from integra_cms.blocks.upgrades import current_version
from integra_cms.pages.base import PLAIN_TEMPLATE
from integra_cms.pages.models import LibraryPage, MethodPage
from integra_cms.pages.upgrading import streams_of
from integra_cms.plugins import contributions
from integra_cms.project.models import User
from tests.pages.factories import CityPageFactory, MethodPageFactory, locale
from tests.pages.samples import factory_of, full_streams, kind_models

MODELS = pytest.mark.parametrize("model", kind_models(), ids=lambda model: model.__name__)


def made(model: type[Page], site) -> Page:
    """A page of any type with content in all its streams."""
    for page in vars(site["en"]).values():
        if type(page) is model:
            return page
    parent = site["en"].library
    if model.__name__ in {"SectionPage", "NewsPage"}:
        parent = CityPageFactory(parent=site["en"].cities)
    if model.__name__ == "CityPage":
        parent = site["en"].cities
    return factory_of(model)(parent=parent, **full_streams(model))


@MODELS
def test_every_page_can_be_previewed(site, model, rf):
    page = made(model, site)

    for mode, _label in page.preview_modes:
        response = page.make_preview_request(preview_mode=mode)
        assert response.status_code == 200
        assert page.title in response.content.decode()


@MODELS
def test_every_page_can_be_read_without_the_front_end(site, model, rf, monkeypatch):
    page = made(model, site)
    monkeypatch.setattr(type(page), "get_template", lambda *args, **kwargs: PLAIN_TEMPLATE)

    response = page.serve(rf.get("/")).render()

    assert f'<html lang="{page.locale.language_code}">' in response.content.decode()
    assert page.title in response.content.decode()


def test_a_resource_is_shown_by_the_template_of_its_kind(rf):
    template = contributions.kinds["method"].template

    assert MethodPage.get_template(_unsaved(MethodPage), rf.get("/"))[0] == template


def test_a_page_model_knows_its_kind():
    assert MethodPage.kind == contributions.kinds["method"]


@MODELS
def test_ids_of_blocks_and_items_are_the_same_in_every_edition(site, model):
    page = made(model, site)
    page.save_revision().publish()
    stored = model.objects.get(pk=page.pk)
    if model.__name__ in {"SectionPage", "NewsPage"}:
        stored.get_parent().copy_for_translation(locale("bg"))
    existing = stored.get_translation_or_none(locale("bg"))

    translation = existing or stored.copy_for_translation(locale("bg"))

    assert ids_of(model.objects.get(pk=translation.pk)) == ids_of(stored)


@MODELS
def test_the_form_has_every_field_of_ours(model):
    fields = set(model.get_edit_handler().get_form_class()._meta.fields)

    ours = {
        field.name
        for field in model._meta.concrete_fields
        if field.editable and field.model is model and not field.primary_key
    }
    assert ours - fields == set()


def test_tabs_are_in_the_order_in_which_an_editor_works():
    tabs = [str(tab.heading) for tab in MethodPage.get_edit_handler().children]

    assert tabs == ["Content", "Classification", "Licence and credit", "Address", "Settings"]


def test_a_tab_without_fields_is_left_out():
    tabs = [str(tab.heading) for tab in LibraryPage.get_edit_handler().children]

    assert tabs == ["Content", "Address", "Settings"]


@MODELS
def test_every_page_has_an_editing_form(site, model, admin_client):
    page = made(model, site)

    response = admin_client.get(f"/admin/pages/{page.pk}/edit/")

    assert response.status_code == 200


def test_a_revision_says_the_version_of_its_content(method):
    revision = method.save_revision()

    assert revision.content["content_version"] == current_version()


def test_rights_are_those_of_the_policy_for_pages(method, monkeypatch):
    policy = policy_registry.get_by_type(MethodPage)
    monkeypatch.setattr(policy, "tester", lambda user, page: (user, page), raising=False)
    user = User.objects.create_user("somebody@example.org")

    assert method.permissions_for_user(user) == (user, method)
    assert Page.objects.get(pk=method.pk).permissions_for_user(user) == (user, method)


@MODELS
def test_published_pages_answer_at_their_address(site, model, client):
    page = made(model, site)

    response = client.get(page.url)

    assert response.status_code == 200
    assert page.title in response.content.decode()


def _unsaved(model: type[Page]) -> Page:
    return model.__new__(model)


def ids_of(page: Page) -> dict[str, list[str]]:
    """Ids of blocks and list items at any depth, by stream."""
    return {
        field.name: list(_ids(json.loads(field.value_to_string(page))))
        for field in streams_of(type(page))
    }


def _ids(raw: Any):
    if isinstance(raw, list):
        for item in raw:
            yield from _ids(item)
    elif isinstance(raw, dict):
        if "id" in raw and "type" in raw:
            assert raw["id"]
            yield raw["id"]
        for value in raw.values():
            yield from _ids(value)


def test_a_live_page_says_since_when_it_is_public(site):
    live = MethodPageFactory(parent=site["en"].library)
    draft = MethodPageFactory(parent=site["en"].library, live=False)
    moment = datetime(2020, 1, 31, 10, tzinfo=UTC)
    published = MethodPageFactory(parent=site["en"].library, last_published_at=moment)

    assert timezone.now() - live.first_published_at < timedelta(minutes=1)
    assert draft.first_published_at is None
    assert published.first_published_at == moment
