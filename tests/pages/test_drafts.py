"""No draft ever changes what is live, in whatever way it is saved."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.urls import reverse
from wagtail.models import Page
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from integra_cms.pages.models import HomePage, MethodPage, ResourceKeyword
from tests.pages.factories import CityPageFactory, MethodPageFactory, locale, tree
from tests.pages.samples import factory_of, full_streams, kind_models, texts

DRAFT_MARKS = {
    "draft_title",
    "has_unpublished_changes",
    "latest_revision_id",
    "latest_revision_created_at",
}
"""What Wagtail notes on the live row about there being a draft; visitors see none of it."""


EMPTY = "null"
"""What the rich text editor sends when there is nothing in it."""


def seen(page: Page) -> dict[str, Any]:
    """What is stored for visitors of a page."""
    row = type(page).objects.filter(pk=page.pk).values().get()
    stored = {name: str(value) for name, value in row.items() if name not in DRAFT_MARKS}
    keywords = ResourceKeyword.objects.filter(content_object=page.pk).values_list("tag__name")
    return {**stored, "keywords": list(keywords)}


def live(model: type[Page], site) -> Page:
    """A published page of a type, with content in all its streams."""
    if model in {type(page) for page in vars(site["en"]).values()}:
        return next(page for page in vars(site["en"]).values() if type(page) is model)
    parents = {
        "CityPage": lambda: site["en"].cities,
        "SectionPage": lambda: CityPageFactory(parent=site["en"].cities),
        "NewsPage": lambda: CityPageFactory(parent=site["en"].cities),
    }
    parent = parents.get(model.__name__, lambda: site["en"].library)()
    page = factory_of(model)(title="Live", parent=parent, **full_streams(model))
    page.save_revision().publish()
    return model.objects.get(pk=page.pk)


@pytest.mark.parametrize("model", kind_models(), ids=lambda model: model.__name__)
def test_a_draft_of_any_page_leaves_the_live_row_alone(site, model):
    page = live(model, site)
    before = seen(page)
    draft = model.objects.get(pk=page.pk)
    for name, value in {**texts(model, "Draft"), "title": "Draft", "slug": "draft"}.items():
        setattr(draft, name, value)
    draft.body = []
    if hasattr(draft, "keywords"):
        draft.keywords.add("draft")

    draft.save_revision()

    assert seen(page) == before
    assert draft.get_latest_revision_as_object().title == "Draft"


def draft_by_form(page: MethodPage, client) -> None:
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form_of(page))


def draft_by_autosave(page: MethodPage, client) -> None:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    response = client.post(url, form_of(page), headers={"Accept": "application/json"})
    saved = json.loads(response.content)
    assert saved["success"], saved
    again = {**form_of(page), "overwrite_revision_id": str(saved["revision_id"])}
    client.post(url, again, headers={"Accept": "application/json"})


def draft_by_revision(page: MethodPage, client) -> None:
    page.title = "Draft"
    page.keywords.add("draft")
    page.save_revision()


def draft_of_a_translation(page: MethodPage, client) -> None:
    translation = page.copy_for_translation(locale("bg"))
    translation.title = "Draft"
    translation.save_revision()


def draft_for_later(page: MethodPage, client) -> None:
    form = {**form_of(page), "go_live_at": "2999-01-01 10:00", "action-publish": "1"}
    client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)


WAYS = [
    draft_by_form,
    draft_by_autosave,
    draft_by_revision,
    draft_of_a_translation,
    draft_for_later,
]


@pytest.mark.parametrize("save", WAYS)
def test_no_way_of_saving_a_draft_changes_what_visitors_get(method, admin_client, client, save):
    method.keywords.add("live")
    method.save()
    before, rendered = seen(method), client.get(method.url).content

    save(MethodPage.objects.get(pk=method.pk), admin_client)

    assert seen(method) == before
    assert client.get(method.url).content == rendered
    assert Page.objects.filter(latest_revision__object_str="Draft").exists()


def test_the_live_version_does_change_when_the_draft_is_published(method, admin_client):
    form = {**form_of(method), "action-publish": "1"}

    admin_client.post(reverse("wagtailadmin_pages:edit", args=[method.pk]), form)

    assert MethodPage.objects.get(pk=method.pk).title == "Draft"


def test_a_draft_may_be_incomplete(site, admin_client):
    page = MethodPageFactory(parent=site["en"].library, live=False, purpose="", summary="")
    form = {**form_of(page), "purpose": EMPTY, "ethics": EMPTY, "summary": ""}

    admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)

    assert MethodPage.objects.get(pk=page.pk).draft_title == "Draft"


def test_an_incomplete_page_is_not_published(site, admin_client):
    page = MethodPageFactory(parent=site["en"].library, live=False)
    form = {**form_of(page), "purpose": EMPTY, "action-publish": "1"}

    response = admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), form)

    assert "purpose" in response.context["form"].errors
    assert not MethodPage.objects.get(pk=page.pk).live


def test_a_draft_of_a_front_page_leaves_both_languages_alone(db):
    site = tree()
    before = seen(site["bg"].home)
    home = HomePage.objects.get(pk=site["en"].home.pk)
    home.title = "Draft"

    home.save_revision()

    assert seen(site["bg"].home) == before
    assert HomePage.objects.get(pk=home.pk).title == "Home en"


def form_of(page: MethodPage) -> dict[str, Any]:
    """What the browser sends when the title was changed to “Draft”."""
    streams = ("body", "steps", "roles", "supplies", "files", "links", "related")
    return nested_form_data(
        {
            "title": "Draft",
            "slug": page.slug,
            "summary": "Draft.",
            "purpose": rich_text("<p>Draft.</p>"),
            "ethics": rich_text("<p>Draft.</p>"),
            "keywords": "draft",
            "licence": "LicenseRef-Unknown",
            "comments": {"TOTAL_FORMS": "0", "INITIAL_FORMS": "0"},
            **{name: streamfield([]) for name in streams},
        }
    )
