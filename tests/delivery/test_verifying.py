"""Whatever is wrong in the catalogue is found, and building it anew mends it."""

from __future__ import annotations

import json
from datetime import timedelta
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from integra_cms.delivery import search, verifying
from integra_cms.delivery.compacting import compact
from integra_cms.delivery.draining import drain
from integra_cms.delivery.marks import EVERYTHING, REBUILD, mark
from integra_cms.delivery.media import publishing
from integra_cms.delivery.models import (
    CatalogueState,
    Change,
    Dependency,
    Document,
    Entry,
    Facet,
    PublicMedia,
    Register,
)
from integra_cms.delivery.rebuilding import rebuild
from integra_cms.delivery.verifying import verify
from tests.delivery.samples import image, picture_block
from tests.pages.factories import MethodPageFactory, ensure_term, translated

pytestmark = pytest.mark.django_db


@pytest.fixture
def content(site):
    ensure_term("issue", "housing")
    page = MethodPageFactory(
        parent=site["en"].library,
        title="Walk",
        issues=["housing"],
        body=[picture_block(image())],
        purpose=f'<p><a linktype="page" id="{site["en"].library.pk}">Others</a></p>',
    )
    translated(page, "cs")
    drain()
    assert list(verify()) == []
    return page


def changed_body():
    Document.objects.filter(kind="method", locale="cs").update(body="{}")


def lost_document():
    Document.objects.filter(kind="method", locale="cs").delete()


def stray_document():
    document = Document.objects.get(kind="method", locale="cs")
    document.pk, document.locale = None, "bg"
    document.save()


def changed_label():
    Entry.objects.filter(kind="method", scope="default.cs").update(label="{}")


def lost_entry():
    Entry.objects.filter(kind="method", scope="default.bg").delete()


def lost_facet():
    Facet.objects.filter(facet="issues").delete()


def lost_words():
    search.clear()


def other_words():
    with connection.cursor() as cursor:
        cursor.execute("UPDATE integra_delivery_search SET made_of = 'something else'")


def lost_dependency():
    Dependency.objects.filter(what="term").delete()


def wrong_dependency():
    Dependency.objects.filter(what="resource").update(seen="other")


def changed_media():
    PublicMedia.objects.update(body="{}")


def changed_file():
    PublicMedia.objects.update(sha256="other")


def stray_media():
    row = PublicMedia.objects.get()
    row.pk = "00000000-0000-4000-8000-000000000000"
    row.save()


def lost_media():
    PublicMedia.objects.all().delete()


def changed_register():
    Register.objects.filter(name="menus", locale="cs").update(body="{}")


def changed_digest_of_a_register():
    Register.objects.filter(name="menus", locale="cs").update(digest="other")


def changed_media_of_a_register():
    Register.objects.filter(name="menus", locale="cs").update(media=[str(uuid4())])


def lost_register():
    Register.objects.filter(name="menus", locale="cs").delete()


DAMAGE = {
    changed_body: "document",
    lost_document: "document",
    stray_document: "document",
    changed_label: "entry",
    lost_entry: "entry",
    lost_facet: "facets",
    lost_words: "search",
    other_words: "search",
    lost_dependency: "dependencies",
    wrong_dependency: "dependencies",
    changed_media: "media",
    changed_file: "media",
    stray_media: "media",
    lost_media: "media",
    changed_register: "register",
    changed_digest_of_a_register: "register",
    changed_media_of_a_register: "register",
    lost_register: "register",
}


@pytest.mark.parametrize("damage", DAMAGE, ids=lambda damage: damage.__name__)
def test_damage_is_found_and_mended(content, damage):
    damage()

    assert DAMAGE[damage] in {difference.what for difference in verify()}

    rebuild()
    assert list(verify()) == []


def test_files_are_compared_a_few_at_a_time(content, monkeypatch):
    MethodPageFactory(parent=content.get_parent(), body=[picture_block(image("Another"))])
    drain()
    monkeypatch.setattr(verifying, "CHUNK", 1)
    asked = []

    def describe(uuids):
        asked.append(len(uuids))
        return publishing.describe(uuids)

    monkeypatch.setattr(verifying, "describe", describe)
    changed_media()

    found = [each for each in verify() if each.what == "media"]

    assert asked == [1, 1]
    assert {each.problem for each in found} == {"says something else"}
    assert {each.key for each in found} == {str(row.media) for row in PublicMedia.objects.all()}


def test_building_anew_mends_also_what_another_drainer_gets_to_do(content):
    lost_words()
    lost_facet()
    mark(REBUILD, "all")

    while drain(limit=2).waiting:  # as the worker does beside whoever rebuilds
        pass

    assert list(verify()) == []


def test_a_gap_in_the_feed_is_found(content):
    Change.objects.filter(sequence=3).delete()

    assert "feed 3: is missing; next is 4" in [str(each) for each in verify()]


def test_building_anew_changes_nothing_where_nothing_changed(content):
    before = CatalogueState.objects.get().sequence
    etags = dict(Entry.objects.values_list("pk", "etag"))

    rebuild()

    assert CatalogueState.objects.get().sequence == before
    assert dict(Entry.objects.values_list("pk", "etag")) == etags


def test_a_locale_that_the_site_gives_up_is_forgotten(content, settings):
    settings.LANGUAGES = [each for each in settings.LANGUAGES if each[0] != "bg"]

    rebuild()

    assert not Entry.objects.filter(scope="default.bg").exists()
    assert list(verify()) == []


def test_compaction_keeps_what_is_left_without_gaps(content):
    state = CatalogueState.objects.get()
    Change.objects.filter(sequence__lte=4).update(at=timezone.now() - timedelta(days=400))

    removed = compact(timezone.now() - timedelta(days=365))

    state.refresh_from_db()
    assert (removed, state.horizon) == (4, 4)
    assert Change.objects.order_by("sequence").first().sequence == 5
    assert list(verify()) == []


def test_the_command_verifies_and_says_what_to_do(content):
    out = StringIO()
    call_command("deliver", "verify", stdout=out, stderr=StringIO())
    assert out.getvalue() == "The catalogue is what it should be.\n"

    changed_body()
    with pytest.raises(CommandError, match="rebuild` mends them") as refused:
        call_command("deliver", "verify", stdout=StringIO(), stderr=StringIO())
    assert "says something else than its page" in str(refused.value)

    with pytest.raises(CommandError):
        call_command("deliver", "verify", "--json", stdout=(out := StringIO()), stderr=StringIO())
    assert json.loads(out.getvalue())[0]["what"] == "document"


def test_the_command_rebuilds_with_progress(content):
    out, err = StringIO(), StringIO()

    call_command("deliver", "rebuild", stdout=out, stderr=err)

    assert "Rebuilding: 4/4" in err.getvalue()
    assert out.getvalue() == "Looked at 4 resources; 0 changes.\n"


def test_the_command_tells_the_state(content):
    mark(EVERYTHING, "test")
    out = StringIO()

    call_command("deliver", "status", stdout=out)
    call_command("deliver", "status", "--json", stdout=(answer := StringIO()))

    assert "Documents: 11 (bg 3, cs 4, en 4)" in out.getvalue()
    assert "Marks waiting: 1" in out.getvalue()
    assert json.loads(answer.getvalue())["outdated"] is False


def test_the_feed_is_not_forgotten_by_mistake(content):
    with pytest.raises(CommandError, match="--keep-days 0"):
        call_command("deliver", "compact", "--keep-days", "0")


def test_followers_are_told_when_a_change_was_put_and_is_gone(content):
    Document.objects.filter(kind="method", locale="cs").delete()

    assert "feed" in {difference.what for difference in verify()}
