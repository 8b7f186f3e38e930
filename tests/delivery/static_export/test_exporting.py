"""An export is what the API says, and follows it."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.management import CommandError, call_command
from django.utils import timezone

from integra_cms.delivery.compacting import compact
from integra_cms.delivery.draining import drain
from integra_cms.delivery.media.renditions import make_pending
from integra_cms.delivery.models import CatalogueState, Document, Entry, PublicMedia, Register
from integra_cms.delivery.reading import changes, detail, find, media, register
from integra_cms.delivery.reading.lists import list_answer
from integra_cms.delivery.reading.questions import ListQuestion
from integra_cms.delivery.static_export import ExportRefused, export_to, target
from integra_cms.delivery.static_export.places import found
from integra_cms.vocabularies.models import Term
from tests.delivery.media import library
from tests.delivery.static_export.conftest import Site, publish, show
from tests.delivery.static_export.reading import Interrupted, WatchedFolder, content, value
from tests.media import pictures
from tests.pages.factories import MethodPageFactory, translated

LOCALES = ("en", "bg", "hr", "sk", "cs", "it")


@pytest.fixture
def folder(tmp_path) -> Path:
    return tmp_path / "toolkit"


@pytest.fixture
def exported(site, folder) -> Path:
    export_to(target(str(folder)))
    return folder


# ------------------------------------------------------------------ the same as the API


def test_every_resource_is_there_as_the_api_gives_it(exported, client):
    resources = set(Document.objects.values_list("resource", flat=True))
    assert len(resources) == 8

    for resource in resources:
        for asked in LOCALES:
            answer = detail(resource, asked=asked).answer()
            path = exported / f"v1/resources/{resource}.{asked}.json"
            assert path.exists() == (answer is not None)
            assert not answer or path.read_bytes() == answer.body
    by_http = client.get(f"/api/v1/resources/{resource}?locale=cs").content
    assert (exported / f"v1/resources/{resource}.cs.json").read_bytes() == by_http


def test_every_page_stands_at_its_address(exported, site):
    for path in Document.objects.values_list("path", flat=True):
        assert (exported / found(path)).read_bytes() == find(path).answer().body
    assert (exported / "v1/find/bg/library/разходки/index.json").exists()


def test_lists_are_those_of_the_api_in_pages(exported, site):
    for asked in LOCALES:
        lists = value(exported, "v1/index.json")["lists"][asked]
        assert items(exported, lists["all"]) == asked_for(asked=asked)
        for kind in lists["kind"]:
            assert items(exported, lists["kind"][kind]) == asked_for(asked=asked, kinds=(kind,))
        for code in lists["issues"]:
            assert items(exported, lists["issues"][code]) == asked_for(
                asked=asked, facets={"issues": (code,)}
            )
        city = site.city.city
        assert items(exported, lists["city"][city]) == asked_for(asked=asked, cities=(city,))
    assert {"method", "news", "city", "home"} <= set(lists["kind"])
    assert set(lists["issues"]) == {"housing", "language"}
    assert value(exported, "v1/lists/en/1.json")["next"] == "2.json"


def items(folder: Path, first: str) -> list[Any]:
    """Those of all pages of a list."""
    collected, name = [], first
    while name:
        page = value(folder, f"v1/{name}")
        assert len(page["items"]) <= 2
        collected += page["items"]
        name = page["next"] and f"{first.rpartition('/')[0]}/{page['next']}"
    return collected


def asked_for(**question: Any) -> list[Any]:
    return json.loads(list_answer(ListQuestion(limit=100, **question)).answer().body)["items"]


def test_an_item_is_written_as_the_api_writes_it(exported):
    answer = list_answer(ListQuestion(asked="en", limit=2)).answer().body
    cursor = json.loads(answer)["next"]

    written = (exported / "v1/lists/en/1.json").read_bytes()

    assert written == answer.replace(f'"{cursor}"'.encode(), b'"2.json"')


def test_registers_and_what_is_known_of_files_are_there(exported):
    for name, locale in Register.objects.values_list("name", "locale"):
        path = f"v1/{name}.{locale}.json" if locale else f"v1/{name}.json"
        assert (exported / path).read_bytes() == register(name, locale).body
        assert path.removeprefix("v1/") in value(exported, "v1/index.json")["registers"]
    for uuid in PublicMedia.objects.values_list("media", flat=True):
        assert (exported / f"v1/media/{uuid}.json").read_bytes() == media(uuid).body


def test_files_are_at_their_addresses(exported, site):
    named = value(exported, f"v1/media/{site.picture.uuid}.json")

    with site.picture.file.open() as original:
        assert (exported / "v1" / named["file"]).read_bytes() == original.read()
    assert named["renditions"]
    for rendition in named["renditions"]:
        assert (exported / "v1" / rendition["file"]).stat().st_size == rendition["bytes"]


def test_the_feed_is_there_in_files_of_fixed_length(exported):
    state = CatalogueState.objects.get()
    index = value(exported, "v1/index.json")
    assert index["cursor"] == state.sequence > 10

    told = [value(exported, f"v1/{name}") for name in index["changes"]["files"]]

    assert [each["next"] for each in told[:-1]] == [5 * n for n in range(1, len(told))]
    assert told[-1]["next"] == state.sequence
    read = [change for each in told for change in each["changes"]]
    assert read == json.loads(changes(0, 1000).body)["changes"]


def test_all_texts_have_a_compressed_form(exported):
    for path, body in content(exported / "v1").items():
        if path.endswith(".json"):
            compressed = (exported / "v1" / f"{path}.gz").read_bytes()
            assert gzip.decompress(compressed) == body
            assert compressed[4:8] == bytes(4)  # no time, so that the same gives the same


# ------------------------------------------------------------------ what happens meanwhile


def rename(site: Site) -> None:
    site.walks.title = "Walks at night"
    publish(site.walks)


def unpublish(site: Site) -> None:
    site.walks_bg.unpublish()


def delete(site: Site) -> None:
    site.walks.delete()


def rename_term(site: Site) -> None:
    term = Term.objects.get(vocabulary="issue", code="housing")
    term.labels = {"en": "Look closely"}
    term.save()


def take_code_away(site: Site) -> None:
    site.talks.issues = ["housing"]
    publish(site.talks)


def swap_picture(site: Site) -> None:
    show(site.walks, library.image(pictures.png()))
    make_pending(10)


def replace_file(site: Site) -> None:
    site.picture.file = ContentFile(pictures.png(), name="other.png")
    site.picture.save()


def move(site: Site) -> None:
    site.maps.move(site.city, pos="last-child")


def translate(site: Site) -> None:
    translated(site.maps, "cs", title="Mapy")


def add(site: Site) -> None:
    for number in range(3):
        MethodPageFactory(parent=site.pages["en"].library, title=f"A {number}", issues=["language"])


def close(site: Site) -> None:
    site.city.view_restrictions.create(restriction_type="login")


def forget(site: Site) -> None:
    drain()
    changes = CatalogueState.objects.get().sequence
    compact(timezone.now())
    assert CatalogueState.objects.get().horizon == changes
    rename(site)


def take_each_others_place(site: Site) -> None:
    for page, slug in ((site.walks, "between"), (site.maps, "walks"), (site.walks, "maps")):
        page.refresh_from_db()
        page.slug = slug
        publish(page)
        drain()


OPERATIONS = (
    rename, unpublish, delete, rename_term, take_code_away, swap_picture, replace_file, move,
    translate, add, close, forget, take_each_others_place,
)  # fmt: skip


@pytest.mark.parametrize("operation", OPERATIONS)
def test_what_follows_equals_an_export_from_scratch(site, folder, tmp_path, operation):
    export_to(target(str(folder)))
    operation(site)
    drain()

    export_to(WatchedFolder(folder))

    export_to(target(str(tmp_path / "anew")))
    assert content(folder) == content(tmp_path / "anew")


def test_nothing_is_written_where_nothing_changed(site, exported):
    watched = WatchedFolder(exported)

    done = export_to(watched)

    assert watched.steps == []
    assert (done.written, done.removed) == (0, 0)


def test_only_what_changed_is_written(site, exported):
    rename(site)
    drain()
    watched = WatchedFolder(exported)

    export_to(watched)

    documents = {step for step in watched.steps if step.startswith("+v1/resources/")}
    walks, maps = site.walks.translation_key, site.maps.translation_key
    assert documents == {
        f"+v1/resources/{resource}.{asked}.json{form}"
        for resource, locales in ((walks, {*LOCALES} - {"bg"}), (maps, LOCALES))
        for asked in locales
        for form in ("", ".gz")
    }
    assert not [step for step in watched.steps if "media/files" in step]


def test_only_changed_documents_are_composed(site, exported):
    rename(site)
    drain()
    Document.objects.filter(resource=site.talks.translation_key).update(body='{"media":{}}')

    export_to(target(str(exported)))

    kept = value(exported, f"v1/resources/{site.talks.translation_key}.en.json")
    assert kept["document"]["title"] == "Talks"


def test_full_writes_everything_again(site, exported):
    before = content(exported)
    spoilt = exported / f"v1/resources/{site.talks.translation_key}.en.json"
    spoilt.write_text("{}")

    done = export_to(target(str(exported)), full=True)

    assert content(exported) == before
    assert done.kept == 0


def test_other_settings_than_before_compose_everything_anew(site, exported):
    CatalogueState.objects.update(built_with={"format": 0})
    Entry.objects.filter(resource=site.talks.translation_key).update(label='{"asked":"en"}')

    export_to(target(str(exported)))

    assert value(exported, f"v1/resources/{site.talks.translation_key}.en.json")["label"] == {
        "asked": "en"
    }


def test_a_catalogue_that_is_behind_the_export_is_exported_anew(site, exported, tmp_path):
    CatalogueState.objects.update(sequence=3)

    export_to(target(str(exported)))

    export_to(target(str(tmp_path / "anew")))
    assert content(exported) == content(tmp_path / "anew")


# ------------------------------------------------------------------ interruptions


def test_the_first_export_leads_nowhere_wrong_at_any_time(site, folder):
    export_to(WatchedFolder(folder))


@pytest.mark.parametrize("part", [0, 0.01, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99])
@pytest.mark.parametrize("operations", [(), (unpublish, add, swap_picture)])
def test_an_interrupted_export_is_finished_by_the_next(site, folder, tmp_path, part, operations):
    if operations:
        export_to(target(str(folder)))
    carry_out(site, operations)
    steps = steps_of_an_export(folder, tmp_path / "tried")
    with pytest.raises(Interrupted):
        export_to(WatchedFolder(folder, room=int(part * len(steps))))
    rename_term(site)
    drain()

    export_to(WatchedFolder(folder))

    export_to(target(str(tmp_path / "anew")))
    assert content(folder) == content(tmp_path / "anew")


def carry_out(site: Site, operations: tuple[Callable[[Site], None], ...]) -> None:
    for operation in operations:
        operation(site)
    drain()


def steps_of_an_export(folder: Path, copy: Path) -> list[str]:
    for path, body in content(folder).items() if folder.exists() else ():
        (copy / path).parent.mkdir(parents=True, exist_ok=True)
        (copy / path).write_bytes(body)
    watched = WatchedFolder(copy)
    export_to(watched)
    return watched.steps


def test_a_file_that_is_half_written_is_nowhere(exported, site):
    class Halfway(ContentFile):
        def chunks(self, chunk_size=None):
            yield b"{"
            raise Interrupted

    before = content(exported)
    path = next(path for path in before if path.startswith("v1/resources/"))

    with pytest.raises(Interrupted):
        target(str(exported)).save(path, Halfway(b""))

    assert (exported / path).read_bytes() == before[path]
    export_to(target(str(exported)), full=True)
    assert content(exported) == before


def test_a_file_that_the_site_has_lost_is_told_and_looked_for_again(site, folder):
    site.plan.file.storage.delete(site.plan.file.name)

    with pytest.raises(CommandError, match="1 files are not in the storage"):
        call_command("deliver", "export", str(folder), verbosity=0, stdout=StringIO())
    assert (folder / f"v1/resources/{site.talks.translation_key}.en.json").exists()

    with pytest.raises(CommandError, match=site.plan.sha256):
        call_command("deliver", "export", str(folder), verbosity=0, stdout=StringIO())
    site.plan.file.storage.save(site.plan.file.name, ContentFile(b"%PDF-1.7"))
    call_command("deliver", "export", str(folder), verbosity=0, stdout=StringIO())
    assert (folder / f"v1/media/files/{site.plan.sha256}.pdf").exists()


def test_what_goes_away_while_it_is_written_is_left_out(site, folder, tmp_path):
    class Deleting(WatchedFolder):
        def _save(self, name, file):
            if name == "manifest.json" and len(self.steps) == 1:
                unpublish(site)
                delete(site)
                drain()
            return super()._save(name, file)

    export_to(Deleting(folder))

    assert not list(folder.glob(f"v1/resources/{site.walks.translation_key}.*"))
    export_to(target(str(tmp_path / "anew")))
    assert content(folder) == content(tmp_path / "anew")


def test_a_catalogue_that_never_rests_is_left_for_later(site, folder, monkeypatch):
    from integra_cms.delivery.static_export import writing

    monkeypatch.setattr(writing, "find_original", lambda name, extension: None)

    with pytest.raises(ExportRefused, match="Run it again later"):
        export_to(target(str(folder)))


# ------------------------------------------------------------------ the command


def test_the_command_says_what_it_did(site, folder):
    out = StringIO()

    call_command("deliver", "export", str(folder), stdout=out, stderr=StringIO())
    call_command("deliver", "export", str(folder), "--full", stdout=out, verbosity=0)

    first, second = out.getvalue().splitlines()
    assert first.startswith("Wrote ")
    assert f"feed up to {CatalogueState.objects.get().sequence}." in first
    assert second == first


def test_the_command_refuses_with_the_name_of_the_target(db, tmp_path):
    (tmp_path / "letter.txt").write_text("Dear")

    with pytest.raises(CommandError, match=f"{tmp_path}: The target is not empty"):
        call_command("deliver", "export", str(tmp_path), verbosity=0)

    assert content(tmp_path) == {"letter.txt": b"Dear"}


def test_a_site_without_anything_can_be_exported(db, folder):
    export_to(target(str(folder)))

    assert value(folder, "v1/index.json")["cursor"] == 0
