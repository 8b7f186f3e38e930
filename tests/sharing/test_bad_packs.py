"""Bad packs are refused before anything is written, with file, place and remedy."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from PIL import ImageFile
from wagtail.models import Page, Revision

from integra_cms.sharing.exceptions import PackRefused
from integra_cms.sharing.models import Pack
from integra_cms.sharing.staging import stage
from integra_cms.vocabularies.models import Organisation, Term
from tests.media.pictures import gigapixel_png
from tests.sharing.packs import Files, block, loaded, media, page, small_pack, uid, write

pytestmark = pytest.mark.django_db

WALK = "data/pages/method/walk-en/en.json"
WALK_BG = "data/pages/method/walk-en/bg.json"
LIST = "data/pages/checklist/list-en/en.json"
LIBRARY = "data/pages/library/library-en/en.json"


def rows() -> list[int]:
    return [model.objects.count() for model in (Page, Revision, Term, Organisation, Pack)]


def refusal(folder: Path, settings: Any) -> PackRefused:
    """What staging says, after making sure that nothing was written."""
    before = rows()

    with pytest.raises(PackRefused) as refused:
        stage(folder)

    assert rows() == before
    assert not Path(settings.MEDIA_ROOT).exists()
    return refused.value


def changed(path: str, *keys: str, value: Any) -> Callable[[Files], None]:
    """A change of one value in one JSON file."""

    def change(files: Files) -> None:
        target = files[path]
        for key in keys[:-1]:
            target = target[key]
        target[keys[-1]] = value

    return change


def paragraph(html: str) -> Callable[[Files], None]:
    return changed(WALK, "fields", "body", value=[block("paragraph", "p-1", html)])


def two_sources(files: Files) -> None:
    files[WALK_BG]["origin"] = "source"


def no_source(files: Files) -> None:
    files[WALK]["origin"] = "human"


def cycle(files: Files) -> None:
    for name, parent in (("one", "two"), ("two", "one")):
        files[f"data/pages/section/{name}-en/en.json"] = page("section", name, parent=parent)


def unknown_parent(files: Files) -> None:
    files[WALK]["parent"] = uid("nowhere")


def same_slug(files: Files) -> None:
    files[WALK]["slug"] = files[LIST]["slug"]


def other_ids(files: Files) -> None:
    files[WALK_BG]["fields"]["steps"][0]["id"] = uid("another")


def same_id_twice(files: Files) -> None:
    files[WALK]["fields"]["body"] = [
        block("paragraph", "p-1", "<p>One</p>"),
        block("paragraph", "p-1", "<p>Two</p>"),
    ]


def edition_twice(files: Files) -> None:
    files["data/pages/method/walk-en/again.json"] = files[WALK]


def gigapixels(files: Files) -> None:
    files |= media(gigapixel_png(), "image", "png", "huge")


def not_a_picture(files: Files) -> None:
    files |= media(b"GIF89a but no more", "image", "gif", "broken")


def undescribed_file(files: Files) -> None:
    files["data/media/files/stray.png"] = b"stray"


SCRIPT = "<p>Hello</p><script>alert(1)</script>"

BAD: dict[str, tuple[Callable[[Files], None], str, str, str, str]] = {
    # what: change, code, file, place, part of the message
    "unknown key": (
        changed(WALK, "colour", value="red"), "form_extra_forbidden", WALK, "colour", "red",
    ),
    "unknown kind": (changed(WALK, "kind", value="song"), "kind_unknown", WALK, "kind", "“song”"),
    "unknown field": (
        changed(WALK, "fields", "colour", value="red"),
        "field_unknown", WALK, "fields.colour", "“colour”",
    ),
    "unknown locale": (
        changed(WALK, "locale", value="de"), "form_value_error", WALK, "locale", "“de”",
    ),
    "missing parent": (unknown_parent, "parent_missing", WALK, "parent", uid("nowhere")),
    "parent of the wrong kind": (
        changed(WALK, "parent", value=uid("home")), "parent_wrong", WALK, "parent", "“home”",
    ),
    "cyclic parents": (
        cycle, "parent_cycle", "data/pages/section/one-en/en.json", "parent", "→",
    ),
    "two sources": (two_sources, "two_sources", WALK, "origin", WALK_BG),
    "no source": (no_source, "source_missing", WALK_BG, "origin", uid("walk")),
    "same slug": (same_slug, "slug_taken", WALK, "slug", "list-en"),
    "edition twice": (
        edition_twice, "page_twice", WALK, "", "again.json",
    ),
    "unknown block": (
        changed(WALK, "fields", "body", value=[block("song", "x", {})]),
        "block_unknown", WALK, "fields.body", "song",
    ),
    "unknown field of a block": (
        changed(WALK, "fields", "body", value=[block("heading", "x", {"text": "A", "x": 1})]),
        "block_unknown", WALK, "fields.body", "x (",
    ),
    "a block's own rule": (
        changed(WALK, "fields", "body", value=[block("heading", "x", {"level": "2"})]),
        "required", WALK, "fields.body[0].text", "required",
    ),
    "the page's own rule": (
        changed(WALK, "fields", "participants_max", value=2),
        "range_reversed", WALK, "fields.participants_max", "2 is less than 6",
    ),
    "required text missing": (
        changed(WALK, "fields", "purpose", value=""), "blank", WALK, "fields.purpose", "blank",
    ),
    "wrong type": (
        changed(WALK, "fields", "participants_min", value="six"),
        "type_wrong", WALK, "fields.participants_min", "“six”",
    ),
    "ids that differ from the source": (
        other_ids, "id_differs", WALK_BG, "fields.steps", uid("another"),
    ),
    "an id twice": (same_id_twice, "id_twice", WALK, "fields.body[1]", uid("p-1")),
    "no id": (
        changed(WALK, "fields", "body", value=[{"type": "paragraph", "value": "<p>A</p>"}]),
        "id_missing", WALK, "fields.body[0]", "“id”",
    ),
    "unknown term": (
        changed(WALK, "fields", "issues", value=["nonsense"]),
        "term_unknown", WALK, "fields.issues", "issue:nonsense",
    ),
    "unknown term in a block": (
        changed("data/pages/agenda/agenda-en/en.json", "fields", "scenarios", value=[
            block("scenario", "sc-1", {
                "code": "A", "title": "T", "narrative": "<p>N</p>", "approach": "survey",
                "effects": [block("item", "e-1", {"issue": "nonsense", "text": "T"})],
            })
        ]),
        "term_unknown", "data/pages/agenda/agenda-en/en.json", "fields.scenarios", "issue:nonsense",
    ),
    "unknown project": (
        changed(WALK, "fields", "project", value="none"),
        "project_unknown", WALK, "fields.project", "“none”",
    ),
    "unknown picture": (
        changed("data/pages/news/news-en/en.json", "fields", "image", value={"media": uid("no")}),
        "media_unknown", "data/pages/news/news-en/en.json", "fields.image", uid("no"),
    ),
    "primary key in place of a reference": (
        changed(WALK, "fields", "body", value=[block("picture", "x", {"image": 7})]),
        "reference_malformed", WALK, "fields.body", "“7”",
    ),
    "link to a page that is nowhere": (
        paragraph(f'<p><a linktype="page" resource="{uid("no")}">x</a></p>'),
        "page_unknown", WALK, "fields.body", uid("no"),
    ),
    "script": (paragraph(SCRIPT), "html_not_allowed", WALK, "fields.body", "<script>"),
    "script in a field of the page": (
        changed(WALK, "fields", "purpose", value=SCRIPT),
        "html_not_allowed", WALK, "fields.purpose", "<script>",
    ),
    "event handler": (
        paragraph('<p onclick="x()">A</p>'), "html_not_allowed", WALK, "fields.body", "onclick",
    ),
    "javascript address": (
        paragraph('<p><a href="javascript:alert(1)">x</a></p>'),
        "link_scheme", WALK, "fields.body", "javascript:alert(1)",
    ),
    "heading in prose": (paragraph("<h2>A</h2>"), "html_not_allowed", WALK, "fields.body", "<h2>"),
    "unclosed tag": (paragraph("<p>A <b>b</p>"), "html_unclosed", WALK, "fields.body", "</p>"),
    "fixed vocabulary": (
        changed("data/vocabularies/area.json", "terms", value=[
            {"code": "SONG", "labels": {"en": "Songs"}}
        ]),
        "vocabulary_fixed", "data/vocabularies/area.json", "SONG", "SERV",
    ),
    "unknown broader term": (
        changed("data/vocabularies/issue.json", "terms", value=[
            {"code": "housing", "labels": {"en": "Housing"}, "broader": "no"}
        ]),
        "term_unknown", "data/vocabularies/issue.json", "housing.broader", "issue:no",
    ),
    "unknown organisation": (
        changed("data/projects/integra.json", "partners", value=[{"organisation": "no"}]),
        "organisation_unknown", "data/projects/integra.json", "partners[0].organisation", "“no”",
    ),
    "no country": (
        changed("data/organisations/sda.json", "country", value="XX"),
        "country_unknown", "data/organisations/sda.json", "country", "“XX”",
    ),
    "plugin missing": (
        changed("data/pack.json", "needs", value=["city_songs"]),
        "plugin_missing", "data/pack.json", "needs", "“city_songs”",
    ),
    "content of the future": (
        changed("data/pack.json", "content_version", value=999),
        "content_version_unknown", "data/pack.json", "content_version", "999",
    ),
    "format of the future": (
        changed("data/pack.json", "format", value=2),
        "form_literal_error", "data/pack.json", "format", "2",
    ),
    "unknown folder": (
        lambda files: files.update({"data/songs/a.json": {}}),
        "file_unknown", "data/songs/a.json", "", "no part of a pack",
    ),
    "file without description": (
        undescribed_file, "file_unknown", "data/media/files/stray.png", "", "describes",
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", BAD)
def test_a_bad_pack_is_refused_with_file_and_place_and_remedy(what, tmp_path, settings):
    change, code, file, place, message = BAD[what]
    files = small_pack()
    change(files)

    refused = refusal(write(tmp_path / "pack", files), settings)

    found = [
        problem
        for problem in refused.report.problems
        if problem.code == code and problem.file == file
    ]
    assert found, str(refused)
    assert found[0].place.startswith(place)
    assert message in found[0].message
    assert found[0].remedy.endswith(".")


def test_all_problems_are_named_not_just_the_first(tmp_path, settings):
    files = small_pack()
    for change in (unknown_parent, same_id_twice, paragraph(SCRIPT)):
        change(files)
    files["data/organisations/sda.json"]["country"] = "XX"

    refused = refusal(write(tmp_path / "pack", files), settings)

    codes = {problem.code for problem in refused.report.problems}
    assert {"html_not_allowed", "country_unknown"} <= codes


@pytest.mark.parametrize("what", [gigapixels, not_a_picture])
def test_a_hostile_picture_is_refused_by_its_file(what, tmp_path, settings):
    files = small_pack()
    what(files)

    refused = refusal(write(tmp_path / "pack", files), settings)

    [problem] = refused.report.problems
    assert problem.file.startswith("data/media/files/")
    assert problem.place.startswith("data/media/")
    assert problem.remedy


def test_a_picture_of_a_gigapixel_is_refused_before_it_is_decoded(tmp_path, monkeypatch):
    decode = ImageFile.ImageFile.load

    def load(self: ImageFile.ImageFile) -> Any:
        assert self.width < 1000, "it was decoded"
        return decode(self)

    files = small_pack()
    gigapixels(files)
    folder = write(tmp_path / "pack", files)
    monkeypatch.setattr(ImageFile.ImageFile, "load", load)

    with pytest.raises(PackRefused) as refused:
        stage(folder)

    assert "40000 × 30000" in str(refused.value)


def test_a_file_of_ten_gigabytes_is_refused_without_being_read(tmp_path, settings):
    folder = write(tmp_path / "pack", small_pack())
    huge = folder / "data/media/files/huge.png"
    with huge.open("wb") as file:
        file.truncate(10 * 1024**3)

    refused = refusal(folder, settings)

    [problem] = refused.report.problems
    assert problem.code == "file_too_large"
    assert problem.file == "data/media/files/huge.png"
    assert str(10 * 1024**3) in problem.message


def test_broken_json_is_named_with_its_line(tmp_path, settings):
    files = small_pack()
    files[WALK] = b'{\n  "kind": "method",\n  "title" "x"\n}\n'

    refused = refusal(write(tmp_path / "pack", files), settings)

    problem = next(each for each in refused.report.problems if each.code == "json_broken")
    assert str(problem).startswith(f"{WALK} (line 3, column 11): not valid JSON")
    assert "seal the pack and load it again." in problem.remedy


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'{"kind": "a", "kind": "b"}', "“kind” stands twice"),
        (b'{"kind": NaN}', "NaN is no number"),
        (b'{"kind": "\xff"}', "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_odd_json_is_refused(content, said, tmp_path, settings):
    files = small_pack()
    files[WALK] = content

    refused = refusal(write(tmp_path / "pack", files), settings)

    assert said in str(refused)


def test_a_wrong_checksum_is_named(tmp_path, settings):
    folder = write(tmp_path / "pack", small_pack())
    path = folder / WALK
    path.write_text(path.read_text().replace("together", "apart"))

    refused = refusal(folder, settings)

    problem = refused.report.problems[0]
    assert (problem.code, problem.file) == ("checksum_wrong", WALK)
    assert "manifest-sha256.txt" in problem.message
    assert "pack seal" in problem.remedy


def test_a_changed_media_file_is_named(tmp_path, settings):
    folder = write(tmp_path / "pack", small_pack())
    [path] = (folder / "data/media/files").glob("*.png")
    path.write_bytes(path.read_bytes() + b"more")

    refused = refusal(folder, settings)

    [problem] = refused.report.problems
    assert problem.file == f"data/media/files/{path.name}"
    assert "checksum" in problem.message


@pytest.mark.parametrize("path", ["data/../../etc/passwd", "/etc/passwd", "data\\..\\x", "C:/x"])
def test_a_path_outside_the_folder_is_refused(path, tmp_path, settings):
    folder = write(tmp_path / "pack", small_pack())
    (folder / "tagmanifest-sha256.txt").unlink()
    with (folder / "manifest-sha256.txt").open("a") as manifest:
        manifest.write(f"{'0' * 64}  {path}\n")

    refused = refusal(folder, settings)

    problem = refused.report.problems[0]
    assert (problem.code, problem.file) == ("path_outside", "manifest-sha256.txt")
    assert problem.place.startswith("line ")
    assert path in problem.message


def test_a_link_to_a_file_elsewhere_is_refused(tmp_path, settings):
    folder = write(tmp_path / "pack", small_pack())
    secret = tmp_path / "secret.json"
    secret.write_text("{}")
    os.symlink(secret, folder / "data/organisations/secret.json")

    refused = refusal(folder, settings)

    [problem] = refused.report.problems
    assert (problem.code, problem.file) == ("not_a_file", "data/organisations/secret.json")


def test_a_folder_that_is_no_pack_is_refused(tmp_path, settings):
    (tmp_path / "empty").mkdir()

    refused = refusal(tmp_path / "empty", settings)

    assert "pack seal" in str(refused)


def test_a_source_on_the_site_in_another_language_is_not_doubled(tmp_path):
    loaded(write(tmp_path / "pack", small_pack()))
    files = small_pack()
    files[WALK]["origin"], files[WALK_BG]["origin"] = "human", "source"

    with pytest.raises(PackRefused) as refused:
        stage(write(tmp_path / "other", files))

    assert {problem.code for problem in refused.value.report.problems} == {
        "two_sources",
        "source_missing",
    }
    assert "“en”" in str(refused.value)


def test_slovenian_codes_are_read_as_slovak_and_reported(tmp_path):
    files = small_pack()
    files["data/pack.json"]["locales"] = ["en", "bg", "sl"]

    staged = stage(write(tmp_path / "pack", files))

    assert staged.pack.locales == ["en", "bg", "sk"]
    assert "“sl” was read as “sk”" in str(staged.report.notes[0])


def test_the_command_says_what_is_wrong_and_that_nothing_was_written(tmp_path, settings):
    files = small_pack()
    unknown_parent(files)
    folder = write(tmp_path / "pack", files)

    with pytest.raises(CommandError) as refused:
        call_command("pack", "load", str(folder), verbosity=0)

    assert f"{WALK} (parent):" in str(refused.value)
    assert "Nothing was written." in str(refused.value)


def test_the_command_answers_programs_with_json(tmp_path, capsys):
    files = small_pack()
    unknown_parent(files)
    folder = write(tmp_path / "pack", files)

    with pytest.raises(CommandError):
        call_command("pack", "check", str(folder), "--json", verbosity=0)

    answer = json.loads(capsys.readouterr().out)
    assert answer["ok"] is False
    assert answer["problems"][0]["file"] == WALK
