"""What keeps a site from being dumped is said with its remedy, before anything is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from wagtail.documents import get_document_model

from integra_cms.sharing.dumping import dump
from integra_cms.sharing.exceptions import PackError
from integra_cms.sharing.models import Pack
from integra_cms.sharing.staging import stage
from tests.sharing.packs import loaded, small_pack, write

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["My pack", "../pack", "a" * 101])
def test_a_name_that_no_pack_can_have_is_refused(name, tmp_path):
    with pytest.raises(PackError, match="cannot be the name of a pack"):
        dump(tmp_path / "dump", name=name)

    assert not (tmp_path / "dump").exists()


def test_a_target_that_is_a_file_is_refused(tmp_path):
    target = tmp_path / "dump"
    target.write_text("mine")

    with pytest.raises(PackError, match="is a file"):
        dump(target, name="ours")

    assert target.read_text() == "mine"


def test_a_file_that_is_missing_on_the_disk_is_named(tmp_path):
    loaded(write(tmp_path / "pack", small_pack()))
    document = get_document_model().objects.get()
    Path(document.file.path).unlink()

    with pytest.raises(PackError, match="“route” is missing") as refused:
        dump(tmp_path / "dump")

    assert document.file.name in str(refused.value)
    assert not (tmp_path / "dump").exists()


def test_languages_that_came_later_are_among_those_of_the_pack(tmp_path):
    loaded(write(tmp_path / "pack", small_pack()))
    pack = Pack.objects.get()
    pack.manifest["locales"] = ["en"]
    pack.save()

    dump(tmp_path / "dump")

    assert stage(tmp_path / "dump").pack.locales == ["en", "bg"]
