from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail.admin.panels import FieldPanel, ObjectList

from integra_cms.pages.forms import ToolkitPageForm
from integra_cms.pages.models import MethodPage
from tests.pages.factories import ensure_term
from tests.pages.test_drafts import form_of


def test_what_an_editor_fills_in_is_stored(method, admin_client):
    ensure_term("stage", "assess")
    ensure_term("method_kind", "city_walk")
    form = {
        **form_of(method),
        "stages": ["assess"],
        "method_kind": "city_walk",
        "settings": ["on_site", "online"],
        "perform_time": "2 h 15 min",
        "cost_low": "10.50",
        "keywords": "walk, city",
        "action-publish": "1",
    }

    admin_client.post(reverse("wagtailadmin_pages:edit", args=[method.pk]), form)

    page = MethodPage.objects.get(pk=method.pk)
    assert page.stages == ["assess"]
    assert page.method_kind == "city_walk"
    assert page.settings == ["on_site", "online"]
    assert page.perform_time == "PT2H15M"
    assert str(page.cost_low) == "10.50"
    assert sorted(page.keywords.names()) == ["city", "walk"]


def test_a_wrong_value_is_told_at_its_field(method, admin_client):
    form = {**form_of(method), "participants_min": "5", "participants_max": "4"}

    response = admin_client.post(reverse("wagtailadmin_pages:edit", args=[method.pk]), form)

    (message,) = response.context["form"].errors["participants_max"]
    assert message == "4 is less than 5. The larger number goes here."


def test_an_error_of_a_field_that_a_form_leaves_out_is_one_of_the_form(method):
    panel = ObjectList([FieldPanel("title")], base_form_class=ToolkitPageForm)
    form_class = panel.bind_to_model(MethodPage).get_form_class()
    form = form_class({"title": "Walk"}, instance=method, parent_page=method.get_parent())
    form.is_valid()

    form.add_error(None, ValidationError({"steps": ["Too long."], "title": ["Too short."]}))

    assert form.errors["__all__"] == ["Too long."]
    assert form.errors["title"] == ["Too short."]


@pytest.mark.parametrize("language", ["bg", "cs", "hr", "it", "sk"])
def test_the_form_opens_in_every_language_of_the_admin(method, admin_client, admin_user, language):
    from wagtail.users.models import UserProfile

    UserProfile.objects.create(user=admin_user, preferred_language=language)

    response = admin_client.get(reverse("wagtailadmin_pages:edit", args=[method.pk]))

    assert response.status_code == 200
