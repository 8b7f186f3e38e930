from __future__ import annotations

import json
import uuid

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.actions.copy_page import CopyPageAction
from wagtail.models import Page

from integra_cms.pages.editions import Edition, EditionQuerySet, Origin
from integra_cms.pages.exceptions import ForeignLocaleRefused
from integra_cms.pages.lineage import content_digest
from integra_cms.pages.models import HomePage, LibraryPage, MethodPage, SectionPage
from tests.pages.factories import (
    CityPageFactory,
    MethodPageFactory,
    SectionPageFactory,
    locale,
    translated,
)


def test_the_first_page_of_a_resource_is_its_source(method):
    edition = method.edition

    assert edition.is_source
    assert edition.origin == Origin.SOURCE
    assert edition.resource == method.translation_key
    assert edition.locale == method.locale


def test_structural_pages_have_records_too(site):
    assert Edition.objects.count() == 6
    assert Edition.objects.sources().count() == 3


def test_a_bare_page_of_the_host_site_has_no_record(site):
    page = Page.get_first_root_node().add_child(instance=Page(title="Host", slug="host"))

    assert not Edition.objects.filter(page=page).exists()


def test_a_translation_is_a_draft_until_somebody_says_otherwise(method):
    translation = method.copy_for_translation(locale("bg"))

    assert not translation.edition.is_source
    assert translation.edition.origin == Origin.DRAFT
    assert translation.edition.source == method.edition
    assert translation.edition.lineage is None


def test_a_copy_is_a_resource_of_its_own_that_knows_where_it_is_from(method):
    method.version, method.licence = "1.2", "CC0-1.0"
    method.save()

    copy = method.copy(update_attrs={"title": "Walk of ours", "slug": "ours"})

    assert copy.edition.is_source
    assert copy.edition.resource != method.translation_key
    assert copy.edition.lineage == {
        "resource": str(method.translation_key),
        "locale": "en",
        "version": "1.2",
        "licence": "CC0-1.0",
        "url": "",
        "digest": content_digest(method),
    }


def test_pages_copied_along_know_where_they_are_from(site):
    city = CityPageFactory(parent=site["en"].cities)
    section = SectionPageFactory(parent=city)
    below = MethodPageFactory(parent=section)

    copy = section.copy(recursive=True, update_attrs={"slug": "copy", "title": "Copy"})

    copied = copy.get_children().get().specific
    assert copied.edition.lineage["resource"] == str(below.translation_key)
    assert copied.edition.is_source


def test_a_copy_made_by_an_action_alone_knows_it_too(method):
    copy = CopyPageAction(method, update_attrs={"slug": "by-action"}).execute()

    assert copy.edition.lineage["resource"] == str(method.translation_key)


def test_a_page_made_in_the_admin_has_a_record(site, admin_client):
    url = reverse(
        "wagtailadmin_pages:add",
        args=["integra_pages", "methodpage", site["bg"].library.pk],
    )

    admin_client.post(url, _method_form())

    page = MethodPage.objects.get()
    assert page.locale.language_code == "bg"
    assert page.edition.is_source


def test_a_page_copied_in_the_admin_has_a_record(method, admin_client):
    url = reverse("wagtailadmin_pages:copy", args=[method.pk])
    form = {"new_title": "Again", "new_slug": "again", "new_parent_page": method.get_parent().pk}

    admin_client.post(url, form)

    assert MethodPage.objects.get(slug="again").edition.lineage["locale"] == "en"


def test_pages_loaded_in_bulk_have_records(site):
    rows = [
        {
            "data": {
                "title": name,
                "slug": name,
                "locale_id": site["en"].home.locale_id,
                "live": False,
            }
        }
        for name in ("one", "two")
    ]

    SectionPage.load_bulk(rows, CityPageFactory(parent=site["en"].cities))

    assert Edition.objects.filter(page__slug__in=["one", "two"], is_source=True).count() == 2


def test_rows_of_a_fixture_come_with_their_own_records(method, tmp_path):
    dump = tmp_path / "dump.json"
    call_command("dumpdata", "wagtailcore.page", "integra_pages", output=str(dump))
    before = json.loads(dump.read_text())
    Edition.objects.filter(page=method.pk).update(segments_total=7)

    call_command("loaddata", str(dump), verbosity=0)

    call_command("dumpdata", "wagtailcore.page", "integra_pages", output=str(dump))
    assert json.loads(dump.read_text()) == before


def test_a_record_that_is_missing_is_written_at_the_next_save(method):
    Edition.objects.all().delete()

    method.save()

    assert Edition.objects.get(page=method.pk).is_source


def test_a_page_that_joins_another_resource_takes_its_record_along(method):
    bulgarian = MethodPageFactory(parent=LibraryPage.objects.get(locale__language_code="bg"))

    bulgarian.translation_key = method.translation_key
    bulgarian.save()

    edition = Edition.objects.get(page=bulgarian.pk)
    assert edition.resource == method.translation_key
    assert edition.origin == Origin.DRAFT


def test_saving_a_bare_page_row_keeps_the_record_in_step(method):
    row = Page.objects.get(pk=method.pk)
    row.translation_key = uuid.uuid4()

    row.save()

    assert Edition.objects.get(page=method.pk).resource == row.translation_key


def test_deleting_the_source_makes_another_edition_the_source(method):
    bulgarian = translated(method, "bg")

    method.delete()

    edition = Edition.objects.get(page=bulgarian.pk)
    assert edition.is_source
    assert edition.origin == Origin.SOURCE


def test_deleting_a_whole_tree_leaves_no_record(site, method):
    translated(method, "bg")

    for home in HomePage.objects.all():
        home.delete()

    assert not Edition.objects.exists()


def test_moving_a_page_among_those_of_another_language_is_refused(site, method):
    with pytest.raises(ForeignLocaleRefused):
        method.move(site["bg"].library, pos="last-child")

    assert MethodPage.objects.get().get_parent().specific == site["en"].library


def test_a_new_record_costs_two_queries(site):
    page = MethodPage(title="M", slug="m", summary="S", purpose="P", ethics="E")

    with CaptureQueriesContext(connection) as queries:
        site["en"].library.add_child(instance=page)

    about_editions = [q for q in queries.captured_queries if "integra_pages_edition" in q["sql"]]
    assert len(about_editions) == 2


def _method_form() -> dict[str, str]:
    streams = ("body", "steps", "roles", "supplies", "files", "links", "related")
    return {
        "title": "Разходка",
        "slug": "razhodka",
        "summary": "",
        "licence": "LicenseRef-Unknown",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **{f"{name}-count": "0" for name in streams},
    }


def test_two_first_editions_at_one_moment_are_not_both_the_source(site, method, monkeypatch):
    """What another transaction stores meanwhile is not seen, until the database refuses."""
    monkeypatch.setattr(EditionQuerySet, "of_resources", lambda self, resources: self.none())

    bulgarian = MethodPageFactory(parent=site["bg"].library, translation_key=method.translation_key)

    assert Edition.objects.get(page=bulgarian.pk).origin == Origin.DRAFT
    assert Edition.objects.get(page=method.pk).is_source


def test_a_record_follows_the_locale_of_its_page(method):
    croatian = locale("hr")

    method.locale = croatian
    method.save()

    assert Edition.objects.get(page=method.pk).locale == croatian
