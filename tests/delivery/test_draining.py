"""The right documents change at the right time, and only those."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.models import Page, PageViewRestriction
from wagtail_factories import CollectionFactory

from integra_cms.delivery import documents, draining
from integra_cms.delivery.draining import drain, retry_stuck
from integra_cms.delivery.models import (
    CatalogueState,
    Change,
    DirtyMark,
    Document,
    Entry,
    Facet,
    PublicMedia,
    Register,
)
from integra_cms.delivery.rebuilding import rebuild
from integra_cms.delivery.status import status
from integra_cms.delivery.verifying import verify
from integra_cms.media.models import ToolkitImage
from integra_cms.pages.editions import Edition
from integra_cms.pages.models import MethodPage
from integra_cms.vocabularies.models import Project, Term
from tests.delivery.samples import image, picture_block
from tests.pages.factories import (
    CityPageFactory,
    CollectionPageFactory,
    MethodPageFactory,
    SectionPageFactory,
    translated,
)

pytestmark = pytest.mark.django_db


def body_of(page: Page) -> dict:
    document = Document.objects.get(resource=page.translation_key, locale=page.locale.language_code)
    return json.loads(document.body)


def editions(news: list) -> set[tuple[str, str, str]]:
    return {
        (action, key, locale) for action, entity, key, locale, _r in news if entity == "edition"
    }


def served(page: Page, asked: str) -> str | None:
    entry = Entry.objects.filter(resource=page.translation_key, scope=f"default.{asked}").first()
    return entry and json.loads(entry.label)["served"]


def test_a_published_page_has_a_document_and_is_served_in_every_locale(site, sequence):
    page = MethodPageFactory(parent=site["en"].library, title="Walk")

    news = sequence()

    assert ("put", str(page.translation_key), "en") in editions(news)
    assert body_of(page)["title"] == "Walk"
    assert {served(page, asked) for asked in ("en", "bg", "cs")} == {"en"}
    label = json.loads(Entry.objects.get(resource=page.translation_key, scope="default.bg").label)
    assert label["asked"] == "bg"
    assert label["fallback"] is True
    assert label["origin"] == "source"


def test_a_translation_takes_the_place_of_the_fallback(site, sequence):
    page = MethodPageFactory(parent=site["en"].library)
    sequence()

    translated(page, "cs")
    news = sequence()

    assert served(page, "cs") == "cs"
    assert served(page, "bg") == "en"
    assert {(key, locale) for _action, key, locale in editions(news)} == {
        (str(page.translation_key), "cs"),
        (str(page.translation_key), "en"),  # its label lists the new edition
    }


def test_a_page_that_code_made_live_says_since_when(site, sequence):
    before = timezone.now()
    page = MethodPageFactory(parent=site["en"].library)
    sequence()
    published_at = body_of(page)["published_at"]
    assert before <= datetime.fromisoformat(published_at) <= timezone.now()

    page.save()

    assert sequence() == []
    assert body_of(page)["published_at"] == published_at


def test_a_page_that_went_live_past_its_model_says_since_when(site, sequence):
    page = MethodPageFactory(parent=site["en"].library)
    MethodPage.objects.filter(pk=page.pk).update(first_published_at=None)
    before = timezone.now()
    sequence()

    document = Document.objects.get(page_id=page.pk)
    assert before <= document.published_at <= document.updated_at <= timezone.now()
    assert list(verify()) == []
    Document.objects.all().delete()
    rebuild()
    assert Document.objects.get(page_id=page.pk).body == document.body


def test_a_draft_changes_nothing(site, sequence):
    page = MethodPageFactory(parent=site["en"].library, title="Walk")
    sequence()

    page.title = "Unfinished"
    page.save_revision()

    assert DirtyMark.objects.count() == 0
    assert sequence() == []
    assert body_of(page)["title"] == "Walk"


def test_publishing_the_same_once_more_changes_nothing(site, sequence):
    page = MethodPageFactory(parent=site["en"].library)
    page.save_revision().publish()
    sequence()

    MethodPage.objects.get(pk=page.pk).save_revision().publish()

    assert sequence() == []


def test_an_edit_changes_its_document_and_no_other(site, sequence):
    page = MethodPageFactory(parent=site["en"].library)
    MethodPageFactory(parent=site["en"].library)
    sequence()

    page.summary = "Said in other words."
    page.save_revision().publish()

    assert editions(sequence()) == {("put", str(page.translation_key), "en")}
    assert body_of(page)["fields"]["summary"] == "Said in other words."


@pytest.mark.parametrize(
    ("ending", "reason"), [("unpublish", "unpublished"), ("delete", "deleted")]
)
def test_what_is_gone_leaves_a_tombstone_with_its_reason(site, sequence, ending, reason):
    page = MethodPageFactory(parent=site["en"].library)
    sequence()

    if ending == "delete":
        Page.objects.get(pk=page.pk).delete()
    else:
        UnpublishPageAction(page).execute(skip_permission_checks=True)
    news = sequence()

    key = str(page.translation_key)
    assert [each for each in news if each[1] == "edition"] == [
        ("remove", "edition", key, "en", reason)
    ]
    assert not Document.objects.filter(resource=key).exists()
    assert not Entry.objects.filter(resource=key).exists()


def test_when_a_translation_goes_the_fallback_comes_back(site, sequence):
    page = MethodPageFactory(parent=site["en"].library)
    czech = translated(page, "cs")
    sequence()

    UnpublishPageAction(czech).execute(skip_permission_checks=True)
    sequence()

    assert served(page, "cs") == "en"


def test_schedules_publish_and_expire(site, sequence):
    page = MethodPageFactory(parent=site["en"].library, live=False)
    page.go_live_at = timezone.now() + timedelta(hours=1)
    page.expire_at = timezone.now() + timedelta(hours=2)
    revision = page.save_revision()
    revision.publish()
    sequence()
    assert not Document.objects.filter(resource=page.translation_key).exists()

    past = timezone.now() - timedelta(minutes=1)
    revision.refresh_from_db()
    revision.content["go_live_at"] = past.isoformat()
    revision.approved_go_live_at = past
    revision.save()
    call_command("publish_scheduled", verbosity=0)
    sequence()
    assert Document.objects.filter(resource=page.translation_key).exists()

    MethodPage.objects.filter(pk=page.pk).update(expire_at=past)
    call_command("publish_scheduled", verbosity=0)
    news = sequence()

    assert ("remove", "edition", str(page.translation_key), "en", "expired") in news


def test_a_private_branch_goes_and_comes_back(site, sequence):
    section = SectionPageFactory(parent=CityPageFactory(parent=site["en"].cities))
    page = MethodPageFactory(parent=section)
    other = MethodPageFactory(parent=site["en"].library)
    sequence()

    restriction = PageViewRestriction.objects.create(page=section, restriction_type="login")
    news = sequence()
    assert {key for action, key, _l in editions(news) if action == "remove"} == {
        str(section.translation_key),
        str(page.translation_key),
    }
    assert {each[4] for each in news if each[0] == "remove"} == {"restricted"}

    restriction.delete()
    sequence()
    assert (
        Document.objects.filter(
            resource__in=[section.translation_key, page.translation_key, other.translation_key]
        ).count()
        == 3
    )


def test_a_page_moved_into_a_private_branch_goes(site, sequence):
    city = CityPageFactory(parent=site["en"].cities)
    private = SectionPageFactory(parent=city)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    section = SectionPageFactory(parent=city)
    page = MethodPageFactory(parent=section)
    sequence()

    Page.objects.get(pk=section.pk).move(private, pos="last-child")
    news = sequence()

    assert ("remove", "edition", str(page.translation_key), "en", "restricted") in news


def test_a_new_address_of_a_parent_moves_what_stands_below(site, sequence):
    city = CityPageFactory(parent=site["en"].cities, slug="example")
    section = SectionPageFactory(parent=city, slug="work")
    page = MethodPageFactory(parent=section, slug="walk")
    other = MethodPageFactory(parent=site["en"].library)
    sequence()

    section.slug = "jobs"
    section.save_revision().publish()
    news = sequence()

    assert body_of(page)["path"] == "/en/cities/example/jobs/walk/"
    assert str(other.translation_key) not in {key for _action, key, _locale in editions(news)}


def test_what_links_to_a_page_follows_its_title_and_its_end(site, sequence):
    page = MethodPageFactory(parent=site["en"].library, title="Walk")
    collection = CollectionPageFactory(
        parent=site["en"].library,
        items=[{"type": "resource", "value": {"page": page.pk, "note": ""}}],
    )
    stranger = MethodPageFactory(parent=site["en"].library)
    sequence()
    key = str(page.translation_key)
    assert body_of(collection)["links"][key]["title"] == "Walk"

    page.title = "City walk"
    page.save_revision().publish()
    news = sequence()
    assert body_of(collection)["links"][key]["title"] == "City walk"
    assert str(stranger.translation_key) not in {k for _a, k, _l in editions(news)}

    UnpublishPageAction(page).execute(skip_permission_checks=True)
    sequence()
    assert body_of(collection)["links"] == {}

    page.refresh_from_db()
    page.save_revision().publish()
    sequence()
    assert body_of(collection)["links"][key]["title"] == "City walk"


def test_a_hidden_page_that_is_deleted_is_no_longer_named(site, sequence):
    page = MethodPageFactory(parent=site["en"].library)
    collection = CollectionPageFactory(
        parent=site["en"].library,
        items=[{"type": "resource", "value": {"page": page.pk, "note": ""}}],
    )
    UnpublishPageAction(page).execute(skip_permission_checks=True)
    sequence()

    Page.objects.get(pk=page.pk).delete()
    sequence()

    assert body_of(collection)["fields"]["items"][0]["value"]["page"] is None
    assert list(verify()) == []


def test_links_lead_to_the_language_of_the_document_as_soon_as_it_is_there(site, sequence):
    page = MethodPageFactory(parent=site["en"].library, title="Walk")
    collection = translated(
        CollectionPageFactory(
            parent=site["en"].library,
            items=[{"type": "resource", "value": {"page": page.pk, "note": ""}}],
        ),
        "cs",
    )
    sequence()
    key = str(page.translation_key)
    assert body_of(collection)["links"][key]["locale"] == "en"

    translated(page, "cs", title="Procházka")
    sequence()

    assert body_of(collection)["links"][key]["locale"] == "cs"
    assert body_of(collection)["links"][key]["title"] == "Procházka"


def test_a_renamed_term_changes_the_documents_that_have_it(site, sequence):
    term = Term.objects.create(vocabulary="issue", code="housing", labels={"en": "Housing"})
    page = MethodPageFactory(parent=site["en"].library, issues=["housing"])
    MethodPageFactory(parent=site["en"].library)
    sequence()

    term.labels = {"en": "Homes"}
    term.save()
    news = sequence()

    assert editions(news) == {("put", str(page.translation_key), "en")}
    assert body_of(page)["terms"]["issue"]["housing"]["label"] == "Homes"
    assert ("put", "register", "vocabularies", "en", "") in news


def test_a_changed_funding_statement_changes_what_the_project_paid_for(site, sequence):
    project = Project.objects.create(
        code="example", titles={"en": "Example"}, funding_statements={"en": "Paid by A."}
    )
    page = MethodPageFactory(parent=site["en"].library, project=project)
    MethodPageFactory(parent=site["en"].library)
    sequence()

    project.funding_statements = {"en": "Paid by B."}
    project.save()

    assert editions(sequence()) == {("put", str(page.translation_key), "en")}
    assert body_of(page)["funding"]["statement"]["text"] == "Paid by B."


def test_a_picture_is_public_while_something_shows_it(site, sequence):
    shown = image()
    image()
    page = MethodPageFactory(parent=site["en"].library, body=[picture_block(shown)])
    news = sequence()
    assert ("put", "media", str(shown.uuid), "", "") in news
    assert [row.media for row in PublicMedia.objects.all()] == [shown.uuid]

    shown.credit_line = "Somebody"
    shown.save()
    news = sequence()
    assert ("put", str(page.translation_key), "en") in editions(news)
    assert ("put", "media", str(shown.uuid), "", "") in news

    page.body = []
    page.save_revision().publish()
    assert ("remove", "media", str(shown.uuid), "", "unused") in sequence()
    assert not PublicMedia.objects.exists()


def test_a_deleted_picture_is_withdrawn_everywhere(site, sequence):
    shown = image()
    page = MethodPageFactory(parent=site["en"].library, body=[picture_block(shown)])
    sequence()

    key = str(shown.uuid)
    ToolkitImage.objects.get(pk=shown.pk).delete()
    news = sequence()

    assert ("remove", "media", key, "", "deleted") in news
    assert key not in json.dumps(body_of(page))


def test_a_picture_in_a_private_collection_is_not_public(site, sequence):
    shown = image()
    page = MethodPageFactory(parent=site["en"].library, body=[picture_block(shown)])
    sequence()

    private = CollectionFactory()
    private.view_restrictions.create(restriction_type="login")
    shown.collection = private
    shown.save()
    news = sequence()

    assert ("remove", "media", str(shown.uuid), "", "restricted") in news
    assert body_of(page)["media"] == {}


def test_freshness_and_origin_change_the_label_alone(site, sequence):
    page = MethodPageFactory(parent=site["en"].library)
    czech = translated(page, "cs")
    sequence()
    before = Document.objects.get(page_id=czech.pk).digest

    Edition.objects.filter(page_id=czech.pk).update(
        origin="human", segments_total=4, segments_outdated=1
    )
    sequence()

    label = json.loads(Entry.objects.get(resource=page.translation_key, scope="default.cs").label)
    assert (label["origin"], label["freshness"]) == ("human", "outdated")
    assert Document.objects.get(page_id=czech.pk).digest == before


def test_facets_follow_the_page(site, sequence):
    page = MethodPageFactory(parent=site["en"].library, stages=["assess"])
    sequence()

    page.stages = ["campaign"]
    page.save_revision().publish()
    sequence()

    rows = Facet.objects.filter(scope="default.bg", facet="stages")
    assert list(rows.values_list("code", flat=True)) == ["campaign"]


def test_a_page_whose_title_changed_has_another_place_in_menus(site, sequence):
    library = site["en"].library
    sequence()

    library.title = "All we have"
    library.save_revision().publish()
    news = sequence()

    assert ("put", "register", "menus", "en", "") in news
    assert "All we have" in Register.objects.get(name="menus", locale="en").body


def test_marks_are_there_only_if_the_write_is(site):
    drain()

    with transaction.atomic():
        MethodPageFactory(parent=site["en"].library)
        there = DirtyMark.objects.exists()
        transaction.set_rollback(True)

    assert there
    assert not DirtyMark.objects.exists()


def test_answers_that_were_kept_follow_each_change(site, sequence, client):
    page = MethodPageFactory(parent=site["en"].library, title="Walk")
    sequence()
    addresses = [
        f"/api/v1/resources/{page.translation_key}",
        f"/api/v1/resources/{page.translation_key}?locale=bg",
        f"/api/v1/find?path={page.get_url()}",
        "/api/v1/resources?kind=method",
        "/api/v1/resources?kind=method&view=full&facets=true",
    ]

    def titles() -> list[str | None]:
        answers = [client.get(address).content.decode() for address in addresses]
        return [next((t for t in ("Walk", "Stroll") if f'"{t}"' in body), None) for body in answers]

    assert [titles(), titles()] == [["Walk"] * 5] * 2
    page.title = "Stroll"
    page.save_revision().publish()
    assert titles() == ["Walk"] * 5  # until the commit, after which it is drained
    sequence()
    assert [titles(), titles()] == [["Stroll"] * 5] * 2
    page.unpublish()
    sequence()
    assert titles() == [None] * 5


def test_what_breaks_half_way_is_still_there_to_be_done(site, monkeypatch):
    page = MethodPageFactory(parent=site["en"].library)
    before = CatalogueState.objects.get().sequence

    def broken(*args: object) -> None:
        raise RuntimeError("killed")

    with monkeypatch.context() as patched:
        patched.setattr(draining, "write_outbox", broken)
        with pytest.raises(RuntimeError, match="killed"):
            drain()

    assert not Document.objects.filter(resource=page.translation_key).exists()
    assert CatalogueState.objects.get().sequence == before
    drain()
    assert Document.objects.filter(resource=page.translation_key).exists()
    assert list(verify()) == []


def test_a_page_that_cannot_be_rendered_keeps_no_other_waiting(site, sequence, monkeypatch, caplog):
    broken = MethodPageFactory(parent=site["en"].library, title="Before")
    other = MethodPageFactory(parent=site["en"].library)
    sequence()
    render = documents.render

    def failing(pages: list[int]) -> list:
        if broken.pk in pages:
            raise ValueError("no good")
        return render(pages)

    with monkeypatch.context() as patched:
        patched.setattr(documents, "render", failing)
        broken.title = "After"
        broken.save_revision().publish()
        UnpublishPageAction(other).execute(skip_permission_checks=True)
        drain()

    assert not Document.objects.filter(resource=other.translation_key).exists()
    assert body_of(broken)["title"] == "Before"
    assert f"The page {broken.pk} could not be rendered" in caplog.text
    assert (status().stuck, status().marks) == (1, 0)

    assert retry_stuck() == 1
    drain()
    assert body_of(broken)["title"] == "After"
    assert status().stuck == 0
    assert list(verify()) == []


def test_much_is_done_in_parts(site, monkeypatch):
    monkeypatch.setattr(draining, "CHUNK", 3)
    for _number in range(8):
        MethodPageFactory(parent=site["en"].library)

    first = drain(limit=3)
    assert first.waiting
    assert Document.objects.filter(kind="method").count() == 3

    rest = drain()
    assert not rest.waiting
    assert Document.objects.filter(kind="method").count() == 8
    assert list(verify()) == []


def test_numbers_have_no_gaps(site, sequence):
    for _number in range(3):
        MethodPageFactory(parent=site["en"].library)
        drain()

    numbers = list(Change.objects.order_by("sequence").values_list("sequence", flat=True))

    assert numbers == list(range(1, CatalogueState.objects.get().sequence + 1))


def test_the_number_of_queries_does_not_grow_with_the_number_of_pages(
    site, django_assert_max_num_queries
):
    """Beyond what a batch of bulk statements takes."""
    counts = []
    for size in (2, 20):
        for _number in range(size):
            MethodPageFactory(parent=site["en"].library)
        with django_assert_max_num_queries(200) as queries:
            drain()
        counts.append(len(queries))

    assert counts[1] <= counts[0] + 4


@pytest.mark.parametrize("much", [1, 8])
def test_an_editor_waits_for_few_queries_however_much_is_in_a_page(
    site, much, django_assert_max_num_queries
):
    library = site["en"].library
    others = [MethodPageFactory(parent=library) for _number in range(much)]
    links = "".join(f'<p><a linktype="page" id="{other.pk}">x</a></p>' for other in others)
    blocks = [picture_block(image(f"Picture {number}")) for number in range(much)]
    page = MethodPageFactory(
        parent=library,
        body=[*blocks, {"type": "paragraph", "value": links}],
    )
    for locale in ("bg", "cs")[: much - 1]:
        translated(page, locale)
    drain()

    page.summary = "Another summary."
    page.save_revision().publish()
    with django_assert_max_num_queries(42):
        drain(promptly=True)

    assert body_of(page)["fields"]["summary"] == "Another summary."
    assert list(verify()) == []


def test_editions_of_one_resource_have_one_identity(site, sequence):
    page = MethodPageFactory(parent=site["en"].library)
    translated(page, "bg")
    sequence()

    rows = Document.objects.filter(kind="method").values_list("resource", "locale")

    assert set(rows) == {(UUID(str(page.translation_key)), "en"), (page.translation_key, "bg")}
