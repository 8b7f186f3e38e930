"""A kind that a plugin brings has all that the kinds of the toolkit have."""

from __future__ import annotations

import pytest
from django.urls import reverse

from integra_cms.pages.editions import Origin
from integra_cms.pages.examinations import unknown_content
from tests.pages.factories import locale
from tests.pages.samples import full_streams
from tests.plugins.neighbours.models import MeetingPlacePage


@pytest.fixture
def place(site) -> MeetingPlacePage:
    page = MeetingPlacePage(
        title="Library café",
        slug="cafe",
        summary="Neighbours meet.",
        **full_streams(MeetingPlacePage),
    )
    site["en"].library.add_child(instance=page)
    page.keywords.add("coffee")
    page.save()
    page.save_revision().publish()
    return MeetingPlacePage.objects.get(pk=page.pk)


def test_it_has_a_record_and_keywords(place):
    assert place.edition.is_source
    assert place.keyword_items.get().locale.language_code == "en"
    assert MeetingPlacePage.objects.get(keywords__name="coffee") == place


def test_its_translation_is_an_edition_of_the_same_resource(place):
    translation = place.copy_for_translation(locale("bg"))

    assert translation.edition.origin == Origin.DRAFT
    assert translation.edition.source_page_id == place.pk


def test_editors_are_offered_it_and_can_edit_it(site, place, admin_client):
    url = reverse("wagtailadmin_pages:add_subpage", args=[site["en"].library.pk])

    offered = {name for _, _, name, _ in admin_client.get(url).context["page_types"]}
    form = admin_client.get(reverse("wagtailadmin_pages:edit", args=[place.pk]))

    assert "meetingplacepage" in offered
    assert "opening_times" in form.context["form"].fields


def test_visitors_see_it_in_the_template_of_its_kind(place, client):
    assert place.get_template(None)[0] == "neighbours/meeting_place.html"
    assert "Library café" in client.get(place.url).content.decode()


def test_a_draft_of_it_changes_nothing_live(place):
    place.title = "Draft"
    place.opening_times = []

    place.save_revision()

    live = MeetingPlacePage.objects.get(pk=place.pk)
    assert live.title == "Library café"
    assert len(live.opening_times) == 1


def test_the_doctor_finds_nothing_wrong(place):
    assert list(unknown_content()) == []
