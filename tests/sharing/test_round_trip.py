"""A pack that is loaded and dumped is the same pack."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page, Revision, Site

from integra_cms.pages.editions import Edition, Freshness
from integra_cms.pages.models import HomePage, MethodPage
from integra_cms.sections.models import City
from integra_cms.sharing.dumping import dump
from integra_cms.sharing.models import PackRecord
from integra_cms.sharing.plan import Step, make_plan
from integra_cms.sharing.staging import stage
from tests.sharing.packs import loaded, sealed, small_pack, uid

pytestmark = pytest.mark.django_db


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def writing(queries: CaptureQueriesContext) -> list[str]:
    return [q["sql"] for q in queries if q["sql"].startswith(("INSERT", "UPDATE", "DELETE"))]


def said(content: dict[str, Any]) -> dict[str, Any]:
    """A revision without its stamps; streams without the order of their keys."""
    stamps = {"latest_revision", "latest_revision_created_at", "live_revision"}
    return {
        name: json.loads(value) if isinstance(value, str) and value.startswith("[") else value
        for name, value in content.items()
        if name not in stamps
    }


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    return sealed(tmp_path / "pack", small_pack())


def test_loading_then_dumping_gives_the_same_bytes(pack, tmp_path):
    loaded(pack)

    dump(tmp_path / "dump")

    assert tree(tmp_path / "dump") == tree(pack)


def test_every_kind_of_object_is_in_the_pack_of_this_test(pack):
    staged = stage(pack)

    kinds = {each.form["kind"] for each in staged.objects["page"].values()}

    assert all(staged.objects.values())
    assert kinds == {
        *("home", "library", "cities", "city", "section", "news", "method", "checklist"),
        *("good_practice", "agenda", "infographic", "campaign_tool", "collection"),
    }


def test_a_second_load_changes_nothing(pack):
    loaded(pack)
    revisions = set(Revision.objects.values_list("pk", "created_at"))
    published = set(Page.objects.values_list("pk", "last_published_at"))

    with CaptureQueriesContext(connection) as queries:
        plan = loaded(pack)

    assert {planned.step for planned in plan.objects} == {Step.UNCHANGED}
    assert writing(queries) == []
    assert set(Revision.objects.values_list("pk", "created_at")) == revisions
    assert set(Page.objects.values_list("pk", "last_published_at")) == published


def test_each_page_is_live_with_one_revision_as_publishing_leaves_it(pack):
    loaded(pack)

    for page in Page.objects.filter(depth__gt=1).specific():
        assert page.live
        assert not page.has_unpublished_changes
        assert page.revisions.count() == 1
        assert page.live_revision_id == page.latest_revision_id
        assert page.first_published_at
        assert page.latest_revision.as_object().serializable_data()["title"] == page.title


def test_the_first_revision_holds_what_a_revision_made_by_wagtail_would(pack):
    loaded(pack)
    page = MethodPage.objects.get(locale__language_code="en")
    ours = page.latest_revision.content

    wagtails = Revision.objects.get(pk=page.save_revision().pk).content

    assert said(ours) == said(wagtails)


def test_translations_are_current_and_known_to_the_memory(pack):
    from wagtail_localize.models import StringTranslation, Translation, TranslationSource

    loaded(pack)

    edition = Edition.objects.get(resource=uid("walk"), locale__language_code="bg")
    assert edition.origin == "draft"
    assert edition.freshness == Freshness.CURRENT
    assert StringTranslation.objects.filter(
        translation_of__data="See the city together.", data="Да видим града заедно."
    ).exists()
    assert not Translation.objects.exists()
    assert not TranslationSource.objects.exists()


def test_links_lead_to_the_edition_in_the_same_language_or_to_the_source(pack):
    loaded(pack)

    bulgarian = MethodPage.objects.get(locale__language_code="bg")
    english_list = Page.objects.get(translation_key=uid("list"))
    assert f'<a linktype="page" id="{english_list.pk}">' in bulgarian.body[0].value.source
    assert bulgarian.body[2].value["links"][0]["page"].pk == english_list.pk


def test_the_placeholder_of_a_new_site_makes_way(pack):
    assert Site.objects.get().root_page.title.startswith("Welcome")

    loaded(pack)

    assert Site.objects.get().root_page.specific == HomePage.objects.get(locale__language_code="en")
    assert not Page.objects.filter(title__startswith="Welcome").exists()


def test_files_of_a_city_lie_in_its_collection(pack):
    from integra_cms.media.models import ToolkitDocument, ToolkitImage

    loaded(pack)

    city = City.objects.get(code="sofia")
    assert ToolkitImage.objects.get().collection_id == city.collection_id
    assert ToolkitDocument.objects.get().collection_id != city.collection_id


def test_a_dry_run_writes_nothing(pack):
    with CaptureQueriesContext(connection) as queries:
        plan = make_plan(stage(pack))

    assert {planned.step for planned in plan.objects} == {Step.CREATE}
    assert writing(queries) == []


def test_an_edition_that_is_not_current_stays_so_through_a_pack(pack, tmp_path):
    loaded(pack)
    edition = Edition.objects.get(resource=uid("walk"), locale__language_code="bg")
    edition.segments["title"][0][1] = "0" * 16
    edition.segments["summary"][0][1] = None
    edition.save()
    dump(tmp_path / "dump")
    before = tree(tmp_path / "dump")

    edition.page.delete()
    PackRecord.objects.all().delete()
    loaded(tmp_path / "dump")
    dump(tmp_path / "again")

    edition = Edition.objects.get(resource=uid("walk"), locale__language_code="bg")
    assert edition.segments_outdated == 1
    assert edition.segments_missing == 1
    assert tree(tmp_path / "again") == before
