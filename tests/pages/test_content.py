"""Upgrading all stored content, also when it is cut off half way."""

from __future__ import annotations

import json
from io import StringIO

import pytest
from django.core.management import call_command
from wagtail.models import Revision
from wagtail_localize.models import TranslatableObject, TranslationContext

from integra_cms.blocks.changes import Piece, remove_block, rename_field, split_block
from integra_cms.blocks.upgrades import Upgrade, current_version
from integra_cms.pages import content
from integra_cms.pages.content import upgrade_stored_content
from integra_cms.pages.editions import Edition
from integra_cms.pages.models import MethodPage
from tests.pages.factories import MethodPageFactory, plugin_off, translated
from tests.pages.upgrades import upgrades

ID = "11111111-1111-4111-8111-111111111111"
NEW = current_version() + 1
RENAME = Upgrade(NEW, "tip", rename_field("step", "hint", "tip"))
OLD_PATH, NEW_PATH = f"steps.{ID}.hint", f"steps.{ID}.tip"


def step(hint: str = "Early.") -> dict:
    return {"type": "step", "id": ID, "value": {"title": "Invite", "hint": hint}}


@pytest.fixture
def page(site) -> MethodPage:
    """A live page with a newer draft, its translation, and what belongs to it."""
    page = MethodPageFactory(parent=site["en"].library, steps=[step()])
    page.save_revision().publish()
    page.refresh_from_db()
    page.steps = [step("Draft.")]
    page.save_revision()
    page = MethodPage.objects.get(pk=page.pk)
    translation = translated(page, "bg")
    Edition.objects.filter(page=translation.pk).update(
        segments={OLD_PATH: [["aa", "aa", 1]], "title": [["bb", "bb", 2]]}
    )
    remembered = TranslatableObject.objects.get_or_create_from_instance(page)[0]
    for path in (OLD_PATH, "title"):
        TranslationContext.objects.create(
            object=remembered, path=path, path_id=TranslationContext._get_path_id(path)
        )
    return page


def hints(page: MethodPage) -> set[str]:
    """Names of the fields of the step in the live row and in all revisions, in all languages."""
    names = set()
    for edition in MethodPage.objects.filter(translation_key=page.translation_key):
        names |= set(edition.steps.raw_data[0]["value"])
    for revision in Revision.objects.all():
        if "steps" in revision.content:
            names |= set(json.loads(revision.content["steps"])[0]["value"])
    return names


def test_live_rows_and_revisions_of_all_editions_are_upgraded(page):
    with upgrades(RENAME):
        report = upgrade_stored_content()

    assert hints(page) == {"title", "tip"}
    assert report.pages == 2
    assert report.revisions == Revision.objects.count()


def test_live_and_draft_content_stay_apart(page):
    with upgrades(RENAME):
        upgrade_stored_content()
        page = MethodPage.objects.get(pk=page.pk)

    assert page.steps.raw_data[0]["value"]["tip"] == "Early."
    assert page.has_unpublished_changes
    draft = page.get_latest_revision_as_object()
    assert draft.steps.raw_data[0]["value"]["tip"] == "Draft."


def test_stored_translations_follow_their_texts(page):
    with upgrades(RENAME):
        report = upgrade_stored_content()

    edition = Edition.objects.get(resource=page.translation_key, is_source=False)
    assert edition.segments == {NEW_PATH: [["aa", "aa", 1]], "title": [["bb", "bb", 2]]}
    paths = TranslationContext.objects.filter(object_id=page.translation_key)
    assert set(paths.values_list("path", flat=True)) == {NEW_PATH, "title"}
    assert paths.get(path=NEW_PATH).path_id == TranslationContext._get_path_id(NEW_PATH)
    assert report.paths == 2


def test_the_base_of_an_adoption_is_upgraded(page):
    Edition.objects.filter(page=page.pk).update(lineage={"base": {"steps": [step()]}})

    with upgrades(RENAME):
        upgrade_stored_content()

    base = Edition.objects.get(page=page.pk).lineage["base"]
    assert base["steps"][0]["value"] == {"title": "Invite", "tip": "Early."}


def test_a_second_run_finds_nothing_to_do(page):
    with upgrades(RENAME):
        upgrade_stored_content()

        again = upgrade_stored_content()

    assert (again.resources, again.pages, again.revisions, again.paths) == (0, 0, 0, 0)


def test_a_dry_run_tells_all_and_changes_nothing(page):
    with upgrades(RENAME):
        told = upgrade_stored_content(dry_run=True)
        unchanged = hints(page)

        done = upgrade_stored_content()

    assert unchanged == {"title", "hint"}
    assert told == done


