"""What was edited here is never overwritten; what the pack changed arrives."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from wagtail.models import Page, Revision

from integra_cms.media.models import ToolkitDocument, ToolkitImage
from integra_cms.pages.editions import Edition, Freshness
from integra_cms.pages.models import MethodPage
from integra_cms.sharing.exceptions import PackError
from integra_cms.sharing.loading import load
from integra_cms.sharing.plan import Plan, Planned, Reason, Step, make_plan
from integra_cms.sharing.staging import stage
from integra_cms.vocabularies.models import Project, Term
from tests.media import pictures
from tests.sharing.packs import Files, loaded, media, sealed, small_pack, uid

pytestmark = pytest.mark.django_db

WALK = "data/pages/method/walk-en/en.json"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = sealed(tmp_path / "first", small_pack())
    loaded(folder)
    return folder


def found(plan: Plan, chapter: str, key: str) -> Planned:
    return next(each for each in plan.objects if (each.chapter, each.key) == (chapter, key))


def walk(locale: str = "en") -> MethodPage:
    return MethodPage.objects.get(translation_key=uid("walk"), locale__language_code=locale)


def with_new_summary() -> Files:
    files = small_pack()
    files[WALK]["fields"]["summary"] = "A new summary."
    return files


def test_a_page_that_the_pack_changed_gets_one_more_revision(pack, tmp_path):
    revisions = Revision.objects.count()

    plan = loaded(sealed(tmp_path / "second", with_new_summary()))

    assert plan.counts["update"] == 1
    assert walk().summary == "A new summary."
    assert walk().live
    assert not walk().has_unpublished_changes
    assert Revision.objects.count() == revisions + 1


def test_a_translation_is_outdated_when_the_pack_changed_its_source_alone(pack, tmp_path):
    loaded(sealed(tmp_path / "second", with_new_summary()))

    edition = Edition.objects.get(page=walk("bg"))
    assert edition.freshness == Freshness.OUTDATED
    assert edition.segments_outdated == 1


def test_a_page_edited_here_is_kept_and_reported(pack, tmp_path):
    page = walk()
    page.summary = "Ours."
    page.save_revision().publish()

    plan = loaded(sealed(tmp_path / "second", with_new_summary()))

    kept = found(plan, "page", f"{uid('walk')}:en")
    assert (kept.step, kept.reason) == (Step.KEPT, Reason.EDITED)
    assert walk().summary == "Ours."


def test_a_page_with_a_draft_waiting_is_kept(pack, tmp_path):
    page = walk()
    page.summary = "Not yet."
    page.save_revision()

    plan = loaded(sealed(tmp_path / "second", with_new_summary()))

    kept = found(plan, "page", f"{uid('walk')}:en")
    assert (kept.step, kept.reason) == (Step.KEPT, Reason.DRAFT)
    assert walk().latest_revision.as_object().summary == "Not yet."


def test_a_page_deleted_here_does_not_come_back(pack):
    walk("bg").delete()

    plan = loaded(pack)

    kept = found(plan, "page", f"{uid('walk')}:bg")
    assert (kept.step, kept.reason) == (Step.KEPT, Reason.DELETED)
    assert not MethodPage.objects.filter(locale__language_code="bg").exists()


def test_a_page_that_left_the_pack_stays_and_is_reported(pack, tmp_path):
    files = small_pack()
    del files["data/pages/news/news-en/en.json"]

    plan = loaded(sealed(tmp_path / "second", files))

    assert found(plan, "page", f"{uid('news')}:en").step == Step.GONE_FROM_PACK
    assert Page.objects.filter(translation_key=uid("news")).exists()


def test_an_edit_that_says_what_the_new_pack_says_is_no_conflict(pack, tmp_path):
    page = walk()
    page.summary = "A new summary."
    page.save_revision().publish()

    plan = make_plan(stage(sealed(tmp_path / "second", with_new_summary())))

    assert found(plan, "page", f"{uid('walk')}:en").step == Step.UNCHANGED


def test_saving_a_page_unchanged_is_no_edit(pack, tmp_path):
    walk().save_revision().publish()

    plan = loaded(sealed(tmp_path / "second", with_new_summary()))

    assert found(plan, "page", f"{uid('walk')}:en").step == Step.UPDATE


def test_terms_and_records_are_kept_and_changed_by_the_same_rule(pack, tmp_path):
    Term.objects.filter(vocabulary="stage", code="assess").update(labels={"en": "Ours"})
    files = small_pack()
    for number in (0, 1):
        files["data/vocabularies/stage.json"]["terms"][number]["labels"] = {"en": "Theirs"}
    files["data/projects/integra.json"]["partners"] = []
    files["data/projects/integra.json"]["acronym"] = "INTEGRA"

    plan = loaded(sealed(tmp_path / "second", files))

    assert found(plan, "term", "stage:assess").reason == Reason.EDITED
    assert Term.objects.get(code="assess").labels == {"en": "Ours"}
    assert Term.objects.get(code="improve").labels == {"en": "Theirs"}
    project = Project.objects.get()
    assert project.acronym == "INTEGRA"
    assert not project.partners.exists()


def test_what_was_here_before_any_pack_is_kept(tmp_path):
    Term.objects.create(vocabulary="issue", code="housing", labels={"en": "Ours"})

    plan = loaded(sealed(tmp_path / "pack", small_pack()))

    assert found(plan, "term", "issue:housing").reason == Reason.FOREIGN
    assert Term.objects.get(code="housing").labels == {"en": "Ours"}


def test_a_file_that_the_pack_replaced_is_replaced_and_the_old_one_removed(
    pack, tmp_path, django_capture_on_commit_callbacks
):
    before = ToolkitImage.objects.get()
    old = Path(before.file.path)
    files = {
        path: content
        for path, content in small_pack().items()
        if not path.startswith("data/media/files/") or path.endswith(".txt")
    }
    files |= media(pictures.saved("WEBP"), "image", "webp", "map", description="Another")

    with django_capture_on_commit_callbacks(execute=True):
        loaded(sealed(tmp_path / "second", files))

    after = ToolkitImage.objects.get()
    assert after.pk == before.pk
    assert after.file.name.endswith(".webp")
    assert Path(after.file.path).is_file()
    assert not old.exists()


def test_metadata_in_a_file_of_a_pack_is_removed_and_loading_again_changes_nothing(tmp_path):
    files = small_pack()
    files |= media(pictures.jpeg(), "image", "jpg", "photo")
    folder = sealed(tmp_path / "pack", files)

    loaded(folder)
    plan = loaded(folder)

    stored = ToolkitImage.objects.get(uuid=uid("photo"))
    assert b"Exif" not in Path(stored.file.path).read_bytes()
    assert found(plan, "media", uid("photo")).step == Step.UNCHANGED
    assert "metadata" in str(stage(folder).report.notes[0])


def test_a_document_keeps_its_bytes(pack):
    document = ToolkitDocument.objects.get()

    assert document.language == "en"
    assert Path(document.file.path).read_bytes().startswith(b"Route")
    assert {tag.name for tag in document.tags.all()} == {"paper"}


def test_an_edit_between_plan_and_load_is_not_overwritten(pack, tmp_path):
    staged = stage(sealed(tmp_path / "second", with_new_summary()))
    plan = make_plan(staged)
    page = walk()
    page.summary = "Ours, just now."
    page.save_revision().publish()

    with pytest.raises(PackError, match="edited here at this moment"):
        load(staged, plan)

    assert walk().summary == "Ours, just now."


def test_a_page_that_moved_in_the_pack_moves_here(pack, tmp_path):
    files = small_pack()
    files["data/pages/good_practice/practice-en/en.json"]["parent"] = uid("library")

    loaded(sealed(tmp_path / "second", files))

    page = Page.objects.get(translation_key=uid("practice"))
    assert page.get_parent().translation_key == UUID(uid("library"))


def test_a_page_that_became_a_draft_in_the_pack_goes_offline(pack, tmp_path):
    files = small_pack()
    files["data/pages/news/news-en/en.json"]["draft"] = True

    loaded(sealed(tmp_path / "second", files))

    assert not Page.objects.get(translation_key=uid("news")).live
