"""An edit that the pack took over is no edit any more."""

from __future__ import annotations

from integra_cms.sharing.plan import Step, make_plan
from integra_cms.sharing.staging import stage
from integra_cms.vocabularies.models import Project
from tests.sharing.packs import Files, loaded, sealed, small_pack

PROJECT = "data/projects/integra.json"


def with_acronym(acronym: str) -> Files:
    files = small_pack()
    files[PROJECT]["acronym"] = acronym
    return files


def test_what_the_pack_took_over_follows_the_pack_again(db, tmp_path):
    loaded(sealed(tmp_path / "first", small_pack()))
    Project.objects.update(acronym="OURS")
    loaded(sealed(tmp_path / "second", with_acronym("OURS")))

    plan = loaded(sealed(tmp_path / "third", with_acronym("THEIRS")))

    assert plan.counts[Step.KEPT] == 0
    assert Project.objects.get().acronym == "THEIRS"


def test_what_was_edited_after_that_is_kept(db, tmp_path):
    loaded(sealed(tmp_path / "first", small_pack()))
    Project.objects.update(acronym="OURS")
    loaded(sealed(tmp_path / "second", with_acronym("OURS")))
    Project.objects.update(acronym="OURS AGAIN")

    plan = make_plan(stage(sealed(tmp_path / "third", with_acronym("THEIRS"))))

    assert [each.key for each in plan.with_step(Step.KEPT)] == ["integra"]
