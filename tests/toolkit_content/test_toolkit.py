"""The toolkit that comes with this software."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Revision, Site

import toolkit_content
from integra_cms.pages.editions import Edition
from integra_cms.sharing.dumping import dump
from toolkit_content import fixtures_folder


def tree(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.mark.django_db
def test_the_toolkit_loads_twice_and_dumps_as_it_is(tmp_path):
    call_command("toolkit", "load", verbosity=0)
    revisions = Revision.objects.count()
    out = StringIO()

    call_command("toolkit", "load", stdout=out, stderr=StringIO())
    dump(tmp_path / "dump")

    assert "0 new, 0 changed" in out.getvalue()
    assert Revision.objects.count() == revisions
    assert tree(tmp_path / "dump") == tree(fixtures_folder.toolkit_folder())
    assert Site.objects.get().root_page.specific_class.__name__ == "HomePage"
    assert {each.freshness for each in Edition.objects.all()} <= {"current", "incomplete"}


@pytest.mark.django_db
def test_a_dry_run_says_what_would_be_loaded(db):
    out = StringIO()

    call_command("toolkit", "load", "--dry-run", stdout=out, stderr=StringIO())

    assert "Would load “integra-toolkit”" in out.getvalue()
    assert not Edition.objects.exists()


def test_the_toolkit_of_an_installed_package_is_found_inside_it(tmp_path, monkeypatch):
    package = tmp_path / "site-packages/toolkit_content"
    folder = package / "fixtures/integra-toolkit"
    folder.mkdir(parents=True)
    (folder / "bagit.txt").write_text("x")
    monkeypatch.setattr(fixtures_folder, "__file__", str(package / "fixtures_folder.py"))

    assert fixtures_folder.toolkit_folder() == folder


def test_a_toolkit_that_is_nowhere_is_said_to_be(tmp_path, monkeypatch):
    monkeypatch.setattr(fixtures_folder, "__file__", str(tmp_path / "a/fixtures_folder.py"))

    with pytest.raises(CommandError, match="Install the package again"):
        call_command("toolkit", "load", verbosity=0)


def test_the_package_is_where_the_folder_is_looked_for():
    assert Path(toolkit_content.__file__).parent.name == "toolkit_content"
