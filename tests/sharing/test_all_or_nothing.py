"""A loading that breaks off leaves nothing half done, wherever it breaks."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from unittest import mock

import pytest
from wagtail.models import Locale, Page, Revision

from integra_cms.media.models import ToolkitDocument, ToolkitImage
from integra_cms.sections.models import City
from integra_cms.sharing import edition_records, loading, page_writing, welcome
from integra_cms.sharing.chapters import CHAPTERS
from integra_cms.sharing.models import Pack, PackRecord
from integra_cms.vocabularies.models import Organisation, Project, Term
from tests.sharing.packs import loaded, sealed, small_pack

MODELS = (
    *(Page, Revision, Term, Organisation, Project, City, ToolkitImage, ToolkitDocument),
    *(Pack, PackRecord, Locale),
)

STEPS = [
    *((type(chapter), "write") for chapter in CHAPTERS),
    *((type(chapter), "finish") for chapter in CHAPTERS),
    (page_writing, "first_revisions"),
    (edition_records, "align"),
    (welcome, "hand_over"),
    (loading, "remember"),
]


class Broken(Exception):
    """Somebody pulled the plug."""


def state() -> list[int]:
    return [model.objects.count() for model in MODELS]


def stored_files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


@pytest.mark.django_db
@pytest.mark.parametrize(("owner", "step"), STEPS)
def test_a_failure_after_any_step_undoes_all(owner, step, tmp_path, settings):
    folder = sealed(tmp_path / "pack", small_pack())
    before = state()
    real = getattr(owner, step)

    def then_break(*args: object, **kwargs: object) -> None:
        real(*args, **kwargs)
        raise Broken

    with mock.patch.object(owner, step, then_break), pytest.raises(Broken):
        loaded(folder)

    assert state() == before
    assert stored_files(Path(settings.MEDIA_ROOT)) == []


def test_loading_after_a_failure_works(committed_db, tmp_path):
    folder = sealed(tmp_path / "pack", small_pack())
    with mock.patch.object(loading, "remember", side_effect=Broken), pytest.raises(Broken):
        loaded(folder)

    plan = loaded(folder)

    assert plan.counts["create"] == len(plan.objects)


SCRIPT = """
import sys, time
from contextlib import closing
from pathlib import Path
import django
django.setup()
from django.core.management import call_command
from integra_cms.sharing import loading
from tests.sharing.packs import loaded

call_command("migrate", verbosity=0)

def wait(*args):
    print("half way", flush=True)
    time.sleep(60)

loading.remember = wait
loaded(Path(sys.argv[1]))
"""


def test_a_killed_process_leaves_the_database_as_it_was(tmp_path):
    folder = sealed(tmp_path / "pack", small_pack())
    database = tmp_path / "killed.sqlite3"
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": f"sqlite:///{database}",
    }
    command = [sys.executable, "-c", SCRIPT, str(folder)]

    with subprocess.Popen(  # noqa: S603 - our own interpreter with a script from above
        command, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "half way\n"
        process.kill()

    assert count(database, "integra_vocabularies_term") == 0
    assert count(database, "wagtailcore_revision") == 0
    assert count(database, "integra_sharing_pack") == 0


def count(database: Path, table: str) -> int:
    with closing(sqlite3.connect(database)) as rows:
        return int(rows.execute(f"select count(*) from {table}").fetchone()[0])  # noqa: S608
