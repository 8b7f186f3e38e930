"""Statistics, partners and figures are checked as rows of their own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from integra_cms.sharing.exceptions import PackRefused
from integra_cms.sharing.staging import stage
from tests.sharing.packs import small_pack, write

pytestmark = pytest.mark.django_db

PROJECT = "data/projects/integra.json"
CITY = "data/cities/sofia.json"


def problems(folder: Path, path: str, part: str, *changes: dict[str, Any]) -> list[tuple[str, str]]:
    """Code and place of what is wrong when a part is there once per change."""
    files = small_pack()
    first = files[path][part][0]
    files[path][part] = [first | change for change in changes]
    with pytest.raises(PackRefused) as refused:
        stage(write(folder, files))
    return [(problem.code, problem.place) for problem in refused.value.report.problems]


@pytest.mark.parametrize(
    ("path", "part"), [(PROJECT, "statistics"), (CITY, "figures")], ids=["statistic", "figure"]
)
def test_an_address_that_is_none_is_refused_at_its_place(tmp_path, path, part):
    found = problems(tmp_path, path, part, {"source_url": "javascript:alert(1)"})

    assert found == [("invalid", f"{part}[0].source_url")]


@pytest.mark.parametrize(
    ("path", "part"),
    [(PROJECT, "statistics"), (PROJECT, "partners"), (CITY, "figures"), (CITY, "partners")],
)
def test_what_can_be_stated_once_is_refused_when_it_is_there_again(tmp_path, path, part):
    role = {"role": "partner"} if part == "partners" else {}

    found = problems(tmp_path, path, part, role, role)

    assert found == [("stated_twice", f"{part}[1]")]


def test_a_role_that_projects_do_not_have_is_refused(tmp_path):
    found = problems(tmp_path, PROJECT, "partners", {"role": "friend"})

    assert found == [("invalid_choice", "partners[0].role")]


def test_a_second_lead_of_a_project_is_refused(tmp_path):
    files = small_pack()
    files["data/organisations/other.json"] = files["data/organisations/sda.json"] | {
        "code": "other"
    }
    files[PROJECT]["partners"].append({"organisation": "other", "role": "lead"})

    with pytest.raises(PackRefused, match="“role, lead”") as refused:
        stage(write(tmp_path, files))

    assert [problem.place for problem in refused.value.report.problems] == ["partners[1]"]


def test_an_organisation_may_be_partner_of_a_city_in_two_roles(tmp_path):
    files = small_pack()
    files[CITY]["partners"].append({"organisation": "sda", "role": "partner"})

    staged = stage(write(tmp_path, files))

    assert len(staged.objects["city"]["sofia"].form["partners"]) == 2