def test_a_run_that_was_cut_off_goes_on_where_it_stopped(page, site, monkeypatch):
    for _ in range(2):
        MethodPageFactory(parent=site["en"].library, steps=[step()]).save_revision()
    whole = content._ResourceUpgrade._move_contexts
    killed_at = []

    def killed_in_the_second_resource_with_steps(self):
        if any(upgraded.changed for upgraded in self.upgraded):
            killed_at.append(self.resource)
            if len(killed_at) == 2:
                raise KeyboardInterrupt
        whole(self)

    monkeypatch.setattr(
        content._ResourceUpgrade, "_move_contexts", killed_in_the_second_resource_with_steps
    )
    with upgrades(RENAME):
        with pytest.raises(KeyboardInterrupt):
            upgrade_stored_content()
        half_way = set(
            Edition.objects.filter(content_version=NEW).values_list("resource", flat=True)
        )
        monkeypatch.setattr(content._ResourceUpgrade, "_move_contexts", whole)

        report = upgrade_stored_content()

    assert killed_at[0] in half_way
    assert killed_at[1] not in half_way
    assert report.resources == Edition.objects.values("resource").distinct().count() - len(half_way)
    assert hints(page) == {"title", "tip"}
    assert not Edition.objects.filter(content_version__lt=NEW).exists()


def test_revisions_alone_are_upgraded_too(page):
    old = page.latest_revision.content
    with upgrades(RENAME):
        upgrade_stored_content()
        Revision.objects.filter(pk=page.latest_revision_id).update(content=old)

        report = upgrade_stored_content()

    assert report.revisions == 1
    assert hints(page) == {"title", "tip"}


def test_what_is_taken_out_is_told_with_its_page(page):
    with upgrades(Upgrade(NEW, "gone", remove_block("step"))):
        report = upgrade_stored_content()

    assert f"{page.pk}: steps.{ID}" in report.removed
    edition = Edition.objects.get(resource=page.translation_key, is_source=False)
    assert edition.segments == {"title": [["bb", "bb", 2]]}
    kept = TranslationContext.objects.filter(object_id=page.translation_key, path=OLD_PATH)
    assert kept.exists()


def test_a_text_that_is_now_in_two_places_is_known_in_both(page):
    both = split_block(
        "step",
        lambda value: [
            Piece("step", {"title": value["title"]}, {"hint": "title"}),
            Piece("step", {"title": value["hint"]}, {"hint": "title"}),
        ],
    )

    with upgrades(Upgrade(NEW, "split", both)):
        upgrade_stored_content()

    edition = Edition.objects.get(resource=page.translation_key, is_source=False)
    moved = [path for path in edition.segments if path != "title"]
    assert len(moved) == 2
    assert f"steps.{ID}.title" in moved


def test_pages_of_plugins_that_are_off_wait(page):
    plugin_off(page)

    with upgrades(RENAME):
        upgrade_stored_content()

    assert Edition.objects.get(page=page.pk).content_version < NEW
    assert "hint" in hints(page)


def test_a_new_page_is_of_the_version_of_the_day(site):
    with upgrades(RENAME):
        page = MethodPageFactory(parent=site["en"].library)

    assert page.edition.content_version == NEW


def test_a_copy_is_of_the_version_of_its_original(page):
    with upgrades(RENAME):
        copy = page.copy(update_attrs={"slug": "copy"}, copy_revisions=False)

    assert copy.edition.content_version < NEW


def test_the_command_says_what_it_did(page):
    out, err = StringIO(), StringIO()

    with upgrades(RENAME):
        call_command("content", "upgrade", "--dry-run", stdout=out, stderr=err)
        call_command("content", "upgrade", stdout=out, stderr=err)

    resources = Edition.objects.values("resource").distinct().count()
    assert f"Would upgrade to version {NEW}: {resources} resources" in out.getvalue()
    assert f"Upgraded to version {NEW}: {resources} resources" in out.getvalue()
    assert f"{resources}/{resources}" in err.getvalue()


def test_the_command_reports_to_programs(page):
    out = StringIO()

    with upgrades(RENAME):
        call_command("content", "upgrade", "--json", verbosity=0, stdout=out)

    assert json.loads(out.getvalue())["pages"] == 2


def test_the_command_names_what_was_taken_out(page):
    out = StringIO()

    with upgrades(Upgrade(NEW, "gone", remove_block("step"))):
        call_command("content", "upgrade", verbosity=0, stdout=out)

    assert f"Taken out: page {page.pk}: steps.{ID}" in out.getvalue()


def test_progress_writes_over_itself_on_a_terminal(page):
    class Terminal(StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()

    with upgrades(RENAME):
        call_command("content", "upgrade", stdout=StringIO(), stderr=terminal)

    resources = Edition.objects.values("resource").distinct().count()
    assert terminal.getvalue().endswith(f"\r{resources}/{resources}\n")
