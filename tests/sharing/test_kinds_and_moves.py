"""Pages of a newer pack that are of another kind, have other blocks or stand elsewhere."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from wagtail.models import Page

from integra_cms.sharing.exceptions import PackError, PackRefused
from integra_cms.sharing.staging import stage
from tests.sharing.packs import Files, block, loaded, page, path_of, sealed, small_pack, uid, write

pytestmark = pytest.mark.django_db

NEWS = "data/pages/news/news-en/en.json"
ABOUT = "data/pages/section/about-en/en.json"
WALK = "data/pages/method/walk-en/en.json"
WALK_BG = "data/pages/method/walk-en/bg.json"


@pytest.fixture
def pack(tmp_path: Path) -> Path:
    folder = sealed(tmp_path / "first", small_pack())
    loaded(folder)
    return folder


def on_site(name: str, locale: str = "en") -> Page:
    return Page.objects.get(translation_key=uid(name), locale__language_code=locale)


def parent_of(name: str) -> UUID:
    return on_site(name).get_parent().translation_key


def with_sections(**parents: str) -> Files:
    """The small pack with sections, each under the parent that is named."""
    files = small_pack()
    for name, parent in parents.items():
        form = page("section", name, parent=parent)
        files[path_of(form, name)] = form
    return files


def codes(refused: PackRefused) -> list[str]:
    return [problem.code for problem in refused.report.problems]


def test_a_page_that_is_of_another_kind_here_is_refused(pack, tmp_path):
    files = small_pack()
    form = files.pop(NEWS)
    files[NEWS.replace("/news/", "/section/")] = form | {"kind": "section", "fields": {}}

    with pytest.raises(PackRefused, match="is of the kind “news”") as refused:
        stage(write(tmp_path / "second", files))

    assert codes(refused.value) == ["kind_differs"]


def test_a_translation_of_another_kind_than_its_source_here_is_refused(pack, tmp_path):
    files = small_pack()
    del files[ABOUT]
    form = page("news", "about", "bg", "sofia")
    form["fields"]["date"] = "2019-06-01"
    files["data/pages/news/about-en/bg.json"] = form

    with pytest.raises(PackRefused) as refused:
        stage(write(tmp_path / "second", files))

    assert codes(refused.value) == ["kind_differs"]


def test_a_block_that_the_source_on_this_site_lacks_is_refused(pack, tmp_path):
    files = small_pack()
    del files[WALK]
    files[WALK_BG]["fields"]["body"].append(block("paragraph", "extra", "<p>Още.</p>"))

    with pytest.raises(PackRefused, match="“walk en” on this site") as refused:
        stage(write(tmp_path / "second", files))

    assert codes(refused.value) == ["id_differs"]


def test_translations_alone_with_the_blocks_of_their_source_here_are_loaded(pack, tmp_path):
    files = small_pack()
    del files[WALK]
    files[WALK_BG]["fields"]["body"][0]["value"] = "<p>Ново.</p>"

    loaded(sealed(tmp_path / "second", files))

    assert "Ново." in str(on_site("walk", "bg").specific.body)


def test_pages_that_change_places_move(tmp_path):
    loaded(sealed(tmp_path / "first", with_sections(upper="sofia", lower="upper", leaf="lower")))

    loaded(sealed(tmp_path / "second", with_sections(lower="sofia", upper="lower", leaf="upper")))

    assert parent_of("lower") == UUID(uid("sofia"))
    assert parent_of("upper") == UUID(uid("lower"))
    assert parent_of("leaf") == UUID(uid("upper"))
    assert on_site("leaf").url_path.endswith("/sofia-en/lower-en/upper-en/leaf-en/")
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_page_moves_below_one_that_moves_and_its_own_pages_follow(tmp_path):
    before = with_sections(one="sofia", two="sofia", deep="one", deeper="deep")
    after = with_sections(one="about", two="one", deep="two", deeper="deep")
    after[path_of(page("section", "deeper"), "deeper")]["fields"]["summary"] = "New."
    loaded(sealed(tmp_path / "first", before))

    loaded(sealed(tmp_path / "second", after))

    assert on_site("deeper").url_path.endswith("/about-en/one-en/two-en/deep-en/deeper-en/")
    assert on_site("deeper").specific.summary == "New."
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_page_that_would_stand_below_itself_stays_and_the_reason_is_told(tmp_path):
    loaded(sealed(tmp_path / "first", with_sections(upper="sofia", lower="upper")))
    lower = on_site("lower").specific
    lower.summary = "Ours."
    lower.save_revision().publish()
    second = sealed(tmp_path / "second", with_sections(lower="sofia", upper="lower"))

    with pytest.raises(PackError, match="would stand below itself"):
        loaded(second)

    assert parent_of("upper") == UUID(uid("sofia"))
